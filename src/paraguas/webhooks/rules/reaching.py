"""Which addresses may be sent to: public ones, so that nobody has us knock at our own doors."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 behind a translator.  Source: RFC 6052."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, also what it wraps.

    Not: private, loopback, link-local (also of cloud metadata), shared, reserved and multicast
    addresses, and IPv6 addresses that carry such an IPv4 address.
    """
    found = ip_address(address)
    inner = _wrapped(found) if isinstance(found, IPv6Address) else None
    if inner is not None:
        return _is_public(inner)
    return _is_public(found)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo
