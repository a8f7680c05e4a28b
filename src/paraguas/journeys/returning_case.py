"""Returns as cases of the policy book: what an order, its goods and its person tell of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from paraguas.catalog.queries import catalogue
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.model import GroupKind, PlacedLine, PlacedOrder
from paraguas.orders.rules.returning import age_days, arrived_at, costs_of_returned
from paraguas.payments import queries as payments
from paraguas.payments.model import TenderKind
from paraguas.plumbing.tx import Tx
from paraguas.policies.errors import PolicyFactWrong
from paraguas.policies.model import Book, Occasion, Value, Verdict
from paraguas.policies.queries import policies
from paraguas.policies.rules.deciding import Decider, case_of, jurisdiction_of
from paraguas.policies.rules.judging import judge
from paraguas.returns.model import Asked, Ruling
from paraguas.returns.rules.ruling import Decided, rule
from paraguas.values.time import local_day

SUBJECTS = ("returns", "refunds", "warranty")

_TENDERS: Mapping[TenderKind, str] = {
    TenderKind.CASH: "cash",
    TenderKind.TERMINAL: "terminal",
    TenderKind.GIFT_CARD: "gift_card",
    TenderKind.STORE_CREDIT: "gift_card",
}
"""Tenders in the book's words; all others are like a card."""

_GIFT_MONTHS = (11, 12)
_MOST_AMOUNT = 100_000_000


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
    costs = costs_of_returned(order, [(one.line_no, one.units) for one in asked])
    return tuple(
        _rule(tx, case, lines[one.line_no], one, cost)
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
    arrived = arrived_at(order, orders.actions(tx, order.order_id))
    return Case(order, decider, shared, arrived, asking)


def _rule(tx: Tx, case: Case, entry: PlacedLine, asked: Asked, amount_minor: int) -> Ruling:
    order, book = case.order, case.decider.book
    sku = catalogue(tx).sku(entry.line.sku_id)
    kept = sku.attributes if sku else {}
    facts: dict[str, Value] = {
        **case.shared,
        "category": kept.get("policy_category", "general"),
        "final_sale": kept.get("final_sale") == "true",
        "durable": kept.get("durable") == "true",
        "opened": asked.opened,
        "handling": _known(book, "handling", asked.handling),
        "reason": _known(book, "reason", asked.reason),
        "defect": _known(book, "defect", asked.defect),
        "amount": min(max(0, amount_minor), _MOST_AMOUNT),
    }
    facts, occasion = _on_its_days(tx, case, entry, facts, amount_minor)
    back, money, guarantee = (
        _plain(judge(case.decider, subject, facts, occasion, [order.language]))
        for subject in SUBJECTS
    )
    asked_on = occasion.asked_on.isoformat()
    return rule(
        *(back, money, guarantee), asked_on=asked_on, amount_minor=amount_minor, reason=asked.reason
    )


def _on_its_days(
    tx: Tx, case: Case, entry: PlacedLine, facts: dict[str, Value], amount_minor: int
) -> tuple[dict[str, Value], Occasion]:
    """Complete a case with its law and its days by the midnight of that law."""
    order, book, asked_at = case.order, case.decider.book, case.asking.asked_at
    country, region = _law_of(tx, order, entry)
    zone = book.zones.get(jurisdiction_of(book, country, region), "UTC")
    dated: dict[str, Value] = {
        **facts,
        "gift_season": local_day(order.placed_at, zone).month in _GIFT_MONTHS,
        "days_since_purchase": age_days(order, asked_at),
    }
    return case_of(
        book,
        dated,
        country=country,
        region=region,
        contracted_at=order.placed_at,
        asked_at=asked_at,
        # What has not begun is counted from today, so that it is not over.
        days={"delivered_on": local_day(case.arrived_at or asked_at, zone)},
        amount_minor=amount_minor,
        currency=order.currency,
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


def _known(book: Book, fact: str, word: str) -> str:
    allowed = book.facts[fact].values
    if word not in allowed:
        raise PolicyFactWrong(fact=fact, value=word, allowed=list(allowed))
    return word


def _plain(verdict: Verdict) -> Decided:
    return Decided(
        subject=verdict.subject,
        values=verdict.values,
        clauses=verdict.clauses,
        sums=verdict.sums,
        until={name: day.isoformat() for name, day in verdict.until.items()},
        version=verdict.version,
        content_hash=verdict.content_hash,
        text=verdict.text,
        reasons=verdict.reasons,
        told=msgspec.to_builtins(verdict),
    )
