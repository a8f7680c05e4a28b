"""Ask for a second person's decision."""

from paraguas.approvals import store
from paraguas.approvals.errors import ApprovalAsked
from paraguas.approvals.events import ApprovalAskedFor
from paraguas.approvals.model import Approval, ApprovalKind, ApprovalState
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp


def ask_approval(
    tx: Tx,
    stamp: Stamp,
    order_id: OrderId,
    kind: ApprovalKind,
    amount: Money,
    *,
    change_no: int | None = None,
    basis: str | None = None,
) -> Approval:
    """Write a question down and announce approval.asked.v1; the reason is the stamp's.

    Refuses ApprovalAsked where one of this kind waits already: about the same change set, or about
    any refund.
    """
    before = store.approvals_of(tx, order_id)
    for one in before:
        same = (one.kind, one.change_no) == (kind, change_no)
        if same and one.state is ApprovalState.WAITING:
            raise ApprovalAsked(approval=one.approval_no, by=one.asked_by)
    new = Approval(
        *(order_id, len(before) + 1, kind, change_no, basis),
        *(amount.amount_minor, amount.currency, stamp.by.reason or "", stamp.at, stamp.by.actor),
    )
    store.add_approval(tx, new)
    told = (order_id, new.approval_no, kind.value, amount.amount_minor, amount.currency)
    tx.announce(stamp, order_id, ApprovalAskedFor(*told))
    return new
