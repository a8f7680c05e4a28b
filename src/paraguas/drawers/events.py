"""The facts drawers announce; the stream is the place's."""

from typing import ClassVar

from msgspec import Struct


class DrawerOpened(Struct, frozen=True):
    """A till's drawer was opened with a float."""

    name: ClassVar[str] = "drawer.opened.v1"
    session_id: str
    place_id: str
    till: str
    float_minor: int
    currency: str


class DrawerCashMoved(Struct, frozen=True):
    """Cash was put in or taken out by hand: kind is pay_in, pay_out or lift."""

    name: ClassVar[str] = "drawer.cash_moved.v1"
    session_id: str
    place_id: str
    till: str
    kind: str
    amount_minor: int
    currency: str


class DrawerCounted(Struct, frozen=True):
    """A drawer was counted; the difference is over (above 0) or short."""

    name: ClassVar[str] = "drawer.counted.v1"
    session_id: str
    place_id: str
    till: str
    expected_minor: int
    counted_minor: int
    difference_minor: int
    currency: str


class DrawerClosed(Struct, frozen=True):
    """A session is over; second: somebody else than who counted answers for the difference."""

    name: ClassVar[str] = "drawer.closed.v1"
    session_id: str
    place_id: str
    till: str
    difference_minor: int
    currency: str
    second: bool
