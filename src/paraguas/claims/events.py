"""The facts claims announce, in the stream of their order."""

from typing import Any, ClassVar

from msgspec import Struct

Lines = list[dict[str, Any]]
"""Of line_no and quantity."""


class ClaimOpened(Struct, frozen=True, gc=False):
    """Somebody says that units do not work; due_on: by when it is to be made good."""

    name: ClassVar[str] = "claim.opened.v1"
    order_id: str
    claim_id: str
    number: str
    lines: Lines
    wish: str
    due_on: str
    until_on: str
    overridden: bool


class ClaimMoved(Struct, frozen=True, gc=False):
    """A claim came further, or to its end.

    repairer: who has the units.  given_minor: money given back for it, in the order's currency.
    until_on: how long the guarantee lasts now.  cause: why it ended, where somebody said so.
    """

    name: ClassVar[str] = "claim.moved.v1"
    order_id: str
    claim_id: str
    number: str
    state: str
    lines: Lines
    place_id: str | None
    repairer: str | None
    given_minor: int
    currency: str
    until_on: str
    cause: str | None
