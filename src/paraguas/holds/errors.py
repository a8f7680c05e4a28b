"""What holds refuse."""

from paraguas.values.refusal import Refusal


class HoldAbsent(Refusal):
    """The order has no such hold."""

    code = "hold_absent"
    kind = "absent"


class HoldOver(Refusal):
    """The hold was lifted before."""

    code = "hold_over"
    kind = "conflict"


class HoldKindUnknown(Refusal):
    """No hold is of this kind."""

    code = "hold_kind_unknown"


class HoldOwnerUnknown(Refusal):
    """Nobody of the staff has the code that is to own a hold."""

    code = "hold_owner_unknown"


class HoldMarketUnknown(Refusal):
    """A rule names a market that is not there."""

    code = "hold_market_unknown"


class HoldRuleTwice(Refusal):
    """A kind, or a rule of one market and kind, is told twice."""

    code = "hold_rule_twice"


class NothingToHold(Refusal):
    """Nothing of the order is left to keep back."""

    code = "nothing_to_hold"
    kind = "conflict"


class OrderHeldBack(Refusal):
    """The order is held, so nothing of it leaves."""

    code = "order_held"
    kind = "conflict"
