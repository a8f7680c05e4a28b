"""Signed links: whoever has one may see an order and decide about it, without signing in."""

import re
from hashlib import blake2b
from hmac import compare_digest

from paraguas.values.ids import OrderId
from paraguas.values.time import DAY, SECOND

LINK_DAYS = 400
"""How long a link opens: over the longest withdrawal and guarantee questions of a first year."""

_SIGNATURE = 20
_TOKEN = re.compile(r"([0-9a-f]{32})-([0-9a-f]{1,12})-([0-9a-f]{40})")


def sign_link(order_id: OrderId, *, at: int, secret: str) -> str:
    """Make the token of an order's link, good for LINK_DAYS."""
    until = (at + LINK_DAYS * DAY) // SECOND
    return f"{order_id}-{until:x}-{_signature(order_id, until, secret)}"


def read_link(token: str, *, at: int, secret: str) -> OrderId | None:
    """Tell which order a token opens; None for one that is forged, cut or out of date."""
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        return None
    order_id, until, signature = parts[1], int(parts[2], 16), parts[3]
    if not compare_digest(signature, _signature(order_id, until, secret)):
        return None
    return OrderId(order_id) if at < until * SECOND else None


def _signature(order_id: str, until: int, secret: str) -> str:
    told = f"{order_id}\x1f{until:x}".encode()
    return blake2b(told, digest_size=_SIGNATURE, key=secret.encode()).hexdigest()
