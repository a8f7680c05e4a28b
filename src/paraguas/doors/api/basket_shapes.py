"""Baskets as they come in and go out."""

from typing import Annotated

import msgspec
from msgspec import Struct

from paraguas.doors.api.problem import Problem, problem_of
from paraguas.journeys.baskets.baskets import BasketStanding, ToldKept
from paraguas.journeys.baskets.goods import contents_of
from paraguas.orders.model import (
    Contents,
    Line,
    Person,
    Promise,
    WishedGroup,
    WishedLine,
    WishedTender,
)
from paraguas.promotions.model import KeptShare
from paraguas.values.limits import MOST_COUPONS

Lines = Annotated[tuple[WishedLine, ...], msgspec.Meta(max_length=2000)]
Groups = Annotated[tuple[WishedGroup, ...], msgspec.Meta(max_length=50)]
Code = Annotated[str, msgspec.Meta(max_length=40)]
Version = Annotated[int, msgspec.Meta(ge=1)]


class ContentsIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What is in a basket: all of it, each time.

    groups: how lines reach the person; while none is given, goods are held as if shipped.
    coupons: codes that open promotions.  loyalty: number of the member's account of points.
    version: the one the change was made on, where it is not sent as If-Match.
    """

    lines: Lines = ()
    groups: Groups = ()
    person: Person = msgspec.field(default_factory=Person)
    language: Annotated[str, msgspec.Meta(max_length=16)] = ""
    coupons: Annotated[tuple[Code, ...], msgspec.Meta(max_length=MOST_COUPONS)] = ()
    loyalty: Code = ""
    version: Version | None = None

    @property
    def contents(self) -> Contents:
        """Give them as the basket keeps them."""
        told = (self.lines, self.groups, self.person, self.language)
        return Contents(*told, self.coupons, self.loyalty)


class BasketIn(ContentsIn, kw_only=True):
    """A basket to open.  channel: only for keys that serve all doors."""

    market: Annotated[str, msgspec.Meta(min_length=1, max_length=24)]
    channel: Annotated[str, msgspec.Meta(max_length=24)] = ""


class HandOverIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Where the basket goes on.  channel: only for keys that serve all doors, and customers."""

    channel: Annotated[str, msgspec.Meta(max_length=24)] = ""


class CompletionIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How the basket is paid.  place: code of the store it is paid in.

    loyalty: number of the account of points it earns on.

    version: the one the buyer saw, where it is not sent as If-Match; without it the basket is
    taken as it is.
    """

    tenders: Annotated[tuple[WishedTender, ...], msgspec.Meta(max_length=20)] = ()
    place: Code = ""
    loyalty: Code = ""
    version: Version | None = None


class HeldOut(Struct, frozen=True):
    """Units held for the basket at a place, until an instant."""

    sku_id: str
    place: str
    quantity: int
    until: int


class QuoteOut(Struct, frozen=True):
    """What the basket would come to, completed now; amounts in minor units.

    taken: what promotions take off which line, in words of the basket's language.
    """

    currency: str
    lines: tuple[Line, ...]
    goods_minor: int
    tax_minor: int
    total_minor: int
    discount_minor: int
    taken: tuple[KeptShare, ...]
    promises: tuple[Promise, ...]


class BasketOut(Struct, frozen=True):
    """A basket as it stands.

    token: whoever shows it in X-Basket-Token may go on with the basket without a key.
    on_order: what is kept for it of goods that are not there yet.
    problem: why it cannot become an order as it is; the next step is in its words.
    """

    basket_id: str
    version: int
    status: str
    channel: str
    market: str
    owner: str
    token: str
    opened_at: int
    changed_at: int
    expires_at: int
    order_id: str | None
    contents: Contents
    held: tuple[HeldOut, ...]
    on_order: tuple[ToldKept, ...]
    quote: QuoteOut | None
    problem: Problem | None


def basket_out(standing: BasketStanding, language: str) -> BasketOut:
    """Show a basket to a reader of a language."""
    basket = standing.basket
    return BasketOut(
        *(basket.basket_id, basket.version, basket.status.value, basket.channel, basket.market),
        *(basket.owner, basket.token, basket.opened_at, basket.changed_at, basket.expires_at),
        *(basket.order_id, contents_of(basket)),
        held=tuple(
            HeldOut(hold.sku_id, place.code, hold.quantity, hold.expires_at)
            for hold in standing.holds
            if (place := standing.network.place(hold.place_id))
        ),
        on_order=standing.on_order,
        quote=_quote(standing),
        problem=problem_of(standing.problem, language) if standing.problem else None,
    )


def _quote(standing: BasketStanding) -> QuoteOut | None:
    if standing.goods is None:
        return None
    drafted = standing.goods.drafted
    sums = drafted.sums
    return QuoteOut(
        *(drafted.bearings.market.currency, drafted.lines),
        *(sums.goods_minor, sums.tax_minor, sums.total_minor, sums.discount_minor),
        drafted.taken.kept,
        tuple(drafted.supply.promises),
    )
