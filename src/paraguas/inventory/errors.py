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


class HoldExpired(Refusal):
    """The basket holds nothing any more."""

    code = "hold_expired"
    kind = "conflict"


class HoldTooShort(Refusal):
    """The hold would end before it begins."""

    code = "hold_too_short"
