"""A small newspaper of our own, served from this machine: what `broadsheet demo` reads.

Goes out: `open_newspaper()`, a context manager that yields a `Newspaper`. Says nothing, fetches
nothing; the job on it is done by the library, as on any other newspaper.
"""

from broadsheet.demo.newspaper import Newspaper, open_newspaper

__all__ = ["Newspaper", "open_newspaper"]
