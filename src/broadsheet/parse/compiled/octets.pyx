# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`parse.octets`, compiled: one pass over the bytes for each question, most of it over many bytes at a time.

Comes in: bytes. Goes out: yes or no.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.string cimport memchr

cdef extern from *:
    const char* BROADSHEET_DIGEST

cdef extern from *:
    """
    #define AT_ONCE 64  /* bytes: a compiler makes few instructions of such a loop */

    static int any_above(const unsigned char *at) {
        unsigned char seen = 0;
        for (int i = 0; i < AT_ONCE; i++) seen |= at[i];
        return seen >= 0x80;
    }

    static inline unsigned char is_control(unsigned char c) {  /* no branch: that many are compared at once */
        return (unsigned char) (((c < 0x20) & (c != '\\t') & (c != '\\n') & (c != '\\f') & (c != '\\r')) | (c == 0x7F));
    }

    static int any_control(const unsigned char *at) {
        unsigned char seen = 0;
        for (int i = 0; i < AT_ONCE; i++) seen |= is_control(at[i]);
        return seen;
    }
    """
    enum:
        AT_ONCE
    bint any_above(const unsigned char* at) noexcept
    unsigned char is_control(unsigned char byte) noexcept
    bint any_control(const unsigned char* at) noexcept

DIGEST = BROADSHEET_DIGEST.decode()
"""Of the sources that this was compiled from: `digest` in hatch_build.py."""


def is_utf8(bytes body not None):
    """Can it be decoded? (RFC 3629: no surrogates, nothing written longer than need be, nothing beyond U+10FFFF)"""
    cdef const unsigned char* at = <const unsigned char*> PyBytes_AS_STRING(body)
    cdef const unsigned char* end = at + PyBytes_GET_SIZE(body)
    cdef int more
    while at < end:
        if at[0] < 0x80:
            if end - at >= AT_ONCE and not any_above(at):
                at += AT_ONCE
            else:
                at += 1
            continue
        more = _following(at, end)
        if more == 0:
            return False
        at += 1 + more
    return True


cdef int _following(const unsigned char* at, const unsigned char* end) noexcept:
    """How many bytes follow the first of a character beyond ASCII; 0 where they are none."""
    cdef unsigned char first = at[0]
    cdef unsigned char least = 0x80, most = 0xBF  # of the second byte
    cdef int more, place
    if 0xC2 <= first <= 0xDF:
        more = 1
    elif 0xE0 <= first <= 0xEF:
        more = 2
        if first == 0xE0:
            least = 0xA0
        elif first == 0xED:
            most = 0x9F
    elif 0xF0 <= first <= 0xF4:
        more = 3
        if first == 0xF0:
            least = 0x90
        elif first == 0xF4:
            most = 0x8F
    else:
        return 0
    if end - at <= more or not least <= at[1] <= most:
        return 0
    for place in range(2, more + 1):
        if not 0x80 <= at[place] <= 0xBF:
            return 0
    return more


def has_controls(bytes body not None):
    """Is any of `octets.CONTROLS` there?"""
    cdef const unsigned char* at = <const unsigned char*> PyBytes_AS_STRING(body)
    cdef const unsigned char* end = at + PyBytes_GET_SIZE(body)
    while end - at >= AT_ONCE:
        if any_control(at):
            return True
        at += AT_ONCE
    while at < end:
        if is_control(at[0]):
            return True
        at += 1
    return False


def marked_twice(bytes body not None):
    """Does any of the marks of `octets` stand there?"""
    cdef const unsigned char* at = <const unsigned char*> PyBytes_AS_STRING(body)
    cdef const unsigned char* end = at + PyBytes_GET_SIZE(body)
    while True:
        at = <const unsigned char*> memchr(at, 0xC3, end - at)
        if at == NULL:
            return False
        if _marks(at + 1, end):
            return True
        at += 1


cdef bint _marks(const unsigned char* at, const unsigned char* end) noexcept:
    """Do these bytes make a mark of the one before?"""
    cdef Py_ssize_t left = end - at
    if left < 2:
        return False
    if at[0] in (0x82, 0x83, 0x90, 0x91, 0x98, 0x99):
        return at[1] == 0xC2
    if left < 3:
        return False
    if at[0] == 0xA3:
        return at[1] == 0xC2 and at[2] == 0x81
    if at[0] != 0xA2:
        return False
    return (at[1] == 0xC2 and at[2] == 0x80) or (left > 3 and at[1] == 0xE2 and at[2] == 0x82 and at[3] == 0xAC)
