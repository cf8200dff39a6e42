"""Invented newspapers whose pages all close with the same prose: what a site template is learnt from.

Comes in: a site and a number. Goes out: a page, HTML or dump, whose story no other number has.
"""

from __future__ import annotations

from pathlib import Path

from tests.extract.pages import STORY

POLICY = "We moderate what readers write here, and we ask each of them to be kind, brief and civil to the others."
SITES = ("gull", "heron")


def noun(number: int) -> str:
    """A word for a number: digits do not tell texts apart."""
    return "".join(("ka", "lo", "mi", "nu", "ra", "se", "ti", "vo", "wy", "zu")[int(digit)] for digit in f"{number:03}")


def told(number: int) -> list[str]:
    """The paragraphs of a story."""
    return [f"{text} So says the {noun(number)}." for text in STORY[:5]]


def paper(number: int, site: str = SITES[0], closing: str = POLICY) -> bytes:
    """A saved page of the site."""
    prose = "".join(f"<p>{text}</p>" for text in (*told(number), closing))
    link = f"<link rel=canonical href='https://{site}.example/{noun(number)}'>"
    title = f"The {noun(number)} is open again"
    return f"<!doctype html><title>{title}</title>{link}<h1>{title}</h1><article>{prose}</article>".encode()


def paper_dump(number: int, closing: str = POLICY) -> bytes:
    """The page as text, with its address."""
    lines = [f"The {noun(number)} is open again", *told(number), closing, f"https://gull.example/{noun(number)}"]
    return "\n\n".join(lines).encode()


def papers_of(folder: Path, count: int) -> Path:
    """A folder of stories of both sites, in turns."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.html").write_bytes(paper(number, SITES[number % 2]))
    return folder
