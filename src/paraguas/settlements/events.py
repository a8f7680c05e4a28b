"""The facts settlements announce; the stream is the order's, or the difference's without one."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DifferenceFound:
    """The provider's report and our books differ."""

    name: ClassVar[str] = "settlement.difference_found.v1"
    difference_id: str
    kind: str
    order_id: str | None
    transaction_no: int | None
    ours_minor: int | None
    theirs_minor: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class DifferenceClosed:
    """A difference is looked into and done with; why, the hand says."""

    name: ClassVar[str] = "settlement.difference_closed.v1"
    difference_id: str
    kind: str
    order_id: str | None
    transaction_no: int | None
    currency: str
