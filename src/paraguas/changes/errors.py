"""What changes refuse."""

from paraguas.values.refusal import Refusal


class ChangeAbsent(Refusal):
    """The order has no such change set."""

    code = "change_absent"
    kind = "absent"


class ChangeOpen(Refusal):
    """Somebody changes the order already."""

    code = "change_open"
    kind = "conflict"


class ChangeClosed(Refusal):
    """The change set was confirmed, withdrawn, or has expired."""

    code = "change_closed"
    kind = "conflict"


class ChangeMoved(Refusal):
    """Somebody else wished something of the set since it was read."""

    code = "change_moved"
    kind = "conflict"


class ChangeEmpty(Refusal):
    """Nothing was wished, or all of it is so already."""

    code = "change_empty"


class TooManyChanges(Refusal):
    """More changes than one set may have."""

    code = "too_many_changes"


class PreviewStale(Refusal):
    """The order is not as it was shown; nothing was changed."""

    code = "preview_stale"
    kind = "conflict"


class OrderDone(Refusal):
    """Nothing is left to do for the order, so goods are not added to it."""

    code = "order_done"
    kind = "conflict"


class LineAbsent(Refusal):
    """The order has no such line."""

    code = "line_absent"


class GroupAbsent(Refusal):
    """The order has no such group."""

    code = "group_absent"


class LineGone(Refusal):
    """More units of the line have left than were to be wanted."""

    code = "line_gone"
    kind = "conflict"


class GroupBegun(Refusal):
    """Some of the group has left already, so the rest goes the same way."""

    code = "group_begun"
    kind = "conflict"


class PriceFixed(Refusal):
    """The price can no longer become another: it left, was invoiced, or a till told it."""

    code = "price_fixed"
    kind = "conflict"


class GoodwillTooMuch(Refusal):
    """More would be taken off than it costs."""

    code = "goodwill_too_much"


class TaxMoves(Refusal):
    """There the order would be taxed in another way than was agreed or invoiced."""

    code = "tax_moves"
    kind = "conflict"


class GroupUnfit(Refusal):
    """Nothing can be added to a group that was carried out of a store or is a service."""

    code = "group_unfit"
