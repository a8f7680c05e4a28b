"""Who may answer a question."""

from paraguas.approvals.errors import ApprovalDecided, ApprovalOwn
from paraguas.approvals.model import Approval, ApprovalState


def check_second(found: Approval, actor: str) -> None:
    """Refuse a question that was decided, and an answer by who asked it."""
    if found.state is not ApprovalState.WAITING:
        raise ApprovalDecided(state=found.state.value, by=found.decided_by or "")
    if found.asked_by == actor:
        raise ApprovalOwn
