"""Returns as cases of the policy book: what an order, its goods and its person tell of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paraguas.journeys.returning.book import Contract, ask_book
from paraguas.journeys.returning.lines import sold_lines
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.model import GroupKind, PlacedLine, PlacedOrder
from paraguas.payments import queries as payments
from paraguas.payments.model import TenderKind
from paraguas.plumbing.tx import Tx
from paraguas.policies.model import Value
from paraguas.policies.queries import policies
from paraguas.policies.rules.deciding import Decider
from paraguas.returns.model import Asked, Ruling
from paraguas.returns.rules.sold import arrived_at, costs_of

_TENDERS: Mapping[TenderKind, str] = {
    TenderKind.CASH: "cash",
    TenderKind.TERMINAL: "terminal",
    TenderKind.GIFT_CARD: "gift_card",
    TenderKind.STORE_CREDIT: "gift_card",
}
"""Tenders in the book's words; all others are like a card."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How units are given back: when it was asked for, by whom, where to if that is known.

    gift: by who was given them.
    """

    asked_at: int
    gift: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What all units of an order share when the book is asked about them."""

    order: PlacedOrder
    decider: Decider
    shared: Mapping[str, Value]
    arrived_at: int | None
    asking: Asking


def rulings(
    tx: Tx, order: PlacedOrder, asked: Sequence[Asked], asking: Asking
) -> tuple[Ruling, ...]:
    """Ask the book the order was placed under about units of its lines, one ruling for each.

    asked: of lines that are there.  Refuses a word the book does not know.
    """
    case = _case(tx, order, asking)
    lines = {entry.line.line_no: entry for entry in order.lines if not entry.line.service}
    costs = costs_of(sold_lines(order), [(one.line_no, one.units) for one in asked])
    return tuple(
        ask_book(
            *(tx, case.decider, case.shared, _contract(tx, case, lines[one.line_no]), one),
            amount_minor=cost,
        )
        for one, cost in zip(asked, costs, strict=True)
    )


def _case(tx: Tx, order: PlacedOrder, asking: Asking) -> Case:
    decider = policies(tx).decider(tx, order.policy_version)
    channel = network(tx).channel(order.channel)
    on_site = channel is not None and channel.on_site
    tenders = payments.book(tx, order.order_id).tenders
    shared: dict[str, Value] = {
        "contract_form": "on_premises" if on_site else "distance",
        "tier": "none",
        "informed": True,
        "policy_posted": True,
        "sold_at_home": False,
        "receipt": True,
        "repaired": False,
        "goods": "goods",
        "gift": asking.gift,
        "tender": _TENDERS.get(tenders[0].kind, "card") if tenders else "card",
        "place_kind": asking.place.kind.value if asking.place else "warehouse",
    }
    log = [(one.counter, one.at, one.lines) for one in orders.actions(tx, order.order_id)]
    arrived = arrived_at(sold_lines(order), log)
    return Case(order, decider, shared, arrived, asking)


def _contract(tx: Tx, case: Case, entry: PlacedLine) -> Contract:
    order = case.order
    country, region = _law_of(tx, order, entry)
    return Contract(
        sku_id=entry.line.sku_id,
        country=country,
        region=region,
        contracted_at=order.placed_at,
        arrived_at=case.arrived_at,
        asked_at=case.asking.asked_at,
        currency=order.currency,
        language=order.language,
    )


def _law_of(tx: Tx, order: PlacedOrder, entry: PlacedLine) -> tuple[str, str]:
    """Tell country and region whose law a line was sold under: where it goes, or was bought."""
    net = network(tx)
    group = next(one for one in order.groups if one.group_no == entry.line.group_no)
    market = net.market(order.market)
    home = market.country if market else ""
    if group.kind is GroupKind.SHIP and group.address:
        return group.address.country or home, group.address.region
    place = net.place(group.place_id) if group.place_id else None
    return (home, place.address.region) if place else (home, "")
