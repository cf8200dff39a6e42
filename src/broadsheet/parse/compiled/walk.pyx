# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`parse.walk`, compiled: the same tables from the same page, with no Python object for a node.

Comes in: HTML as UTF-8. Goes out: `Walked`. Every step has its words there, under the same name.
"""

include "lexbor.pxi"
include "texts.pxi"
include "elements.pxi"

from broadsheet.parse.elements import ROLE_FLAGS, TAG_FLAGS, count_of, hides, is_mute, largest_source, pixels
from broadsheet.parse.facts import FactCollector
from broadsheet.parse.tables import BlockColumns, ElementColumns, Walked, blocks_of, tidy_lines
from broadsheet.parse.walk import DEEPEST as _DEEPEST
from broadsheet.parse.walk import MARK as _MARK
from broadsheet.parse.walk import OPENED
from broadsheet.records import Flag, Link, Moment, Picture

cdef extern from *:
    const char* BROADSHEET_DIGEST

DIGEST = BROADSHEET_DIGEST.decode()
"""Of the sources that this was compiled from: `digest` in hatch_build.py."""

cdef int DEEPEST = _DEEPEST
cdef Py_ssize_t MARK = _MARK
cdef int HIDES = int(Flag.HIDDEN), LINKS = int(Flag.LINK), STRESSES = int(Flag.EMPHASIS), PRE = int(Flag.PREFORMATTED)
cdef int ARTICLE_BODY = int(Flag.ARTICLE_BODY)


cdef class Page:
    """One page: its tree, and the state of the walk, named as in `walk`."""

    cdef Node document
    cdef list names  # of the tags met on this page
    cdef dict strange  # the places in `names` of tags with other numbers than `TAGS` knows
    cdef int[TAGS] places  # … and of those it knows, one more than the place
    cdef Column meanings, tag_flags
    cdef object facts
    cdef list tag, tokens
    cdef Column parent, flags, first, last, before, stack, meaning
    cdef dict marks, offers
    cdef list block
    cdef Column runs, element, linked, emphasised, gap
    cdef list pieces, said, links, pictures, moments, counts
    cdef int owner, height, low, link_chars, emphasis_chars, breaks, fresh
    cdef Column inked

    def __cinit__(self):
        self.names, self.strange = [], {}
        self.meanings, self.tag_flags = Column(), Column()
        self.facts = FactCollector()
        self.tag, self.tokens = [], []
        self.parent, self.flags, self.first, self.last = Column(), Column(), Column(), Column()
        self.before, self.stack, self.meaning = Column(), Column(), Column()
        self.marks, self.offers = {}, {}
        self.block = []
        self.runs, self.element, self.linked, self.emphasised, self.gap = Column(), Column(), Column(), Column(), Column()
        self.pieces, self.said, self.links, self.pictures, self.moments = [], [], [], [], []
        self.counts = []
        self.owner, self.fresh = -1, 1
        self.inked = Column()

    def __dealloc__(self):
        if self.document != NULL:
            destroy(self.document)

    cdef int read(self, bytes html) except -1:
        """Parse, then meet every node, depth first."""
        cdef Bytes data = PyBytes_AS_STRING(html)
        cdef size_t length = PyBytes_GET_SIZE(html)
        cdef int status
        with nogil:
            self.document = create()
        if self.document == NULL:
            raise MemoryError("Lexbor: no document")
        set_options(self.document, WITHOUT_EVENTS)
        with nogil:
            status = parse(self.document, data, length)
        if status != 0:
            raise MemoryError(f"Lexbor: Can't parse HTML. Status {status}")
        cdef Node root = root_of(self.document), node = root, further
        cdef int depth = 0
        while node != NULL:
            further = first_child(node) if self.meet(node, depth) else NULL
            if further != NULL:
                node, depth = further, depth + 1
                continue
            while node != root:
                further = next_sibling(node)
                if further != NULL:
                    break
                node, depth = parent_of(node), depth - 1
            if node == root:
                break
            node = further
        self.close_to(0)
        return 0

    cdef int meet(self, Node node, int depth) except -1:
        """A node begins; is the walk to go into it?"""
        cdef size_t number = tag_of(node)
        cdef int place, meaning
        if number == TEXT:
            return self.meet_text(node, depth)
        if type_of(node) != ELEMENT:
            return 0
        place = self.place_of(node, number)
        meaning = self.meanings.data[place]
        if self.stack.size > depth:
            self.close_to(depth)
        if not meaning & IS_APART or (meaning & IS_READING and self.in_brackets()):
            self.open(node, place, meaning)
        elif meaning & IS_BREAK:
            self.line_break()
        elif meaning & IS_VOID_FACT:
            self.facts.element(self.names[place], _attributes(node))
        else:
            self.opaque(node, self.names[place], meaning)
            return 0
        return 1

    cdef int place_of(self, Node node, size_t number) except -1:
        """The place of a tag among those met."""
        cdef size_t length = 0
        cdef int place
        cdef Bytes name
        if number < TAGS and self.places[number]:
            return self.places[number] - 1
        if number >= TAGS and number in self.strange:
            return self.strange[number]
        place = len(self.names)
        name = name_of(node, &length)
        tag = _string(name, length)
        self.names.append(tag)
        self.meanings.push(_meaning(tag))
        self.tag_flags.push(TAG_FLAGS.get(tag, 0))
        if number < TAGS:
            self.places[number] = place + 1
        else:
            self.strange[number] = place
        return place

    cdef int meet_text(self, Node node, int depth) except -1:
        cdef size_t length = 0
        cdef Bytes data = _text(node, &length)
        cdef bint blank = _blank(data, length)
        cdef str text = None if blank else _string(data, length)
        free_text(self.document, data)
        if length == 0 or (blank and not self.pieces):
            return 0
        if self.stack.size > depth:
            self.close_to(depth)
        if not blank:
            self.text(text)
        elif self.pieces:
            self.add(" ")
        return 0

    cdef int opaque(self, Node node, str tag, int meaning) except -1:
        """An element whose content is no text of the page; of a script or title it may be wanted."""
        cdef size_t length = 0
        cdef Bytes data
        cdef Node child
        if tag not in DECLARING:
            return 0
        attributes = _attributes(node)
        cdef list wanted = self.facts.opaque(tag, attributes)
        if wanted is None or (meaning & IS_MUTE and is_mute(tag, attributes)):
            return 0
        child = first_child(node)
        while child != NULL:
            if tag_of(child) == TEXT:
                data = _text(child, &length)
                if not _blank(data, length):
                    wanted.append(_string(data, length))
                free_text(self.document, data)
            child = next_sibling(child)
        return 0

    cdef int open(self, Node node, int place, int meaning) except -1:
        cdef int row = self.meaning.size, flag = self.tag_flags.data[place], parent = -1, deep = self.stack.size
        cdef Node[MOST] found
        cdef bint told
        if not meaning & IS_INLINE:
            if self.pieces:
                self.flush()
            self.breaks, self.fresh = 0, 1
        elif self.breaks > 1:
            self.flush()
            self.fresh = 0
        told = _ask(node, found)
        if told:
            names = self.telling(found, &flag)
        else:
            names = _value(found[CLASS]) if found[CLASS] != NULL else None
            names = _folded(names) if names else ""
        if meaning & IS_LINK and found[HREF] != NULL and _value(found[HREF]) is not None:
            flag |= LINKS
        if deep:
            parent = self.stack.data[min(deep, DEEPEST) - 1]
            flag |= self.flags.data[parent]
        if meaning & IS_NOTED:
            self.note(node, row, place, meaning, found)
        self.stack.push(row)
        self.tag.append(self.names[place])
        self.tokens.append(names)
        self.parent.push(parent)
        self.flags.push(flag)
        self.meaning.push(meaning)
        self.first.push(len(self.block))
        self.last.push(len(self.block))
        self.before.push(self.inked.size)
        return 0

    cdef str telling(self, Node* found, int* flag):
        """`elements.tokens` and `elements.flags`, of an element with more than a class."""
        cdef list names = []
        cdef int place
        cdef str value
        for place in range(NAMES):
            value = _value(found[place]) if found[place] != NULL else None
            if value:
                names.append(value)
                if place == ROLE:
                    flag[0] |= ROLE_FLAGS.get(value.lower(), 0)
                elif place == ITEMPROP and "articlebody" in value.lower():
                    flag[0] |= ARTICLE_BODY
        if found[HIDDEN] != NULL or (found[STYLE] != NULL and hides(_value(found[STYLE]))):
            flag[0] |= HIDES
        return _folded(" ".join(names))

    cdef int note(self, Node node, int row, int place, int meaning, Node* found) except -1:
        if meaning & IS_LINK:
            href = _value(found[HREF]) if found[HREF] != NULL else None
            if href is not None:
                rel = _value(found[REL]) if found[REL] != NULL else None
                self.marks[row] = href, (rel or "").lower(), len(self.said)
        elif meaning & IS_TIME:
            when = _value(found[DATETIME]) if found[DATETIME] != NULL else None
            self.marks[row] = when or "", "", len(self.said)
        elif meaning & IS_IMAGE:
            self.picture(row, _attributes(node))
        elif meaning & IS_SOURCE:
            self.offer(_attributes(node))
        elif meaning & (IS_COUNTED | IS_ITEM):
            if meaning & IS_COUNTED or found[VALUE] != NULL:
                self.count(row, self.names[place], _attributes(node))
        else:
            self.facts.element(self.names[place], _attributes(node))
        return 0

    cdef int close_to(self, int depth) except -1:
        cdef int row, before
        while self.stack.size > depth:
            self.stack.size -= 1
            row = self.stack.data[self.stack.size]
            before = self.before.data[row]
            if before < self.inked.size:
                self.first.data[row] = self.inked.data[before]
                self.last.data[row] = self.inked.data[self.inked.size - 1] + 1
            if not self.meaning.data[row] & IS_INLINE:
                if self.pieces:
                    self.flush()
                self.breaks, self.fresh = 0, 1
            elif self.meaning.data[row] & (IS_LINK | IS_TIME) and row in self.marks:
                self.marked(row)
        self.low = min(self.low, depth)
        return 0

    cdef int text(self, str text) except -1:
        cdef int flag
        if self.breaks > 1:
            self.flush()
            self.fresh = 0
        self.breaks = 0
        flag = self.flags.data[self.stack.data[self.stack.size - 1]]
        if flag & LINKS:
            self.link_chars += len(text)
        if flag & STRESSES:
            self.emphasis_chars += len(text)
        self.height = min(self.height, self.low) if self.pieces else <int> self.stack.size
        self.low = self.stack.size
        self.owner = self.stack.data[self.height - 1]
        self.inked.push(len(self.block))
        self.add(text)
        return 0

    cdef int add(self, str text) except -1:
        self.pieces.append(text)
        self.said.append(text)
        return 0

    cdef bint in_brackets(self) except -1:
        cdef str before = self.pieces[len(self.pieces) - 1].rstrip() if self.pieces else ""
        return bool(before) and before[len(before) - 1] in OPENED

    cdef int line_break(self) except -1:
        self.breaks += 1
        if self.pieces:
            self.add("\n" if self.flags.data[self.stack.data[self.stack.size - 1]] & PRE else " ")
        return 0

    cdef int flush(self) except -1:
        cdef str raw, text
        cdef int runs = 0
        self.breaks = 0
        if not self.pieces:
            return 0
        raw = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        self.pieces.clear()
        text = _single_spaced(raw, &runs)
        if self.flags.data[self.owner] & PRE:
            text = tidy_lines(raw)
        self.block.append(text)
        self.runs.push(runs)
        self.element.push(self.owner)
        self.linked.push(min(self.link_chars, <int> len(text)))
        self.emphasised.push(min(self.emphasis_chars, <int> len(text)))
        self.gap.push(self.fresh)
        self.said.append(" ")
        self.link_chars = self.emphasis_chars = 0
        return 0

    cdef int marked(self, int row) except -1:
        value, rel, start = self.marks.pop(row)
        words = self.said_since(start)
        if self.meaning.data[row] & IS_TIME:
            self.moments.append(Moment(value, words, row, self.first.data[row]))
        elif words:
            self.links.append(Link(self.first.data[row], words, value, rel))
        return 0

    cdef str said_since(self, Py_ssize_t start):
        cdef list said = self.said, found = []
        cdef Py_ssize_t room = MARK
        cdef str piece
        cdef int runs = 0
        if len(said) == start + 1:
            return _single_spaced((<str> said[start])[:MARK], &runs)
        while room > 0 and start < len(said):
            piece = (<str> said[start])[:room]
            found.append(piece)
            room -= len(piece)
            start += 1
        return " ".join("".join(found).split())

    cdef bint in_picture(self):
        """Is the innermost open element a `<picture>`?"""
        cdef int deep = self.stack.size
        return deep > 0 and self.meaning.data[self.stack.data[deep - 1]] & IS_PICTURE != 0

    cdef int offer(self, dict attributes) except -1:
        sources = attributes.get("srcset") or attributes.get("data-srcset")
        if sources and self.in_picture():
            self.offers.setdefault(self.stack.data[self.stack.size - 1], []).append(sources)
        return 0

    cdef int count(self, int row, str tag, dict attributes) except -1:
        counted = count_of(tag, row, attributes)
        if counted is not None:
            self.counts.append(counted)
        return 0

    cdef int picture(self, int row, dict attributes) except -1:
        cdef int above = self.stack.data[self.stack.size - 1] if self.stack.size else -1
        source = largest_source(attributes, self.offers.pop(above, ()))
        if source:
            alt = " ".join((attributes.get("alt") or "").split())
            width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
            self.pictures.append(Picture(source, alt, row, len(self.block), width, height))
        return 0

    cdef object done(self):
        element = ElementColumns(
            self.tag, self.tokens, self.parent.array(), self.flags.array(), self.first.array(), self.last.array()
        )
        block = BlockColumns(
            self.block, self.runs.array(), self.element.array(), self.linked.array(), self.emphasised.array(),
            self.gap.array(),
        )  # fmt: skip
        links, pictures, moments = tuple(self.links), tuple(self.pictures), tuple(self.moments)
        return Walked(blocks_of(block, element), self.facts.done(), links, pictures, moments, tuple(self.counts))


def walk(bytes html not None):
    """One pass: every text node ends in exactly one block, save under `elements.SKIPPED`."""
    page = Page()
    page.read(html)
    return page.done()
