"""The facts holds announce."""

from typing import ClassVar

from msgspec import Struct


class OrderHeld(Struct, frozen=True, gc=False):
    """An order may not go on until its owner has seen to it, at the latest at due_at."""

    name: ClassVar[str] = "order.held.v1"
    order_id: str
    hold_no: int
    cause: str
    owner: str
    due_at: int


class HoldLifted(Struct, frozen=True, gc=False):
    """A hold is over; `last` when nothing holds the order any more."""

    name: ClassVar[str] = "order.hold_lifted.v1"
    order_id: str
    hold_no: int
    cause: str
    last: bool


class HoldRulesSet(Struct, frozen=True, gc=False):
    """The rules by which orders are held were set: so many kinds and rules."""

    name: ClassVar[str] = "holds.rules_set.v1"
    kinds: int
    rules: int
