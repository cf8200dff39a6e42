"""The fault server: HTTP spoken byte by byte, so that every way of getting it wrong can be written down.

Comes in: scripts by path. Goes out: real sockets on loopback, and a log of who asked what when, which is the judge
of politeness. Not http.server: that one only speaks correctly.
"""

from __future__ import annotations

from tests.faults.server import FaultServer, Line, Script, reply

__all__ = ["FaultServer", "Line", "Script", "reply"]
