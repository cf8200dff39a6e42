"""The tables of addresses that must never be connected to, and of the ways to write one in a URL.

Comes in: nothing. Goes out: `vectors()`, every address in every spelling; `hosts()`, the names among them.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator

DENIED_V4 = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.0.1.1 127.255.255.254
    169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1
    192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255
    240.0.0.1 255.255.255.255 168.63.129.16 100.100.100.200
""".split()
"""First and last of each network of RFC 6890; metadata services: 169.254.169.254 of most clouds, 169.254.170.2 of
containers on AWS, 192.0.0.192 of Oracle, 168.63.129.16 of Azure, 100.100.100.200 of Alibaba."""

DENIED_V6 = """
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 ::ffff:0:7f00:1 64:ff9b::7f00:1
    64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1 fc00::1 fd00::1
    fd00:ec2::254 fe80::1 fec0::1 ff02::1
""".split()
"""Wrapped addresses are denied whatever they wrap; fd00:ec2::254 is metadata on AWS."""

FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
CIRCLED = str.maketrans("123456789", "①②③④⑤⑥⑦⑧⑨")
IDEOGRAPHIC = str.maketrans(".", "。")


def _parts(address: str) -> list[int]:
    return [int(part) for part in address.split(".")]


def _number(address: str) -> int:
    return int(ipaddress.ip_address(address))


def _short(address: str, kept: int) -> str:
    first = address.split(".")[:kept]
    return ".".join([*first, str(_number(address) & (1 << 8 * (4 - kept)) - 1)])


SPELLINGS_V4: dict[str, Callable[[str], str]] = {
    "plain": lambda a: f"http://{a}/",
    "port 80": lambda a: f"http://{a}:80/",
    "https": lambda a: f"https://{a}/",
    "one number": lambda a: f"http://{_number(a)}/",
    "one hexadecimal number": lambda a: f"http://{_number(a):#x}/",
    "one octal number": lambda a: f"http://0{_number(a):o}/",
    "hexadecimal parts": lambda a: "http://" + ".".join(f"{part:#x}" for part in _parts(a)) + "/",
    "capital hexadecimal parts": lambda a: "http://" + ".".join(f"0X{part:X}" for part in _parts(a)) + "/",
    "octal parts": lambda a: "http://" + ".".join(f"0{part:o}" for part in _parts(a)) + "/",
    "octal parts with zeros": lambda a: "http://" + ".".join(f"000{part:o}" for part in _parts(a)) + "/",
    "mixed parts": lambda a: "http://{:#x}.0{:o}.{}.{:#x}/".format(*_parts(a)),
    "three parts": lambda a: f"http://{_short(a, 2)}/",
    "two parts": lambda a: f"http://{_short(a, 1)}/",
    "a dot behind": lambda a: f"http://{a}./",
    "percent-encoded": lambda a: "http://" + "".join(f"%{ord(sign):02x}" for sign in a) + "/",
    "full-width digits": lambda a: f"http://{a.translate(FULL_WIDTH)}/",
    "circled digits": lambda a: f"http://{a.translate(CIRCLED)}/",
    "ideographic stops": lambda a: f"http://{a.translate(IDEOGRAPHIC)}/",
    "a user": lambda a: f"http://me@{a}/",
    "a user like a host": lambda a: f"http://8.8.8.8:80@{a}/",
    "a path like a user": lambda a: f"http://{a}/@8.8.8.8/",
    "a fragment like a user": lambda a: f"http://{a}#@8.8.8.8/",
    "backslashes": lambda a: f"http:\\\\{a}\\",
    "a backslash before a user": lambda a: f"http://{a}\\@8.8.8.8/",
    "no slashes": lambda a: f"http:{a}/",
    "many slashes": lambda a: f"http://///{a}/",
    "tabs within": lambda a: f"ht\ttp://{a[:2]}\t{a[2:]}/",
    "blanks around": lambda a: f"  http://{a}/ ",
    "capitals": lambda a: f"HTTP://{a}/",
    "mapped": lambda a: f"http://[::ffff:{a}]/",
    "mapped, in hexadecimal": lambda a: f"http://[::ffff:{_number(a) >> 16:x}:{_number(a) & 0xFFFF:x}]/",
    "compatible": lambda a: f"http://[::{a}]/",
    "NAT64": lambda a: f"http://[64:ff9b::{a}]/",
    "6to4": lambda a: f"http://[2002:{_number(a) >> 16:x}:{_number(a) & 0xFFFF:x}::1]/",
    "an escaped stop": lambda a: f"http://{a.replace('.', '%2e')}/",
}
SPELLINGS_V6: dict[str, Callable[[str], str]] = {
    "plain": lambda a: f"http://[{a}]/",
    "port 80": lambda a: f"http://[{a}]:80/",
    "https": lambda a: f"https://[{a}]/",
    "all digits": lambda a: f"http://[{ipaddress.ip_address(a).exploded}]/",
    "capitals": lambda a: f"HTTP://[{a.upper()}]/",
    "a user": lambda a: f"http://me:secret@[{a}]/",
    "backslashes": lambda a: f"http:\\\\[{a}]\\",
    "no slashes": lambda a: f"http:[{a}]/",
    "tabs within": lambda a: f"http://[{a[:2]}\t{a[2:]}]/",
    "dotted": lambda a: f"http://[{_dotted(a)}]/",
    "a zone": lambda a: f"http://[{a}%25lo]/",
    "percent-encoded brackets": lambda a: f"http://%5b{a}%5d/",
}


def _dotted(address: str) -> str:
    parts = ipaddress.ip_address(address).exploded.split(":")
    last = int(parts[6] + parts[7], 16)
    return ":".join(parts[:6]) + f":{ipaddress.IPv4Address(last)}"


def named(address: str) -> str:
    """A host name that stands for an address in the table of names."""
    return f"a{address.replace('.', '-').replace(':', 'x')}.gazette.example"


def vectors() -> Iterator[tuple[str, str]]:
    """Every address in every spelling, and by its name: (words, URL)."""
    for addresses, spellings in ((DENIED_V4, SPELLINGS_V4), (DENIED_V6, SPELLINGS_V6)):
        for address in addresses:
            for words, spell in spellings.items():
                yield f"{address}, {words}", spell(address)
            yield f"{address}, by its name", f"http://{named(address)}/"
            yield f"{address}, behind a public one", f"http://both-{named(address)}/"


def hosts(public: str) -> dict[str, list[str]]:
    """What the names stand for: a denied address, or a public one and a denied one."""
    found = {named(address): [address] for address in DENIED_V4 + DENIED_V6}
    return found | {f"both-{name}": [public, *addresses] for name, addresses in found.items()}


LINKED = """<!DOCTYPE html><html lang="en"><head><title>Harbour reopens</title>
<link rel="canonical" href="{0}"><link rel="amphtml" href="{0}"><link rel="next" href="{0}"><link rel="icon" href="{0}">
<link rel="stylesheet" href="{0}"><link rel="preload" as="image" href="{0}"><link rel="dns-prefetch" href="{0}">
<link rel="alternate" type="application/rss+xml" href="{0}"><link rel="manifest" href="{0}"><base href="{0}">
<link rel="alternate" hreflang="de" href="{0}"><link rel="alternate" type="application/json+oembed" href="{0}">
<meta http-equiv="refresh" content="9;url={0}"><meta property="og:url" content="{0}">
<meta property="og:image" content="{0}"><meta property="og:video" content="{0}"><meta name="tdm-policy" content="{0}">
<script src="{0}"></script><script type="application/ld+json">{{"@context":"{0}","@type":"NewsArticle","url":"{0}",
"image":"{0}","mainEntityOfPage":"{0}","license":"{0}"}}</script></head><body>
<article><h1>Harbour reopens</h1>{1}<img src="{0}" srcset="{0} 2x"><iframe src="{0}"></iframe>
<object data="{0}"></object>
<embed src="{0}"><video src="{0}" poster="{0}"></video><a href="{0}" ping="{0}">more</a></article></body></html>"""
"""A page that names one URL wherever a page can; {1}: paragraphs."""

STORY = "".join(
    f"<p>The harbour of the old town reopened on day {n} after storms had closed it, the port's master said.</p>"
    for n in range(9)
)
