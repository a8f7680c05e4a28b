"""What claims refuse."""

from paraguas.values.refusal import Refusal


class ClaimAbsent(Refusal):
    """There is no such claim."""

    code = "claim_absent"
    kind = "absent"


class ClaimStep(Refusal):
    """The claim is not where this step begins."""

    code = "claim_step"
    kind = "conflict"


class ClaimLate(Refusal):
    """The guarantee is over."""

    code = "claim_late"
    kind = "conflict"


class RemedyClosed(Refusal):
    """The guarantee gives this remedy only after repair or replacement, and none was tried."""

    code = "remedy_closed"
    kind = "conflict"


class ReductionTooMuch(Refusal):
    """The price would be lowered by more than the units cost."""

    code = "reduction_too_much"
    kind = "conflict"
