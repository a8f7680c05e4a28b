"""Promotions, coupons, and what they take off the lines of an order."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from paraguas.values.ids import digest_id

WHOLE_PCM = 100_000
"""A whole in thousandths of a percent."""


class Kind(StrEnum):
    """How a promotion reckons what it takes off."""

    PERCENTAGE = "percentage"
    AMOUNT = "amount"
    PRICE = "price"
    BUY_GET = "buy_get"
    BUNDLE = "bundle"


class Promotion(Struct, frozen=True):
    """A dated reduction in one market.

    titles: language -> what people read.  starts_on, ends_on: days of the market, the last not
    with; None where no end is set; starts_at and ends_at are their midnights.  priority: the lower
    comes first.  percent_pcm: in thousandths of a percent, also what `get` units of buy_get lose.
    amount_minor: once an order, or of each unit.  price_minor: of a unit, or of a bundle of
    `parts` (SKU -> units).  most: so many times an order.  spend_minor: what its scope must cost
    at list prices.  programme and tiers: of members.  places: where it holds, for the reason given;
    everywhere without.  was: the price a SKU is said to have had.  follows: code of the promotion
    it deepens without a break.
    """

    code: str
    market: str
    kind: Kind
    titles: Mapping[str, str]
    starts_on: str
    starts_at: int
    ends_on: str | None = None
    ends_at: int | None = None
    priority: int = 100
    exclusive: bool = False
    percent_pcm: int = 0
    amount_minor: int = 0
    each: bool = False
    price_minor: int = 0
    buy: int = 0
    get: int = 0
    parts: Mapping[str, int] = field(default_factory=dict)
    most: int | None = None
    skus: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    spend_minor: int = 0
    coupon: bool = False
    programme: str = ""
    tiers: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    reason: str = ""
    was: Mapping[str, int] = field(default_factory=dict)
    follows: str = ""
    version: int = 1

    def runs(self, at: int) -> bool:
        """Whether it is in force at an instant."""
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)

    def title(self, language: str) -> str:
        """Give what people read, in a language or in one there is."""
        titles = self.titles
        return titles.get(language) or titles.get("en") or next(iter(titles.values()), self.code)

    @property
    def public(self) -> bool:
        """Whether everybody who buys a single unit has it, so that it makes a price of its own."""
        asks = self.coupon or self.programme or self.spend_minor or self.places
        single = self.kind in (Kind.PERCENTAGE, Kind.PRICE) or (
            self.kind is Kind.AMOUNT and self.each
        )
        return single and not asks


class Differing(StrEnum):
    """What is otherwise at one door or place than at all others."""

    PRICE = "price"
    MISSING = "missing"


class Difference(Struct, frozen=True):
    """A SKU that costs something else, or is not sold, at a place or a channel, and why.

    amount_minor: the price there, for as many units as the listed one.  starts_on, ends_on: days of
    the market, the last not with it; starts_at and ends_at are their midnights.
    """

    kind: Differing
    sku: str
    market: str
    place: str
    channel: str
    reason: str
    starts_on: str
    ends_on: str
    starts_at: int
    ends_at: int
    amount_minor: int | None = None

    def runs(self, at: int) -> bool:
        """Whether it holds at an instant."""
        return self.starts_at <= at < self.ends_at

    @property
    def difference_id(self) -> str:
        """Its id: one thing differs in one way at one door."""
        return digest_id("difference", self.kind.value, self.sku, self.market, self.door)

    @property
    def door(self) -> str:
        """Where it holds, as one word."""
        return self.place or self.channel


class Goods(Struct, frozen=True, gc=False):
    """A line as promotions see it.

    code: of the SKU; of what is part of a listed bundle, of that.  per: its price is for so many
    units; 0 where it has none of its own.  worth_minor: at list prices.  counted: sold by the piece
    and alone, not by weight nor in a listed bundle.
    """

    line_no: int
    code: str
    product: str
    department: str
    quantity: int
    per: int
    worth_minor: int
    counted: bool = True


class Buyer(Struct, frozen=True):
    """What is known of whoever buys that a promotion may ask for.

    coupons: promotion -> the coupon brought for it.
    """

    place: str = ""
    programme: str = ""
    tier: str = ""
    coupons: Mapping[str, str] = field(default_factory=dict)


class Share(Struct, frozen=True, gc=False):
    """What a promotion took off one line; coupon: the code that opened it."""

    line_no: int
    promotion: str
    amount_minor: int
    coupon: str = ""


class KeptShare(Struct, frozen=True, gc=False):
    """A share as it was frozen with its order; title: in the order's language."""

    line_no: int
    promotion: str
    version: int
    title: str
    amount_minor: int
    coupon: str


class Coupon(Struct, frozen=True, gc=False):
    """A code for a promotion: good for so many orders, or so many of one person; None: any number.

    expires_at: when it is over, if before the promotion is.
    """

    coupon_id: str
    code: str
    promotion: str
    uses: int | None = None
    per_person: int | None = None
    expires_at: int | None = None
    used: int = 0


def plain_code(code: str) -> str:
    """Write a coupon as it is kept, however it was typed."""
    return "".join(code.split()).replace("-", "").upper()


def coupon_id_of(code: str) -> str:
    """Give the id of a coupon."""
    return digest_id("coupon", plain_code(code))
