"""Terms of back-orders as the brand's people set them, by codes; and who waits of an order."""

from datetime import date

from msgspec import Struct

from paraguas.backorders.actions.set_terms import set_terms
from paraguas.backorders.model import Authorise, Terms
from paraguas.backorders.queries import terms_of, waits_of
from paraguas.journeys.stock.codes import code_of_place, code_of_sku, place_of, sku_of
from paraguas.network.errors import MarketUnknown
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.errors import PlaceUnfit
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


class Terming(Struct, frozen=True):
    """Terms of a SKU in a market from now on; all off takes them away.

    place: code of the place that serves the cap.
    """

    stamp: Stamp
    sku: str
    market: str
    against_supply: bool
    cap: int
    place: str
    lead_days: int
    available_on: date | None
    authorise: Authorise


class ToldTerms(Struct, frozen=True):
    """Terms by codes; not `recorded` where they held already."""

    sku: str
    market: str
    against_supply: bool
    cap: int
    place: str | None
    lead_days: int
    available_on: str | None
    authorise: Authorise
    recorded: bool = True


class ToldWait(Struct, frozen=True):
    """Units of a line that wait, or did; place: where they come to."""

    line_no: int
    group_no: int
    sku: str
    quantity: int
    place: str
    asked_at: int
    promised_at: int
    state: str
    ended_at: int | None


def rule_terms(tx: Tx, item: Terming) -> ToldTerms:
    """Set terms; refuses what they name and is not there, or ships and hands over nothing."""
    if network(tx).market(item.market) is None:
        raise MarketUnknown(market=item.market)
    place = place_of(tx, item.place) if item.place else None
    if place and not (place.ships or place.picks_up):
        raise PlaceUnfit(place=place.name, market=item.market)
    terms = Terms(
        sku_of(tx, item.sku),
        item.market,
        item.against_supply,
        item.cap,
        place.place_id if place else None,
        item.lead_days,
        item.available_on.isoformat() if item.available_on else None,
        item.authorise,
    )
    return _told(tx, terms, recorded=set_terms(tx, item.stamp, terms))


def told_terms(tx: Tx, sku: str) -> list[ToldTerms]:
    """Tell the terms of a SKU (code or GTIN), market by market."""
    return [_told(tx, one) for one in terms_of(tx, sku_of(tx, sku))]


def told_waits(tx: Tx, order_id: str) -> list[ToldWait]:
    """Tell what of an order waits for supply, or did."""
    order = orders.order(tx, order_id)
    return [
        ToldWait(
            *(one.line_no, one.group_no, code_of_sku(tx, one.sku_id), one.quantity),
            *(code_of_place(tx, one.place_id), one.asked_at, one.promised_at),
            *(one.state.value, one.ended_at),
        )
        for one in waits_of(tx, [order.order_id])
    ]


def _told(tx: Tx, one: Terms, *, recorded: bool = True) -> ToldTerms:
    return ToldTerms(
        *(code_of_sku(tx, one.sku_id), one.market, one.against_supply, one.cap),
        *(code_of_place(tx, one.place_id) if one.place_id else None, one.lead_days),
        *(one.available_on, one.authorise),
        recorded=recorded,
    )
