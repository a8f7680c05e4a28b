"""On what a change set was shown: the order as it stood, what it means for money and dates."""

from typing import Any

import msgspec

from paraguas.changes.model import ChangeSet, Money
from paraguas.values.ids import digest_id

_HALF = 16
_encode = msgspec.json.Encoder().encode


def standing_of(order: Any, change: ChangeSet) -> str:
    """Name an order as it stands and the wishes of a set; another word when either differs."""
    told = _encode(order).decode(), _encode(change.changes).decode(), str(change.version)
    return digest_id("standing", *told)[:_HALF]


def basis_of(standing: str, money: Money, waits: Any = ()) -> str:
    """Name all that was shown: the standing, the money, and what waits until when."""
    told = _encode(money).decode(), _encode(waits).decode()
    return standing + digest_id("money", *told)[:_HALF]


def rests_on(basis: str, standing: str) -> bool:
    """Tell whether something was shown on this standing, whatever it meant for the money."""
    return basis[:_HALF] == standing
