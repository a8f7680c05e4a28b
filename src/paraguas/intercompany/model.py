"""The nouns of intercompany."""

from enum import StrEnum

from msgspec import Struct

from paraguas.values.ids import EntityId, OrderId, SkuId


class EntryKind(StrEnum):
    """What one entity did for another."""

    GOODS = "goods"
    GOODS_BACK = "goods_back"
    REFUND = "refund"


class PriceRule(Struct, frozen=True, gc=False, kw_only=True):
    """What goods are charged at between two entities; the first rule that fits decides.

    seller, server: codes of the entity that sold and the one that serves; empty fits any.  sku: its
    code; empty fits any.  share_pcm: of the net price, in thousandths of a percent.  unit_minor:
    what one unit costs, in `currency`; it fits orders in that currency only.
    """

    seller: str = ""
    server: str = ""
    sku: str = ""
    share_pcm: int | None = None
    unit_minor: int | None = None
    currency: str = ""


class PriceRules(Struct, frozen=True, gc=False):
    """A version of the transfer prices; version 0 has none, so goods go at their net price."""

    rules: tuple[PriceRule, ...] = ()
    version: int = 0


class Served(Struct, frozen=True, gc=False):
    """Units of a line that went between two entities, and their net price.

    units: in the SKU's unit, below 0 where it was undone; net_minor has the same sign.  per: the
    units one piece stands for, as grams in a kilogram.
    """

    line_no: int
    sku_id: SkuId
    code: str
    units: int
    per: int
    net_minor: int


class PricedLine(Struct, frozen=True, gc=False):
    """What units of a line are charged at; rule_no counts from 1, 0 is the net price."""

    line_no: int
    sku: str
    units: int
    rule_no: int
    amount_minor: int


class Entry(Struct, frozen=True, gc=False):
    """What `debtor_id` owes `creditor_id` (below 0 the reverse) for one thing that happened.

    cause_id: counts once with its kind.  subject_id: the fulfilment or return.
    """

    cause_id: str
    kind: EntryKind
    creditor_id: EntityId
    debtor_id: EntityId
    order_id: OrderId
    order_number: str
    subject_id: str
    amount_minor: int
    currency: str
    at: int
    lines: tuple[PricedLine, ...] = ()
    prices_version: int = 0


class Leg(Struct, frozen=True, gc=False):
    """An entry as one of the two sees it: above 0 the other owes it."""

    entity_id: EntityId
    cause_id: str
    kind: EntryKind
    other_id: EntityId
    order_id: OrderId
    order_number: str
    subject_id: str
    amount_minor: int
    currency: str
    at: int
    lines: tuple[PricedLine, ...]
    prices_version: int


class Balance(Struct, frozen=True, gc=False):
    """What one entity has of another in a currency: before a month, moved in it, and after."""

    currency: str
    before_minor: int
    moved_minor: int

    @property
    def after_minor(self) -> int:
        """What is owed at the end."""
        return self.before_minor + self.moved_minor


class SavedPrices(Struct, frozen=True, gc=False):
    """A version of the transfer prices with who saved it, when and why."""

    prices: PriceRules
    saved_at: int
    saved_by: str
    reason: str
