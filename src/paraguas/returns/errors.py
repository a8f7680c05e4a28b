"""What returns refuse."""

from paraguas.values.refusal import Refusal


class ReturnAbsent(Refusal):
    """There is no such return."""

    code = "return_absent"
    kind = "absent"


class ReturnStep(Refusal):
    """The return is not where this step begins."""

    code = "return_step"
    kind = "conflict"


class ReturnLineAbsent(Refusal):
    """The order has no such line, or none that can come back, such as a service."""

    code = "return_line_absent"


class ReturnTooMany(Refusal):
    """More units than have left and are not back or on their way back."""

    code = "return_too_many"
    kind = "conflict"


class ReturnLate(Refusal):
    """The time to give it back is over."""

    code = "return_late"
    kind = "conflict"


class ReturnExcluded(Refusal):
    """By the policy book such goods, in this condition, do not come back."""

    code = "return_excluded"
    kind = "conflict"


class ReturnItemUnknown(Refusal):
    """The return has no such item, or one was told twice."""

    code = "return_item_unknown"


class DispositionsWrong(Refusal):
    """What becomes of the units does not sum to the units that came."""

    code = "dispositions_wrong"


class CreditHolderMissing(Refusal):
    """It is given as store credit, and nobody said whose."""

    code = "credit_holder_missing"


class ApproverSame(Refusal):
    """Who asked for more than the book gives is not who may agree to it."""

    code = "approver_same"
    kind = "forbidden"


class RefundWaits(Refusal):
    """The payment is still being taken, so nothing of it can be given back yet."""

    code = "refund_waits"
    kind = "later"


class CashElsewhere(Refusal):
    """It was paid in cash of a currency this place has none of."""

    code = "cash_elsewhere"
    kind = "conflict"


class NeverSold(Refusal):
    """The brand has not sold this in the time looked back on, so nothing is given for it."""

    code = "never_sold"


class ReturnPaid(Refusal):
    """Money was given for the return already, so it cannot come to nothing."""

    code = "return_paid"
    kind = "conflict"


class NothingReturned(Refusal):
    """Nothing was named that should come back."""

    code = "nothing_returned"
