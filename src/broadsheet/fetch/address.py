"""Which addresses are nobody's business: the networks that a fetched URL must never lead to.

Comes in: an IP address. Goes out: the name of the special-purpose network it lies in, or None.
Must not know: names, sockets, options.

Own list, from the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates): `is_global` of
the standard library changes with its version and passes addresses that merely wrap a private one.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_V4 = [
    (ip_network(network), name)
    for network, name in (
        ("0.0.0.0/8", "this network, RFC 791"),
        ("10.0.0.0/8", "private, RFC 1918"),
        ("100.64.0.0/10", "carrier-grade NAT, RFC 6598"),
        ("127.0.0.0/8", "loopback, RFC 1122"),
        ("169.254.0.0/16", "link-local and metadata, RFC 3927"),
        ("172.16.0.0/12", "private, RFC 1918"),
        ("192.0.0.0/24", "IETF protocols, RFC 6890"),
        ("192.0.2.0/24", "documentation, RFC 5737"),
        ("192.31.196.0/24", "AS112, RFC 7535"),
        ("192.52.193.0/24", "AMT, RFC 7450"),
        ("192.88.99.0/24", "6to4 relay, RFC 7526"),
        ("192.168.0.0/16", "private, RFC 1918"),
        ("192.175.48.0/24", "AS112, RFC 7534"),
        ("198.18.0.0/15", "benchmarking, RFC 2544"),
        ("198.51.100.0/24", "documentation, RFC 5737"),
        ("203.0.113.0/24", "documentation, RFC 5737"),
        ("224.0.0.0/4", "multicast, RFC 5771"),
        ("240.0.0.0/4", "reserved and broadcast, RFC 1112"),
        ("168.63.129.16/32", "metadata of Azure"),
    )
]

_V6 = [
    (ip_network(network), name)
    for network, name in (
        ("::/96", "unspecified, loopback and v4-compatible, RFC 4291"),
        ("::ffff:0:0/96", "v4-mapped, RFC 4291"),
        ("::ffff:0:0:0/96", "v4-translated, RFC 2765"),
        ("64:ff9b::/96", "NAT64, RFC 6052"),
        ("64:ff9b:1::/48", "local NAT64, RFC 8215"),
        ("100::/64", "discard, RFC 6666"),
        ("100:0:0:1::/64", "dummy, RFC 9780"),
        ("2001::/23", "IETF protocols, Teredo, ORCHID, RFC 2928"),
        ("2001:db8::/32", "documentation, RFC 3849"),
        ("2002::/16", "6to4, RFC 3056"),
        ("2620:4f:8000::/48", "AS112, RFC 7534"),
        ("3fff::/20", "documentation, RFC 9637"),
        ("3ffe::/16", "former 6bone, RFC 3701"),
        ("5f00::/16", "segment routing, RFC 9602"),
        ("fc00::/7", "unique local and metadata, RFC 4193"),
        ("fe80::/10", "link-local, RFC 4291"),
        ("fec0::/10", "site-local, RFC 3879"),
        ("ff00::/8", "multicast, RFC 4291"),
    )
]


def special_purpose(address: str) -> str | None:
    """Why an address must not be connected to; None for an ordinary public one.

    `address`: IPv4 or IPv6 in text form; a zone (`%eth0`) makes it link-local. Text that is no address at all is
    refused as well. A wrapped IPv4 address (mapped, NAT64, 6to4) is refused whatever it wraps.
    """
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return "not an IP address"
    networks = _V4 if parsed.version == 4 else _V6
    return next((name for network, name in networks if parsed in network), None)
