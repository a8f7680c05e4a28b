"""Refusals of inventory; `sku` and `place` are ids until a journey names them for people."""

from paraguas.values.refusal import Refusal


class PositionShort(Refusal):
    """A position has too few units for what was asked of it."""

    code = "position_short"
    kind = "conflict"


class StockCauseReused(Refusal):
    """A receipt or adjustment was recorded before under this name, with other units."""

    code = "stock_cause_reused"
    kind = "conflict"


class AdjustmentUnexplained(Refusal):
    """A count was changed without a reason, or by nothing."""

    code = "adjustment_unexplained"


class ConditionShort(Refusal):
    """A place has too few units in the condition they were to be moved from."""

    code = "condition_short"
    kind = "conflict"


class ConditionStepUnknown(Refusal):
    """Units do not go from the one condition into the other."""

    code = "condition_step_unknown"


class HoldExpired(Refusal):
    """The basket holds nothing any more."""

    code = "hold_expired"
    kind = "conflict"


class HoldTooShort(Refusal):
    """The hold would end before it begins."""

    code = "hold_too_short"


class DifferenceUnexplained(Refusal):
    """A transfer is closed with units missing, or a count with differences, without a reason."""

    code = "difference_unexplained"


class TransferUnknown(Refusal):
    """There is no such transfer, or it is none of the caller's."""

    code = "transfer_unknown"
    kind = "absent"


class TransferNowhere(Refusal):
    """The transfer would end where it begins."""

    code = "transfer_nowhere"


class TransferOverReceived(Refusal):
    """More of a SKU came than was sent and is still on the way."""

    code = "transfer_over_received"
    kind = "conflict"


class TransferNotOpen(Refusal):
    """Nothing of the transfer is on the way any more."""

    code = "transfer_not_open"
    kind = "conflict"


class TransferBegun(Refusal):
    """Units of the transfer were received already, so it cannot be cancelled."""

    code = "transfer_begun"
    kind = "conflict"


class CountUnknown(Refusal):
    """There is no such count, or it is of another place."""

    code = "count_unknown"
    kind = "absent"


class CountClosed(Refusal):
    """The count was closed; nothing is entered any more."""

    code = "count_closed"
    kind = "conflict"


class CountWithout(Refusal):
    """The SKU is not one of those to be counted."""

    code = "count_without"
