# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`words.lexicon`, compiled: the same words of a text and the same phrases among them, read letter by letter.

Comes in: a table of phrases, texts, words. Goes out: words, hits. Every step has its words there, under the same name.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.stdint cimport uint16_t, uint32_t, uint64_t

from broadsheet.extract.words.lexicon import SPACELESS as _SPACELESS
from broadsheet.extract.words.lexicon import phrases_of

include "digest.pxi"

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 character)
    int PyUnicode_KIND(object text)
    void* PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index)
    str PyUnicode_Substring(object text, Py_ssize_t start, Py_ssize_t end)
    str PyUnicode_FromKindAndData(int kind, const void* data, Py_ssize_t size)

cdef enum:
    BASIS = 0x811C9DC5  # FNV-1a, of 32 bits
    PRIME = 16777619
    SIEVE = 512  # times 64 bits, which a processor keeps at hand
    LINE = 256  # letters for whose words there is room at first
    STEM = 0x5BD1E995  # what parts the hash of a stem from that of the word with the same letters

cdef unsigned char[256] _in_word  # Latin-1
for _code in range(256):
    _in_word[_code] = chr(_code).isalnum()

cdef Py_UCS4[16] _spaceless  # the first and last characters of the scripts
cdef int SCRIPTS = len(_SPACELESS)
assert SCRIPTS % 3 == 0 and 2 * SCRIPTS <= 3 * 16
for _place in range(SCRIPTS // 3):
    _spaceless[2 * _place], _spaceless[2 * _place + 1] = _SPACELESS[3 * _place], _SPACELESS[3 * _place + 2]


cdef inline bint _alone(Py_UCS4 letter) noexcept:
    """Is a character of its script a word?"""
    cdef int place
    if letter < _spaceless[0]:
        return False
    for place in range(0, 2 * SCRIPTS // 3, 2):
        if _spaceless[place] <= letter <= _spaceless[place + 1]:
            return True
    return False


cdef enum:
    ODD = 0xFFFF  # of a letter that becomes several, or another beyond the table

cdef uint16_t[1 << 16] _folds  # what each letter becomes; 0 where none has asked yet


cdef int _fold(Py_UCS4 letter) except -1:
    """What a letter becomes, for the table."""
    cdef str found = chr(letter).casefold()
    cdef uint32_t one = ord(found[0])
    _folds[<uint32_t> letter] = one if len(found) == 1 and one < ODD else ODD
    return 0


def folded(str text not None):
    """`str.casefold`, for which Python asks its tables thrice for each letter beyond ASCII."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t at, size = len(text)
    cdef uint32_t letter
    cdef uint16_t* made
    if kind == 4 or text.isascii():
        return text.casefold()
    made = <uint16_t*> PyMem_Malloc((size + 1) * sizeof(uint16_t))
    if made == NULL:
        raise MemoryError
    try:
        for at in range(size):
            letter = <uint32_t> PyUnicode_READ(kind, data, at)
            if letter < 0x80:
                made[at] = letter + 32 if 65 <= letter <= 90 else letter
                continue
            if _folds[letter] == 0:
                _fold(<Py_UCS4> letter)
            if _folds[letter] == ODD:
                return text.casefold()
            made[at] = _folds[letter]
        return PyUnicode_FromKindAndData(2, made, size)
    finally:
        PyMem_Free(made)


cdef struct Said:  # a word of a text
    int kind
    void* data
    Py_ssize_t start, size


cdef Py_ssize_t _split(str folded, Said* said) noexcept:
    """The words of a text in lower case, and how many they are; there is room for one a character."""
    cdef int kind = PyUnicode_KIND(folded)
    cdef void* data = PyUnicode_DATA(folded)
    cdef Py_ssize_t at, start = -1, many = 0, size = len(folded)
    cdef Py_UCS4 letter
    cdef unsigned char* latin = <unsigned char*> data
    if kind == 1:  # most texts
        for at in range(size):
            if _in_word[latin[at]]:
                if start < 0:
                    start = at
            elif start >= 0:
                said[many] = Said(kind, data, start, at - start)
                many, start = many + 1, -1
        if start >= 0:
            said[many] = Said(kind, data, start, size - start)
            many += 1
        return many
    for at in range(size + 1):
        letter = PyUnicode_READ(kind, data, at) if at < size else 32
        if _in_word[letter] if letter < 256 else (Py_UNICODE_ISALNUM(letter) and not _alone(letter)):
            if start < 0:
                start = at
            continue
        if start >= 0:
            said[many] = Said(kind, data, start, at - start)
            many, start = many + 1, -1
        if _alone(letter):
            said[many] = Said(kind, data, at, 1)
            many += 1
    return many


cdef class Room:
    """Room for the words of a text."""

    cdef Said* said
    cdef Py_ssize_t many

    def __cinit__(self, Py_ssize_t many):
        self.many = many
        self.said = <Said*> PyMem_Malloc((many + 1) * sizeof(Said))
        if self.said == NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.said)


def tokens(str text not None):
    """Words in lower case, without punctuation; in spaceless scripts, characters."""
    cdef str small = folded(text)
    cdef Room room = Room(len(small))
    cdef Said* said = room.said
    cdef Py_ssize_t at, many = _split(small, said)
    return [PyUnicode_Substring(small, said[at].start, said[at].start + said[at].size) for at in range(many)]


cdef str _joined(str folded, Said* said, int size):
    """Some words of a text, a space between them."""
    cdef int at
    if size == 1:
        return PyUnicode_Substring(folded, said.start, said.start + said.size)
    words = [PyUnicode_Substring(folded, said[at].start, said[at].start + said[at].size) for at in range(size)]
    return " ".join(words)


cdef struct Word:
    int start, size  # its letters
    bint starred

cdef struct Phrase:
    int word, size, kind  # its first word, how many it has

cdef struct Key:  # what phrases begin with
    Word word
    int first, last  # its phrases, the longest first

cdef struct Slot:
    uint32_t hash
    int key  # one more than its number


cdef class Lexicon:
    """Phrases by kind, found in token sequences: the longest phrase at each place, left to right."""

    cdef list kinds
    cdef uint32_t* letters
    cdef Word* words
    cdef Phrase* phrases
    cdef Key* keys
    cdef Slot* slots
    cdef uint32_t mask
    cdef uint64_t stems  # the lengths that stems have, a bit each
    cdef uint64_t[SIEVE] sieve  # a bit for each hash: most words go by without a look at the slots

    def __cinit__(self, dict table not None):
        cdef list phrases = phrases_of(table)
        cdef dict beginning = {}
        cdef int word = 0, phrase = 0, key = 0
        for number, (words, _) in enumerate(phrases):
            beginning.setdefault(words[0], []).append(number)
        self.kinds = list(table)
        self.letters = <uint32_t*> self._zeros(sum([len("".join(words)) for words, _ in phrases]), sizeof(uint32_t))
        self.words = <Word*> self._zeros(sum([len(words) for words, _ in phrases]), sizeof(Word))
        self.phrases = <Phrase*> self._zeros(len(phrases), sizeof(Phrase))
        self.keys = <Key*> self._zeros(len(beginning), sizeof(Key))
        self.mask = (1 << (4 * len(beginning)).bit_length()) - 1
        self.slots = <Slot*> self._zeros(self.mask + 1, sizeof(Slot))
        cdef int letter = 0
        for first, numbers in beginning.items():
            self.keys[key].first = phrase
            for number in sorted(numbers, key=lambda number: -len(phrases[number][0])):
                words, kind = phrases[number]
                self.phrases[phrase].word, self.phrases[phrase].size = word, len(words)
                self.phrases[phrase].kind = self.kinds.index(kind)
                for said in words:
                    letter = self._learn(word, letter, said)
                    word += 1
                phrase += 1
            self.keys[key].last = phrase
            self.keys[key].word = self.words[self.phrases[phrase - 1].word]
            self._file(key, first)
            key += 1

    cdef void* _zeros(self, size_t many, size_t size) except NULL:
        cdef void* room = PyMem_Calloc(many or 1, size)
        if room == NULL:
            raise MemoryError
        return room

    def __dealloc__(self):
        PyMem_Free(self.letters)
        PyMem_Free(self.words)
        PyMem_Free(self.phrases)
        PyMem_Free(self.keys)
        PyMem_Free(self.slots)

    cdef int _learn(self, int word, int letter, str said) except -1:
        """Note a word of a phrase; where its letters end."""
        self.words[word].start = letter
        self.words[word].starred = said.endswith("*")
        self.words[word].size = len(said) - self.words[word].starred
        for code in said[: self.words[word].size]:
            self.letters[letter] = ord(code)
            letter += 1
        return letter

    cdef int _file(self, int key, str first) except -1:
        """Put the first word of phrases where its hash leads."""
        cdef Word word = self.keys[key].word
        cdef uint32_t code = BASIS, slot
        cdef int at
        for at in range(word.start, word.start + word.size):
            code = (code ^ self.letters[at]) * PRIME
        if word.starred:
            code ^= STEM
            self.stems |= (<uint64_t> 1) << word.size
            assert 0 < word.size < 64
        self.sieve[code >> 6 & SIEVE - 1] |= (<uint64_t> 1) << (code & 63)
        slot = code & self.mask
        while self.slots[slot].key:
            slot = (slot + 1) & self.mask
        self.slots[slot].hash, self.slots[slot].key = code, key + 1
        return 0

    def find(self, list words not None):
        """Every phrase in a token sequence."""
        cdef Py_ssize_t at, many = len(words)
        cdef Room room = Room(many)
        cdef Said* said = room.said
        for at in range(many):
            word = <str?> words[at]
            said[at] = Said(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, len(<str> word))
        cdef list found = []
        cdef Py_ssize_t index = 0
        cdef int phrase
        while index < many:
            phrase = self._longest(said, index, many)
            if phrase < 0:
                index += 1
                continue
            past = index + self.phrases[phrase].size
            found.append((index, past, self.kinds[self.phrases[phrase].kind]))
            index = past
        return found

    def find_in(self, texts not None):
        """The number and the phrases of each text that has some."""
        return [(at, hits) for at, words in enumerate(texts) if (hits := self.find(words))]

    def read(self, texts not None):
        """Of each text how many words it has, and its phrases: how many words, their kind, the words."""
        cdef Room room = Room(LINE)
        cdef list found = []
        cdef str small
        for text in texts:
            small = folded(text)
            if len(small) > room.many:
                room = Room(len(small))
            found.append(self._read(small, room.said))
        return found

    def firsts(self, texts not None, numbers not None):
        """Of each text the first phrase of each kind, by the kind's number."""
        cdef list places = [numbers[kind] for kind in self.kinds]
        cdef Room room = Room(LINE)
        cdef list found = []
        cdef str small
        for text in texts:
            small = folded(text)
            if len(small) > room.many:
                room = Room(len(small))
            found.append(self._firsts(small, room.said, places))
        return found

    cdef dict _firsts(self, str folded, Said* said, list places):
        cdef Py_ssize_t index = 0, many = _split(folded, said)
        cdef int phrase, size
        cdef dict found = {}
        while index < many:
            phrase = self._longest(said, index, many)
            if phrase < 0:
                index += 1
                continue
            size = self.phrases[phrase].size
            place = places[self.phrases[phrase].kind]
            if place not in found:
                found[place] = _joined(folded, said + index, size)
            index += size
        return found

    cdef tuple _read(self, str folded, Said* said):
        cdef Py_ssize_t index = 0, many = _split(folded, said)
        cdef int phrase, size
        cdef list found = []
        while index < many:
            phrase = self._longest(said, index, many)
            if phrase < 0:
                index += 1
                continue
            size = self.phrases[phrase].size
            found.append((size, self.kinds[self.phrases[phrase].kind], _joined(folded, said + index, size)))
            index += size
        return many, found

    cdef int _longest(self, Said* said, Py_ssize_t index, Py_ssize_t many) noexcept:
        """The longest phrase that begins here; of those as long, the whole word before stems, and short before long."""
        cdef Said* word = &said[index]
        cdef int best = -1, most = 0
        cdef Py_ssize_t at
        cdef uint32_t code = BASIS
        for at in range(word.size):
            code = (code ^ <uint32_t> PyUnicode_READ(word.kind, word.data, word.start + at)) * PRIME
            if at < 63 and self.stems >> (at + 1) & 1 and self._sifted(code ^ STEM):
                best = self._better(code ^ STEM, True, said, index, many, at + 1, best, most + 1)
                most = self.phrases[best].size if best >= 0 else 0
        return self._better(code, False, said, index, many, word.size, best, most) if self._sifted(code) else best

    cdef inline bint _sifted(self, uint32_t code) noexcept:
        """May phrases begin with what has this hash?"""
        return self.sieve[code >> 6 & SIEVE - 1] >> (code & 63) & 1

    cdef int _better(
        self,
        uint32_t code,
        bint starred,
        Said* said,
        Py_ssize_t index,
        Py_ssize_t many,
        Py_ssize_t size,
        int best,
        int least,
    ) noexcept:
        """The first phrase of at least so many words that begins with the word's first letters; else the best so far."""
        cdef uint32_t slot = code & self.mask
        cdef Key* key
        cdef int phrase
        while self.slots[slot].key:
            if self.slots[slot].hash == code:
                key = &self.keys[self.slots[slot].key - 1]
                if key.word.starred == starred and key.word.size == size and self._is(&key.word, &said[index]):
                    for phrase in range(key.first, key.last):
                        if self.phrases[phrase].size < least:
                            break
                        if self._follows(&self.phrases[phrase], &said[index], many - index):
                            return phrase
                    return best
            slot = (slot + 1) & self.mask
        return best

    cdef bint _follows(self, Phrase* phrase, Said* said, Py_ssize_t many) noexcept:
        """Does the rest of a phrase stand behind its first word?"""
        cdef int offset
        if phrase.size > many:
            return False
        for offset in range(1, phrase.size):
            if not self._is(&self.words[phrase.word + offset], &said[offset]):
                return False
        return True

    cdef bint _is(self, Word* pattern, Said* word) noexcept:
        """Is it this word, or does it begin with this stem?"""
        cdef int at
        if word.size < pattern.size or (word.size > pattern.size and not pattern.starred):
            return False
        for at in range(pattern.size):
            if <uint32_t> PyUnicode_READ(word.kind, word.data, word.start + at) != self.letters[pattern.start + at]:
                return False
        return True
