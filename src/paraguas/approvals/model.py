"""The nouns of approvals."""

from enum import StrEnum

from msgspec import Struct

from paraguas.values.ids import OrderId


class ApprovalKind(StrEnum):
    """What is to be decided."""

    CHANGE = "change"
    REFUND = "refund"


class ApprovalState(StrEnum):
    """What became of it."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


class Approval(Struct, frozen=True, gc=False):
    """A question for a second person about an order.

    approval_no: counts those of its order, from 1.  change_no, basis: of a change set, as it was
    shown.  amount_minor: what prices are lowered by, or what is to be given back.  word: why it was
    decided so.
    """

    order_id: OrderId
    approval_no: int
    kind: ApprovalKind
    change_no: int | None
    basis: str | None
    amount_minor: int
    currency: str
    reason: str
    asked_at: int
    asked_by: str
    state: ApprovalState = ApprovalState.WAITING
    decided_at: int | None = None
    decided_by: str | None = None
    word: str | None = None
