"""Which addresses may be connected to: public ones, and what the administrator named.

A name is looked up once, every address it has is checked, and the connection goes to a checked one: so
neither a redirect nor a name that changes its address in between leads elsewhere (rules.md 15).
"""

import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Lookup = Callable[[str, int], Iterable[str]]
PORTS = (80, 443)  # of those below 1024
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
COMPATIBLE = IPv6Network("::/96")


class NotAllowed(Exception):
    """The address is not one this program may connect to."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"{host}:{port} is not a public address; an administrator can allow it.")
        self.host, self.port = host, port


def parse_allowed(text: str) -> frozenset[tuple[str, int]]:
    """`host:port` pairs, parted by commas or spaces. Raises ValueError for one without a port."""
    pairs = set()
    for part in text.replace(",", " ").split():
        host, found, port = part.rpartition(":")
        if not found or not port.isdigit():
            raise ValueError(f"'{part}' is no host:port")
        pairs.add((host.strip("[]").lower(), int(port)))
    return frozenset(pairs)


def looked_up(host: str, port: int) -> list[str]:
    """Every address of a name. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def checked(
    host: str, port: int, *, allowed: frozenset[tuple[str, int]] = frozenset(), lookup: Lookup = looked_up
) -> list[str]:
    """The addresses a connection may go to. Raises NotAllowed when one of them is not public, OSError
    where the name is unknown."""
    found = list(lookup(host, port))
    if (host.strip("[]").lower(), port) in allowed:
        return found
    if (port < 1024 and port not in PORTS) or not found or not all(is_public(one) for one in found):
        raise NotAllowed(host, port)
    return found


def is_public(address: str) -> bool:
    """Reachable by anybody: not this machine, not its network, not a group, not one inside another."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if "%" in address:
        return False  # a zone: of a link
    return all(_public(one) for one in _inner(found))


def _public(address: Address) -> bool:
    local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not address.is_multicast and not address.is_reserved and not local


def _inner(address: Address) -> list[Address]:
    """The address, or the ones of the older kind that it carries."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address, address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    if any(address in network for network in NAT64) or address in COMPATIBLE:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address]
