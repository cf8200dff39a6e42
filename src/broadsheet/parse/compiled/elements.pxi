"""What tags and attributes mean to the walk, by number: the tables of `parse.elements`."""

from libc.string cimport memcmp, memset

from broadsheet.parse.elements import INLINE, MUTE, TOKEN_NAMES, VOID_FACTS
from broadsheet.parse.facts import DECLARING

cdef enum:
    IS_INLINE = 1
    IS_VOID_FACT = 2  # meta, link, base
    IS_BREAK = 4
    IS_READING = 8  # rt
    IS_OPAQUE = 16  # its text is not the page's
    IS_MUTE = 32
    IS_LINK = 64
    IS_TIME = 128
    IS_IMAGE = 256
    IS_SOURCE = 512
    IS_DECLARING = 1024
    IS_PICTURE = 2048
    IS_COUNTED = 4096  # ol
    IS_ITEM = 8192
    IS_NOTED = IS_LINK | IS_TIME | IS_IMAGE | IS_SOURCE | IS_DECLARING | IS_COUNTED | IS_ITEM
    IS_APART = IS_VOID_FACT | IS_BREAK | IS_READING | IS_OPAQUE

cdef enum:
    TAGS = 256  # the parser's own numbers of tags; names that it does not know are numbered by their address

cdef dict _MEANINGS = {
    "br": IS_BREAK, "rt": IS_READING, "title": IS_OPAQUE, "a": IS_LINK, "time": IS_TIME, "img": IS_IMAGE,
    "amp-img": IS_IMAGE, "source": IS_SOURCE, "html": IS_DECLARING, "input": IS_DECLARING, "picture": IS_PICTURE,
    "ol": IS_COUNTED, "li": IS_ITEM,
}  # fmt: skip


cdef int _meaning(str tag):
    cdef int found = _MEANINGS.get(tag, 0)
    found |= IS_INLINE if tag in INLINE else 0
    found |= IS_VOID_FACT if tag in VOID_FACTS else 0
    found |= IS_OPAQUE | IS_MUTE if tag in MUTE else 0
    return found


# ---- the attributes that the walk asks for, by their places in `_ASKED`

cdef tuple _ASKED = tuple(name.encode() for name in (*TOKEN_NAMES, "style", "hidden", "href", "rel", "datetime", "value"))
cdef enum:
    MOST = 16
    CLASS = 0
    ROLE = 2
    ITEMPROP = 3
    NAMES = 7
    STYLE = 7
    HIDDEN = 8
    HREF = 9
    REL = 10
    DATETIME = 11
    VALUE = 12
cdef int ASKED = len(_ASKED)
assert TOKEN_NAMES[CLASS] == "class" and TOKEN_NAMES[ROLE] == "role" and TOKEN_NAMES[ITEMPROP] == "itemprop"
assert len(TOKEN_NAMES) == NAMES and ASKED <= MOST
cdef Bytes[MOST] _asked_name
cdef size_t[MOST] _asked_length
for _place in range(ASKED):
    _asked_name[_place] = PyBytes_AS_STRING(_ASKED[_place])
    _asked_length[_place] = PyBytes_GET_SIZE(_ASKED[_place])


cdef bint _ask(Node element, Node* found) noexcept:
    """The attributes of an element that the walk asks for; has it any, and any but a class?"""
    cdef size_t length = 0
    cdef Bytes name
    cdef int place
    cdef bint told = False
    cdef Node attribute = first_attribute(element)
    memset(found, 0, MOST * sizeof(Node))
    while attribute != NULL:
        name = attribute_name(attribute, &length)
        for place in range(ASKED):
            if length == _asked_length[place] and memcmp(name, _asked_name[place], length) == 0:
                found[place] = attribute
                told = told or 0 < place <= HIDDEN
                break
        attribute = next_attribute(attribute)
    return told
