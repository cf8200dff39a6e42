"""Archives that are torn, cut or spoiled: every damage is told, every whole record is read, no half one is passed.

Comes in: files of our own in four forms, cut at every byte and spoiled in every way that row F7 names; the public
samples. Goes out: how many were told.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broadsheet.archive import Damage, Found, read_archive
from tests.archive.test_reader import CAP, PAGES, WHOLE, arc, frames, warc
from tests.shared import need

Tries = Callable[[int, int], int]
Told = Callable[[str], None]

FORMS = {
    "gzip": warc(),
    "plain": warc(packed=False),
    "zstd": frames(warc(packed=False), None),
    "zstd with a dictionary": frames(warc(packed=False), b"Low tide at o'clock, said the harbour office." * 4),
    "ARC": arc(),
    "ARC, gzip": b"".join(gzip.compress(part) for part in arc().split(b"\n\nhttps")),
}
FORMS["ARC, gzip"] = gzip.compress(arc()[: arc().index(b"https://tide.example/0")]) + b"".join(
    gzip.compress(b"https://tide.example/" + part) for part in arc().split(b"https://tide.example/")[1:]
)


def read(path: Path, data: bytes) -> list[Found | Damage]:
    """All that the reader says of a file with this content."""
    path.write_bytes(data)
    return list(read_archive(path, CAP))


def cuts(data: bytes, ends: list[int], step: int) -> list[int]:
    """Every `step`th byte, and those about each record's end."""
    near = {end + by for end in ends for by in (-9, -8, -5, -4, -3, -2, -1, 0, 1, 2, 11)}
    return sorted(cut for cut in {*range(1, len(data), step), *near} if 0 < cut < len(data))


@pytest.mark.parametrize("form", FORMS)
def test_every_torn_tail_is_told(tmp_path: Path, tries: Tries, told: Told, form: str) -> None:
    """A file cut anywhere: what was whole is read, a torn tail is told to its last byte, never passed as a record."""
    data = FORMS[form]
    whole = [one for one in read(tmp_path / "whole", data) if isinstance(one, Found)]
    ends = [one.offset + one.length for one in whole]
    tails = missed = 0
    for cut in cuts(data, ends, tries(37, 1)):
        found = read(tmp_path / "cut", data[:cut])
        records = [one.record for one in found if isinstance(one, Found)]
        before = sum(end <= cut for end in ends)
        assert records == [one.record for one in whole[: len(records)]], cut
        assert before <= len(records) <= before + 1, cut
        rest = data[max([0, *ends[:before]]) : cut].strip(b"\r\n" if form in {"plain", "ARC"} else b"")
        if not rest or (len(records) > before and form in {"plain", "ARC"}):
            continue  # cut between records, or in the line ends behind one
        tails += 1
        last = found[-1] if isinstance(found[-1], Damage) else found[-2]
        missed += not (isinstance(last, Damage) and last.offset + last.length == cut)
    told(f"{form}: {tails - missed} of {tails} torn tails told")
    assert missed == 0
    assert tails


def test_the_public_samples_read_as_an_eye_reads_them(told: Told) -> None:
    """Sixteen files of other tools, half of them broken on purpose: as many whole records and damages as there are."""
    folder = need("suites", len(WHOLE)) / "warc"
    right, records, damages = 0, 0, 0
    for name, expected in WHOLE.items():
        found = list(read_archive(folder / name, CAP))
        counts = (sum(isinstance(one, Found) for one in found), sum(isinstance(one, Damage) for one in found))
        right, records, damages = right + (counts == expected), records + counts[0], damages + counts[1]
    assert sorted(WHOLE) == sorted(path.name for path in folder.iterdir())
    told(f"{right} of {len(WHOLE)} files as expected: {records} whole records, {damages} damages")
    assert right == len(WHOLE)


def test_a_cut_sample_gives_out_nothing_that_the_whole_one_does_not(tmp_path: Path, tries: Tries, told: Told) -> None:
    """Each public sample cut: every record passed is one that the whole file has, and the rest is told."""
    folder = need("suites", len(WHOLE)) / "warc"
    tried = wrong = silent = 0
    for name in WHOLE:
        data = (folder / name).read_bytes()
        whole = [one for one in read(tmp_path / "whole", data) if isinstance(one, Found)]
        known = {(one.offset, one.record) for one in whole}
        ends = [one.offset + one.length for one in whole]
        for cut in cuts(data, ends, tries(97, 11)):
            found = read(tmp_path / "cut", data[:cut])
            tried += 1
            wrong += any((one.offset, one.record) not in known for one in found if isinstance(one, Found))
            covered = max([one.offset + one.length for one in found], default=0)
            silent += bool(data[covered:cut].strip(b"\r\n"))
    told(f"{tried} cuts of {len(WHOLE)} samples: {wrong} with half a record, {silent} silent")
    assert (wrong, silent) == (0, 0)


def spoiled() -> Iterator[tuple[str, bytes, int]]:
    """Row F7: what is wrong, a file with it in its midst, and which of five pages it costs (none: -1)."""
    parts = [warc(pages=[page]) for page in PAGES]
    plain = [warc(pages=[page], packed=False) for page in PAGES]
    length = b"Content-Length: "
    for wrong in (b"7", b"999999", b"-3", b"x", b""):
        start = plain[2].index(length) + len(length)
        bad = plain[2][:start] + wrong + plain[2][plain[2].index(b"\r\n", start) :]
        yield f"length {wrong!r}", b"".join([*plain[:2], bad, *plain[3:]]), 2
        yield f"length {wrong!r}, gzip", b"".join([*parts[:2], gzip.compress(bad), *parts[3:]]), 2
    # A trailer of gzip is 8 bytes; the line ends behind a body take up to 6.
    for clip, much in ((1, "1"), (24, "24"), (len(parts[2]) // 2, "half")):
        yield f"clipped by {much}", b"".join([*parts[:2], parts[2][:-clip], *parts[3:]]), 2
        yield f"clipped by {much}, plain", b"".join([*plain[:2], plain[2][: -clip - 4], *plain[3:]]), 2
    for junk in (
        bytes(999),
        b"\x1f\x8b\x08 half a member",
        b"WARC/1.0\r\nand no more",
        b"PK\x03\x04" * 20,
        b"tide " * 99,
    ):
        yield f"junk {junk[:9]!r}", b"".join([*parts[:3], junk, *parts[3:]]), -1
        yield f"junk {junk[:9]!r}, plain", b"".join([*plain[:3], junk, b"\r\n\r\n", *plain[3:]]), -1
    flipped = bytearray(parts[2])
    flipped[len(flipped) // 2] ^= 0x10
    yield "a flipped byte", b"".join([*parts[:2], bytes(flipped), *parts[3:]]), 2


SPOILED = list(spoiled())


@pytest.mark.parametrize("case", SPOILED, ids=[name for name, *_ in SPOILED])
def test_damage_in_the_midst_costs_its_record_alone(tmp_path: Path, case: tuple[str, bytes, int]) -> None:
    """Row F7: the damage is told, all other pages are read, and the damaged one is not passed."""
    _, data, costs = case
    found = read(tmp_path / "a.warc", data)
    pages = [one.record.body for one in found if isinstance(one, Found) and one.record.type == "response"]
    assert pages == [page for number, page in enumerate(PAGES) if number != costs]
    assert any(isinstance(one, Damage) for one in found)


def test_a_member_clipped_in_its_last_bits_is_told_and_never_half_a_page(tmp_path: Path) -> None:
    """What follows the body in a stream may be all that is lost: then the page is whole, and the damage told."""
    for clip in range(1, 24):
        parts = [warc(pages=[page]) for page in PAGES]
        found = read(tmp_path / "a.warc", b"".join([*parts[:2], parts[2][:-clip], *parts[3:]]))
        pages = [one.record.body for one in found if isinstance(one, Found) and one.record.type == "response"]
        assert pages in (PAGES, [*PAGES[:2], *PAGES[3:]]), clip
        assert any(isinstance(one, Damage) for one in found), clip


def test_every_flipped_byte_is_told(tmp_path: Path, tries: Tries, told: Told) -> None:
    """One bit of a record anywhere in a file of gzip members: told, or the record is the same; others are read."""
    data = FORMS["gzip"]
    whole = [one for one in read(tmp_path / "whole", data) if isinstance(one, Found)]
    tried = passed = 0
    for number, one in enumerate(whole):
        for at in range(one.offset + 10, one.offset + one.length, tries(11, 1)):  # the header of gzip tells nothing
            spoilt = data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]
            found = read(tmp_path / "bad", spoilt)
            tried += 1
            kept = [other.record for other in found if isinstance(other, Found)]
            rest = [other.record for place, other in enumerate(whole) if place != number]
            # A stream's last bits only fill its byte; where the digest holds, only the end of the member is lost.
            harmless = kept == [other.record for other in whole]
            passed += not (
                harmless or (kept == rest and one.offset in {x.offset for x in found if isinstance(x, Damage)})
            )
    told(f"{tried - passed} of {tried} flipped bytes told or without effect, the other records read")
    assert passed == 0
