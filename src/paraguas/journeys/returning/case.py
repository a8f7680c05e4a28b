"""Returns as cases of the policy book: what an order, its goods and its person tell of them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from paraguas.claims.model import Claim
from paraguas.claims.queries import claims_of
from paraguas.claims.rules.guaranteeing import reductions, repaired_units
from paraguas.journeys.returning.book import Contract, ask_book, verdicts_on
from paraguas.journeys.returning.lines import sold_lines
from paraguas.journeys.returning.tier import tier_when_bought
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
from paraguas.returns.queries import returns_of
from paraguas.returns.rules.refunding import reductions_kept
from paraguas.returns.rules.ruling import Decided, lowered
from paraguas.returns.rules.sold import arrived_at, costs_of

_TENDERS: Mapping[TenderKind, str] = {
    TenderKind.CASH: "cash",
    TenderKind.TERMINAL: "terminal",
    TenderKind.GIFT_CARD: "gift_card",
    TenderKind.STORE_CREDIT: "gift_card",
}
"""Tenders in the book's words; all others are like a card."""


class Asking(Struct, frozen=True):
    """How units are given back: when it was asked for, by whom, where to if that is known.

    gift: by who was given them.  return_id: of the return this is asked for again.
    """

    asked_at: int
    gift: bool = False
    place: Place | None = None
    return_id: str = ""


class Case(Struct, frozen=True):
    """What all units of an order share when the book is asked about them."""

    order: PlacedOrder
    decider: Decider
    shared: Mapping[str, Value]
    arrived_at: int | None
    asking: Asking
    claims: Sequence[Claim]


def rulings(
    tx: Tx, order: PlacedOrder, asked: Sequence[Asked], asking: Asking
) -> tuple[Ruling, ...]:
    """Ask the book the order was placed under about units of its lines, one ruling for each.

    asked: of lines that are there.  Refuses a word the book does not know.
    """
    case = _case(tx, order, asking)
    costs = costs_of(sold_lines(order), [(one.line_no, one.units) for one in asked])
    kept = reductions(case.claims)
    others = [one for one in returns_of(tx, order.order_id) if one.return_id != asking.return_id]
    taken = reductions_kept(others)
    given = []
    for one, cost in zip(asked, costs, strict=True):
        facts, contract = _of_line(tx, case, one)
        given.append(ask_book(tx, case.decider, facts, contract, one, amount_minor=cost))
    return lowered([one.line_no for one in asked], given, kept, taken)


def guarantee_told(
    tx: Tx, order: PlacedOrder, asked: Asked, asking: Asking, *, repaired: bool = False
) -> tuple[Decided, str]:
    """Ask the same book what is answered for where units do not work, and on which day that is.

    repaired: they were, which the rows about it speak of; so were those of earlier claims.
    """
    case = _case(tx, order, asking)
    [cost] = costs_of(sold_lines(order), [(asked.line_no, asked.units)])
    facts, contract = _of_line(tx, case, asked)
    if repaired:
        facts = {**facts, "repaired": True}
    told, on = verdicts_on(
        *(tx, case.decider, facts, contract, asked), subjects=("warranty",), amount_minor=cost
    )
    return told[0], on


def _case(tx: Tx, order: PlacedOrder, asking: Asking) -> Case:
    decider = policies(tx).decider(tx, order.policy_version)
    channel = network(tx).channel(order.channel)
    on_site = channel is not None and channel.on_site
    tenders = payments.book(tx, order.order_id).tenders
    shared: dict[str, Value] = {
        "contract_form": "on_premises" if on_site else "distance",
        "tier": tier_when_bought(tx, order, decider.book.facts["tier"].values),
        "gift": asking.gift,
        "tender": _TENDERS.get(tenders[0].kind, "card") if tenders else "card",
        "place_kind": asking.place.kind.value if asking.place else "warehouse",
    }
    log = [(one.counter, one.at, one.lines) for one in orders.actions(tx, order.order_id)]
    arrived = arrived_at(sold_lines(order), log)
    return Case(order, decider, shared, arrived, asking, claims_of(tx, order.order_id))


def _of_line(tx: Tx, case: Case, asked: Asked) -> tuple[dict[str, Value], Contract]:
    """Tell the facts and the contract of units of a line; a repair is theirs who were repaired."""
    order = case.order
    entry = next(each for each in order.lines if each.line.line_no == asked.line_no)
    country, region = _law_of(tx, order, entry)
    contract = Contract(
        sku_id=entry.line.sku_id,
        country=country,
        region=region,
        contracted_at=order.placed_at,
        arrived_at=case.arrived_at,
        asked_at=case.asking.asked_at,
        currency=order.currency,
        language=order.language,
    )
    mended = repaired_units(case.claims).get(asked.line_no, 0)
    return {**case.shared, "repaired": asked.units <= mended}, contract


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
