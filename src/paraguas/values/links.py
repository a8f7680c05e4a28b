"""Signed links: whoever has one may see something and decide about it, without signing in."""

import re
from hashlib import blake2b
from hmac import compare_digest

from paraguas.values.time import DAY, SECOND

LINK_DAYS = 400
"""How long a link opens: over the longest withdrawal and guarantee questions of a first year."""

_SIGNATURE = 20
_TOKEN = re.compile(r"([0-9a-f]{32})-([0-9a-f]{1,12})-([0-9a-f]{40})")


def sign_link(whose: str, *, at: int, secret: str) -> str:
    """Make the token of a link to what has this id, good for LINK_DAYS."""
    until = (at + LINK_DAYS * DAY) // SECOND
    return f"{whose}-{until:x}-{_signature(whose, until, secret)}"


def read_link(token: str, *, at: int, secret: str) -> str | None:
    """Tell the id a token opens; None for one that is forged, cut or out of date."""
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        return None
    whose, until, signature = parts[1], int(parts[2], 16), parts[3]
    if not compare_digest(signature, _signature(whose, until, secret)):
        return None
    return whose if at < until * SECOND else None


def _signature(whose: str, until: int, secret: str) -> str:
    told = f"{whose}\x1f{until:x}".encode()
    return blake2b(told, digest_size=_SIGNATURE, key=secret.encode()).hexdigest()
