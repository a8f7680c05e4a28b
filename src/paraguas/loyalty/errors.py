"""What loyalty refuses."""

from paraguas.values.refusal import Refusal


class ProgrammeMalformed(Refusal):
    """The rules of a programme make no sense; `problem` names file and row."""

    code = "loyalty_programme_malformed"


class ProgrammeUnknown(Refusal):
    """There is no such programme, or no such version of it."""

    code = "loyalty_programme_unknown"
    kind = "absent"


class ProgrammeChanged(Refusal):
    """Somebody saved another version of the programme meanwhile."""

    code = "loyalty_programme_changed"
    kind = "conflict"


class LoyaltyAccountUnknown(Refusal):
    """Nobody has an account of this number."""

    code = "loyalty_account_unknown"
    kind = "absent"


class LoyaltyAccountExists(Refusal):
    """An account of this number was opened before."""

    code = "loyalty_account_exists"
    kind = "conflict"


class LoyaltyNumberMalformed(Refusal):
    """This is not the number of an account."""

    code = "loyalty_number_malformed"


class LoyaltyOrderTaken(Refusal):
    """The order earns on another account already."""

    code = "loyalty_order_taken"
    kind = "conflict"


class PointsCurrency(Refusal):
    """The programme gives no money for points in this currency."""

    code = "points_currency"


class PointsNothing(Refusal):
    """Nothing is to be moved."""

    code = "points_nothing"


class PointsShort(Refusal):
    """The account holds fewer points than are asked of it."""

    code = "points_short"
    kind = "conflict"


class PartnerUnknown(Refusal):
    """The programme has no such partner."""

    code = "loyalty_partner_unknown"
    kind = "absent"


class PoolMixed(Refusal):
    """A pool is of two accounts or more of one programme, each in no other pool."""

    code = "loyalty_pool_mixed"
    kind = "conflict"
