"""The parser, by the names that selectolax's shared library exports.

None of Lexbor's structures is known here, so that none can change unseen: every node is asked by a function. Their
signatures are those of Lexbor 2 (source/lexbor/dom/interfaces/{document,node,element,attr}.h and
source/lexbor/html/interfaces/document.h). Where one is missing the import fails, and `parse.walk` does the work.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.unicode cimport PyUnicode_DecodeUTF8
from posix.dlfcn cimport RTLD_NOW, dlopen, dlsym

import os

import selectolax.lexbor

ctypedef void* Node
ctypedef const char* Bytes

cdef:
    Node (*create)() noexcept nogil
    Node (*destroy)(Node document) noexcept nogil
    void (*set_options)(Node document, int options) noexcept nogil
    int (*parse)(Node document, Bytes html, size_t length) noexcept nogil
    Node (*root_of)(Node document) noexcept nogil
    Node (*first_child)(Node node) noexcept nogil
    Node (*next_sibling)(Node node) noexcept nogil
    Node (*parent_of)(Node node) noexcept nogil
    size_t (*tag_of)(Node node) noexcept nogil
    int (*type_of)(Node node) noexcept nogil
    Bytes (*name_of)(Node element, size_t* length) noexcept nogil
    Bytes (*text_of)(Node node, size_t* length) noexcept nogil
    void* (*free_text)(Node document, Bytes text) noexcept nogil
    Node (*first_attribute)(Node element) noexcept nogil
    Node (*next_attribute)(Node attribute) noexcept nogil
    Bytes (*attribute_name)(Node attribute, size_t* length) noexcept nogil
    Bytes (*attribute_value)(Node attribute, size_t* length) noexcept nogil

cdef void* _library = dlopen(os.fsencode(selectolax.lexbor.__file__), RTLD_NOW)


cdef void* _named(bytes name) except NULL:
    cdef void* found = NULL if _library == NULL else dlsym(_library, PyBytes_AS_STRING(name))
    if found == NULL:
        raise ImportError(f"selectolax's library exports no {name.decode()}")
    return found


create = <Node (*)() noexcept nogil> _named(b"lxb_html_document_create")
destroy = <Node (*)(Node) noexcept nogil> _named(b"lxb_html_document_destroy")
set_options = <void (*)(Node, int) noexcept nogil> _named(b"lxb_html_document_dom_opt_set_noi")
parse = <int (*)(Node, Bytes, size_t) noexcept nogil> _named(b"lxb_html_document_parse")
root_of = <Node (*)(Node) noexcept nogil> _named(b"lxb_dom_document_root")
first_child = <Node (*)(Node) noexcept nogil> _named(b"lxb_dom_node_first_child_noi")
next_sibling = <Node (*)(Node) noexcept nogil> _named(b"lxb_dom_node_next_noi")
parent_of = <Node (*)(Node) noexcept nogil> _named(b"lxb_dom_node_parent_noi")
tag_of = <size_t (*)(Node) noexcept nogil> _named(b"lxb_dom_node_tag_id_noi")
type_of = <int (*)(Node) noexcept nogil> _named(b"lxb_dom_node_type_noi")
name_of = <Bytes (*)(Node, size_t*) noexcept nogil> _named(b"lxb_dom_element_qualified_name")
text_of = <Bytes (*)(Node, size_t*) noexcept nogil> _named(b"lxb_dom_node_text_content")
free_text = <void* (*)(Node, Bytes) noexcept nogil> _named(b"lxb_dom_document_destroy_text_noi")
first_attribute = <Node (*)(Node) noexcept nogil> _named(b"lxb_dom_element_first_attribute_noi")
next_attribute = <Node (*)(Node) noexcept nogil> _named(b"lxb_dom_element_next_attribute_noi")
attribute_name = <Bytes (*)(Node, size_t*) noexcept nogil> _named(b"lxb_dom_attr_qualified_name")
attribute_value = <Bytes (*)(Node, size_t*) noexcept nogil> _named(b"lxb_dom_attr_value_noi")

cdef enum:
    ELEMENT = 1  # LXB_DOM_NODE_TYPE_ELEMENT
    TEXT = 2  # LXB_TAG__TEXT
    WITHOUT_EVENTS = 1  # LXB_DOM_DOCUMENT_OPT_WO_EVENTS


cdef inline str _string(Bytes data, size_t length):
    return PyUnicode_DecodeUTF8(data, length, "replace")


cdef Bytes _text(Node node, size_t* length) except NULL:
    """The words of a text node; `free_text` takes them back, for Lexbor makes a copy."""
    cdef Bytes data = text_of(node, length)
    if data == NULL:
        raise MemoryError("Lexbor: no room for a text")
    return data


cdef str _value(Node attribute):
    """Its value; None where it has none."""
    cdef size_t length = 0
    cdef Bytes data = attribute_value(attribute, &length)
    return None if data == NULL else _string(data, length)


cdef dict _attributes(Node element):
    """All of them, as selectolax gives them."""
    cdef dict found = {}
    cdef size_t length = 0
    cdef Bytes name
    cdef Node attribute = first_attribute(element)
    while attribute != NULL:
        name = attribute_name(attribute, &length)
        found[_string(name, length)] = _value(attribute)
        attribute = next_attribute(attribute)
    return found
