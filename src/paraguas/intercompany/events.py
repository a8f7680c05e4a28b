"""The facts intercompany announces: of entries in the order's stream, of prices in their own."""

from typing import ClassVar

from msgspec import Struct


class IntercompanyEntered(Struct, frozen=True, gc=False):
    """One entity owes another for what happened to an order (amounts below 0: the reverse).

    kind: goods, goods_back or refund.  subject_id: the fulfilment or return.
    """

    name: ClassVar[str] = "intercompany.entered.v1"
    order_id: str
    kind: str
    creditor_id: str
    debtor_id: str
    subject_id: str
    amount_minor: int
    currency: str
    prices_version: int


class IntercompanyPricesSaved(Struct, frozen=True, gc=False):
    """The transfer prices have a new version; the next entry is priced by it."""

    name: ClassVar[str] = "intercompany.prices_saved.v1"
    version: int
    reason: str
