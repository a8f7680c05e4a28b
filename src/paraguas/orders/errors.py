"""What orders refuse."""

from paraguas.values.refusal import Refusal


class OrderAbsent(Refusal):
    """There is no such order, or this caller may not see it."""

    code = "order_absent"
    kind = "absent"


class NoLines(Refusal):
    """There is nothing to order."""

    code = "no_lines"


class TooManyLines(Refusal):
    """More lines than one order may have."""

    code = "too_many_lines"


class GroupUnknown(Refusal):
    """A line names a group that was not given."""

    code = "group_unknown"


class BoundWrongly(Refusal):
    """A service is bound to a line that is not there or is a service itself."""

    code = "bound_wrongly"


class RecordedNotAllowed(Refusal):
    """Only tills and records of the past may tell what was charged."""

    code = "recorded_not_allowed"


class NothingToCancel(Refusal):
    """The units asked for are gone, handed over or cancelled already."""

    code = "nothing_to_cancel"
    kind = "conflict"


class PastCancelling(Refusal):
    """The units have left the store; they can be returned, not cancelled."""

    code = "past_cancelling"
    kind = "conflict"


class CurrencyWrong(Refusal):
    """The market does not sell in this currency."""

    code = "currency_wrong"


class PlaceNeeded(Refusal):
    """Goods are carried out of a store, or something is done there, but no store was named."""

    code = "place_needed"


class AddressNeeded(Refusal):
    """Goods are to be shipped, but it was not said where to."""

    code = "address_needed"


class PlaceClosed(Refusal):
    """The store is closed then."""

    code = "place_closed"
    kind = "conflict"


class StockShort(Refusal):
    """No place, nor all together, can promise so many units."""

    code = "stock_short"
    kind = "conflict"


class SplitTooSmall(StockShort):
    """No one place has it all, and it is worth too little to come from several."""

    code = "split_too_small"


class NoCapacity(Refusal):
    """The goods are there, but the places that have them are full for weeks."""

    code = "no_capacity"
    kind = "conflict"


class PlaceUnfit(Refusal):
    """The place is of another market, or does not hand over goods this way."""

    code = "place_unfit"


class KindMisplaced(Refusal):
    """Goods were put into a group of services, or a service into a parcel or a pick-up."""

    code = "kind_misplaced"
