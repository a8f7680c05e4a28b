"""What other floors may read of approvals."""

from paraguas.approvals import store
from paraguas.approvals.errors import ApprovalAbsent
from paraguas.approvals.model import Approval
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id


def approvals_of(tx: Tx, order_id: str) -> list[Approval]:
    """Give what was asked about an order, the oldest first."""
    return store.approvals_of(tx, order_id) if is_id(order_id) else []


def approval(tx: Tx, order_id: str, approval_no: int) -> Approval:
    """Find a question; refuses ApprovalAbsent."""
    for one in approvals_of(tx, order_id):
        if one.approval_no == approval_no:
            return one
    raise ApprovalAbsent(approval=approval_no)


def waiting_approvals(tx: Tx, most: int) -> list[Approval]:
    """Give what waits for a second person, the longest first."""
    return store.waiting(tx, most)
