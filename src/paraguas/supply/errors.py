"""Refusals of supply; `sku` is an id until a journey names it for people."""

from paraguas.values.refusal import Refusal


class PurchaseOrderUnknown(Refusal):
    """There is no such purchase order, or it is for another place."""

    code = "purchase_order_unknown"
    kind = "absent"


class PurchaseOrderReused(Refusal):
    """The supplier announced other goods under this reference before."""

    code = "purchase_order_reused"
    kind = "conflict"


class PurchaseOrderNotOpen(Refusal):
    """Nothing of the purchase order is expected any more."""

    code = "purchase_order_not_open"
    kind = "conflict"


class PurchaseOrderBegun(Refusal):
    """Units of the purchase order came already, so it cannot be cancelled."""

    code = "purchase_order_begun"
    kind = "conflict"


class PurchaseOverReceived(Refusal):
    """More of a SKU came than was announced and the order's tolerance allows."""

    code = "purchase_over_received"
    kind = "conflict"


class PurchaseBelowReceived(Refusal):
    """The supplier's change leaves fewer units of a SKU than came already."""

    code = "purchase_below_received"
    kind = "conflict"


class ReceiptReused(Refusal):
    """A receipt was recorded before under this name, with other units."""

    code = "receipt_reused"
    kind = "conflict"


class SupplyUnexplained(Refusal):
    """Something is given up or set right without a reason."""

    code = "supply_unexplained"


class FeedSequenceReused(Refusal):
    """The feed told something else under this sequence before."""

    code = "feed_sequence_reused"
    kind = "conflict"


class FeedNumberUnknown(Refusal):
    """The feed has not said how many of this SKU there are."""

    code = "feed_number_unknown"
    kind = "absent"


class FeedDifferenceMoved(Refusal):
    """The difference is another one by now."""

    code = "feed_difference_moved"
    kind = "conflict"


class StockRuleMalformed(Refusal):
    """A rule of stock keeps back less than nothing, or its levels do not rise."""

    code = "stock_rule_malformed"


class StockRuleUnknown(Refusal):
    """A rule of stock names a place, channel, market or category that is not there."""

    code = "stock_rule_unknown"
