"""Signatures of pages: who is signed in at a desk, and which forms were ours."""

from hashlib import blake2b
from hmac import compare_digest

from paraguas.values.ids import is_id
from paraguas.values.time import HOUR, SECOND

SESSION_HOURS = 12
"""How long a desk stays open: a day in the store."""

_SIZE = 20


def sign_session(key_id: str, *, at: int, secret: str) -> str:
    """Make the token of a session: it names a key, which it does not hold."""
    until = (at + SESSION_HOURS * HOUR) // SECOND
    told = f"{key_id}.{until:x}"
    return f"{told}.{_signature('session', told, secret)}"


def read_session(token: str, *, at: int, secret: str) -> str | None:
    """Tell which key a session stands for; None for one that is forged or over."""
    told, _, signature = token.rpartition(".")
    key_id, _, until = told.partition(".")
    if not _same(signature, _signature("session", told, secret)):
        return None
    return key_id if is_id(key_id) and at < int(until, 16) * SECOND else None


def sign_form(bound_to: str, *, secret: str) -> str:
    """Make the token of the forms of a session or a link; no other may send them."""
    return _signature("form", bound_to, secret)


def is_own_form(token: str, bound_to: str, *, secret: str) -> bool:
    """Whether a form was made for this session or link."""
    return bool(bound_to) and _same(token, sign_form(bound_to, secret=secret))


def _same(given: str, made: str) -> bool:
    return compare_digest(given.encode(), made.encode())


def _signature(purpose: str, told: str, secret: str) -> str:
    signed = blake2b(told.encode(), digest_size=_SIZE, key=secret.encode(), person=purpose.encode())
    return signed.hexdigest()
