"""The nouns of holds."""

from typing import Annotated

from msgspec import Meta, Struct

from paraguas.values.ids import OrderId
from paraguas.values.limits import ShortCode
from paraguas.values.money import LARGEST_MINOR

KINDS = ("address", "approval", "fraud", "payment")
"""Kinds every installation knows; the brand may add words of its own."""

KindCode = Annotated[str, Meta(min_length=1, max_length=24, pattern="^[a-z][a-z0-9_]*$")]
Hours = Annotated[int, Meta(ge=1, le=24 * 90)]


class HoldKind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of hold the brand added, and within how many hours it is seen to."""

    kind: KindCode
    hours: Hours = 24


class HoldRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Orders of a market above a sum (in its currency) are held as they are placed, by an owner."""

    market: ShortCode
    kind: KindCode
    above_minor: Annotated[int, Meta(ge=0, le=LARGEST_MINOR)]
    owner: Annotated[str, Meta(min_length=1, max_length=60)]
    hours: Hours = 24


class HoldRules(Struct, frozen=True):
    """All kinds and rules in force."""

    kinds: tuple[HoldKind, ...] = ()
    rules: tuple[HoldRule, ...] = ()


class Hold(Struct, frozen=True, gc=False):
    """A reason why an order may not go on; hold_no counts those of its order, from 1."""

    order_id: OrderId
    hold_no: int
    kind: str
    reason: str
    owner: str
    due_at: int
    placed_at: int
    placed_by: str
    lifted_at: int | None = None
    lifted_by: str | None = None
    lifted_because: str | None = None
