"""A new Python that cannot import some modules: what an install without them does.

Comes in: code, and the modules' names. Goes out: the words that it prints.
"""

from __future__ import annotations

import subprocess
import sys


def printed(code: str, *without: str) -> list[str]:
    """What the code prints in a process of its own, in which importing these modules fails."""
    absent = f"import sys; sys.modules.update(dict.fromkeys({list(without)!r}))\n"
    done = subprocess.run([sys.executable, "-c", absent + code], capture_output=True, text=True, check=True)
    return done.stdout.split()
