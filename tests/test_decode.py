"""Content codings: whole, cut at every byte, damaged, far too large, mislabelled."""

from __future__ import annotations

import gzip
import sys
import time
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.decode import Decoded, decode_body

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MIB = 1024 * 1024


def raw_deflate(data: bytes) -> bytes:
    """`data` as RFC 1951 without any wrapper."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


CODERS = {
    "gzip": ("gzip", lambda data: gzip.compress(data, mtime=0)),
    "zlib": ("deflate", zlib.compress),
    "raw deflate": ("deflate", raw_deflate),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", lambda data: zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})),
}
coders = pytest.mark.parametrize("name", CODERS)


@given(data=st.binary(min_size=1, max_size=5000), name=st.sampled_from(sorted(CODERS)))
@settings(max_examples=60)
def test_what_was_coded_comes_back(data: bytes, name: str) -> None:
    """Every coding is undone to the same bytes."""
    label, code = CODERS[name]
    assert decode_body(code(data), label.upper(), MIB) == Decoded(data, "whole")


@coders
def test_a_cut_at_any_byte_is_noticed(name: str) -> None:
    """No proper prefix of a coded body passes for whole."""
    label, code = CODERS[name]
    page = b"<p>" + b" ".join(b"%d" % (n * n) for n in range(300)) + b"</p>"
    body = code(page)
    for end in range(1, len(body)):
        result = decode_body(body[:end], label, MIB)
        assert result.state == "incomplete", end
        assert page.startswith(result.body) or name in {"zlib", "raw deflate"}


@coders
def test_a_bomb_stops_at_the_cap(name: str) -> None:
    """64 MiB of zeros cost no more than the cap and its buffers, and well under a second."""
    label, code = CODERS[name]
    bomb = code(bytes(64 * MIB))
    tracemalloc.start()
    began = time.perf_counter()
    result = decode_body(bomb, label, MIB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(result.body), result.state) == (MIB, "too_large")
    assert peak < 8 * MIB
    assert time.perf_counter() - began < 1.0


@coders
def test_exactly_the_cap_is_whole(name: str) -> None:
    """The cap itself is allowed, one byte more is not."""
    label, code = CODERS[name]
    assert decode_body(code(b"x" * 1000), label, 1000).state == "whole"
    assert decode_body(code(b"x" * 1001), label, 1000) == Decoded(b"x" * 1000, "too_large")


def test_codings_on_top_of_each_other_are_undone_in_reverse() -> None:
    """`gzip, br` means gzip first, br around it; an inner bomb is capped like an outer one."""
    body = brotli.compress(gzip.compress(b"news"))
    assert decode_body(body, "gzip, br", MIB) == Decoded(b"news", "whole")
    bomb = gzip.compress(gzip.compress(bytes(50 * MIB)))
    assert decode_body(bomb, "gzip, gzip", MIB).state == "too_large"
    assert decode_body(b"x", ",".join(["gzip"] * 6), MIB).state == "unsupported"


@pytest.mark.parametrize("name", ["gzip", "zlib", "zstd"])
def test_damage_under_a_checksum_is_noticed(name: str) -> None:
    """A flipped bit gives the same bytes (padding) or `incomplete`, never other bytes as whole."""
    label, code = CODERS[name]
    page = b"The council met on Tuesday. " * 40
    body = bytearray(code(page))
    for place in range(10, len(body)):
        body[place] ^= 0x10
        result = decode_body(bytes(body), label, MIB)
        assert result.state != "whole" or result.body == page
        body[place] ^= 0x10


def test_plain_text_under_a_gzip_label_is_taken_only_if_it_is_not_gzip() -> None:
    """A server that forgot to compress is forgiven; a lone first byte of the magic is a cut."""
    assert decode_body(b"<html>", "gzip", MIB) == Decoded(b"<html>", "whole")
    assert decode_body(b"\x1f", "gzip", MIB).state == "incomplete"
    assert decode_body(b"\x1f\x8b<html>", "gzip", MIB).state == "incomplete"
    assert decode_body(b"x" * 11, "gzip", 10) == Decoded(b"x" * 10, "too_large")


def test_several_gzip_members_are_one_body_and_garbage_after_them_is_ignored() -> None:
    """RFC 1952 allows members in a row; some servers append line ends or zeros."""
    body = gzip.compress(b"one ") + gzip.compress(b"two")
    assert decode_body(body, "x-gzip", MIB) == Decoded(b"one two", "whole")
    assert decode_body(body + b"\0\0\r\n", "gzip", MIB) == Decoded(b"one two", "whole")
    assert decode_body(body[:-1], "gzip", MIB).state == "incomplete"


def test_millions_of_empty_members_end_quickly() -> None:
    """A stream of empty members is bounded by their number, not only by its output."""
    began = time.perf_counter()
    assert decode_body(gzip.compress(b"") * 300_000, "gzip", MIB).state == "too_large"
    assert time.perf_counter() - began < 1.0


def test_a_zstd_window_beyond_the_rfc_is_refused() -> None:
    """A frame that asks for 128 MiB of window is not decoded (RFC 9659)."""
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    body = packer.compress(bytes(1000)) + packer.flush()
    assert decode_body(body, "zstd", MIB).state == "incomplete"


@pytest.mark.parametrize("label", [None, "", "identity", " Identity ,none", "utf-8"])
def test_labels_that_code_nothing_leave_the_body_alone(label: str | None) -> None:
    """`identity` and what servers write by mistake."""
    assert decode_body(b"plain", label, 5) == Decoded(b"plain", "whole")


@pytest.mark.parametrize("label", ["compress", "gzip, magic", "aes128gcm"])
def test_an_unknown_coding_is_unsupported_and_the_bytes_are_kept(label: str) -> None:
    """What cannot be undone is said, not guessed."""
    assert decode_body(b"\x1f\x9d", label, MIB) == Decoded(b"\x1f\x9d", "unsupported")


@given(data=st.binary(max_size=200), label=st.sampled_from(["gzip", "deflate", "br", "zstd", "br, gzip"]))
def test_noise_never_raises(data: bytes, label: str) -> None:
    """Whatever the bytes, the answer is a state."""
    assert len(decode_body(data, label, 1000).body) <= 1000
