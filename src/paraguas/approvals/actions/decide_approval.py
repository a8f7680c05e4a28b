"""Write down what a second person decided."""

from msgspec.structs import replace

from paraguas.approvals import store
from paraguas.approvals.events import ApprovalWasDecided
from paraguas.approvals.model import Approval, ApprovalState
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def decide_approval(tx: Tx, stamp: Stamp, found: Approval, state: ApprovalState) -> Approval:
    """Answer a question once and announce approval.decided.v1; the reason is the stamp's.

    Raises StaleSlice when somebody answered it meanwhile.
    """
    told = replace(
        found,
        state=state,
        decided_at=stamp.at,
        decided_by=stamp.by.actor,
        word=stamp.by.reason,
    )
    store.decide(tx, told)
    fact = ApprovalWasDecided(
        *(found.order_id, found.approval_no, found.kind.value, found.amount_minor),
        *(found.currency, state.value, found.asked_by),
    )
    tx.announce(stamp, found.order_id, fact)
    return told
