"""From which sources a module was compiled: what `digest` in hatch_build.py said of them."""

cdef extern from *:
    const char* BROADSHEET_DIGEST

DIGEST = BROADSHEET_DIGEST.decode()
