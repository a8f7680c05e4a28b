"""The facts settlements announce; the stream is the order's, or the difference's without one."""

from typing import ClassVar

from msgspec import Struct


class DifferenceFound(Struct, frozen=True):
    """The provider's report and our books differ."""

    name: ClassVar[str] = "settlement.difference_found.v1"
    difference_id: str
    kind: str
    order_id: str | None
    transaction_no: int | None
    ours_minor: int | None
    theirs_minor: int | None
    currency: str


class DifferenceClosed(Struct, frozen=True):
    """A difference is looked into and done with; why, the hand says."""

    name: ClassVar[str] = "settlement.difference_closed.v1"
    difference_id: str
    kind: str
    order_id: str | None
    transaction_no: int | None
    currency: str
