"""What approvals refuse."""

from paraguas.values.refusal import Refusal


class ApprovalAbsent(Refusal):
    """The order has no such question."""

    code = "approval_absent"
    kind = "absent"


class ApprovalDecided(Refusal):
    """It was decided already."""

    code = "approval_decided"
    kind = "conflict"


class ApprovalOwn(Refusal):
    """Who asked may not answer."""

    code = "approval_own"
    kind = "forbidden"


class ApprovalAsked(Refusal):
    """The same is asked already."""

    code = "approval_asked"
    kind = "conflict"


class ApprovalNeedless(Refusal):
    """Nobody has to approve this: no price is lowered by it."""

    code = "approval_needless"
