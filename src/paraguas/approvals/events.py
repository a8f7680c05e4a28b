"""The facts approvals announce."""

from typing import ClassVar

from msgspec import Struct


class ApprovalAskedFor(Struct, frozen=True, gc=False):
    """A second person is to decide: kind is change or refund."""

    name: ClassVar[str] = "approval.asked.v1"
    order_id: str
    approval_no: int
    kind: str
    amount_minor: int
    currency: str


class ApprovalWasDecided(Struct, frozen=True, gc=False):
    """A second person decided: state is approved or refused."""

    name: ClassVar[str] = "approval.decided.v1"
    order_id: str
    approval_no: int
    kind: str
    amount_minor: int
    currency: str
    state: str
    asked_by: str
