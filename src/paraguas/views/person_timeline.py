"""What happened with a person, told in words: orders and all that came of them, points, herself."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, select, tuple_

from paraguas.customers.events import CustomerLinked, CustomerUnlinked
from paraguas.customers.model import By
from paraguas.customers.queries import links_of_person, records_of_person
from paraguas.loyalty.queries import accounts_linked
from paraguas.network.queries import Network, network
from paraguas.orders.model import PlacedOrder
from paraguas.orders.queries import orders
from paraguas.plumbing.facts import facts
from paraguas.plumbing.journal_seals import open_facts
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.schema import IdType
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.staff.queries import directory
from paraguas.values.ids import OrderId, RecordId, is_id
from paraguas.values.refusal import Malformed
from paraguas.values.words import Words
from paraguas.views.order_timeline import Happening, Reading, happening
from paraguas.views.persons_orders import orders_of_person
from paraguas.views.timeline import Told, read_fact

MOST_ORDERS = 1_000
"""Of so many orders of hers, the newest, facts are told."""

_NEVER = 1 << 62
_INSTANT = 16
"""Hex digits of a cursor that tell an instant; the id of a fact follows."""

_f = facts.c
_EARLIER = tuple_(_f.at, _f.fact_id) < tuple_(bindparam("at"), bindparam("id", type_=IdType))
_PAGE = Prepared(
    select(facts)
    .where(_f.stream_id.in_(bindparam("streams", expanding=True)))
    .where(_EARLIER)
    .order_by(_f.at.desc(), _f.fact_id.desc())
    .limit(bindparam("most"))
)
_DECIDED = Prepared(
    select(facts)
    .where(_f.stream_id.in_(bindparam("streams", expanding=True)))
    .where(_f.name.in_((CustomerLinked.name, CustomerUnlinked.name)))
)


class PersonHappening(Struct, frozen=True):
    """A line of a person's life with the brand; of an order where it has a number."""

    order_id: str | None
    number: str | None
    told: Happening


class PersonTimeline(Struct, frozen=True):
    """What happened last comes first; `next` is the cursor of the page before, if there is."""

    happenings: tuple[PersonHappening, ...]
    next: str | None


def person_timeline(
    tx: Tx, person_id: str, *, language: str, before: str = "", most: int = 50
) -> PersonTimeline:
    """Tell what happened with a person, the newest first, by the id of any record of hers.

    Of all her orders, of the accounts of points linked with her now, and of whom she was made one
    with or parted from.  Raises PersonUnknown, and Malformed for a cursor that is none.
    """
    at, fact_id = _read_cursor(before)
    own = list(records_of_person(tx, person_id))
    accounts = [one.account_id for one in accounts_linked(tx, own)]
    streams = [*own, *accounts, *orders_of_person(tx, own, most=MOST_ORDERS)]
    rows = open_facts(tx, tx.all(_PAGE, streams=streams, at=at, id=fact_id, most=most + 1))
    told = [
        *((row.stream_id, read_fact(row)) for row in rows),
        *(each for each in _decided_elsewhere(tx, own) if _place(each[1]) < (at, fact_id)),
    ]
    told.sort(key=lambda each: _place(each[1]), reverse=True)
    shown = told[:most]
    telling = _Telling(tx, language, shown)
    return PersonTimeline(
        tuple(telling.tell(about, fact) for about, fact in telling.facts),
        _cursor(shown[-1][1]) if len(told) > most else None,
    )


def _decided_elsewhere(tx: Tx, own: Sequence[RecordId]) -> Iterable[tuple[str, Told]]:
    """Read decisions about her that stand with the record of somebody she is not, or not now."""
    decided = (one for one in links_of_person(tx, own) if one.by is By.HUMAN or not one.is_live)
    others = sorted({end for one in decided for end in (one.left, one.right)} - set(own))
    for row in tx.all(_DECIDED, streams=others) if others else ():
        fact = read_fact(row)
        if not {fact.body["link"]["left"], fact.body["link"]["right"]}.isdisjoint(own):
            yield row.stream_id, fact


def _place(fact: Told) -> tuple[int, str]:
    return fact.at, fact.fact_id


def _cursor(fact: Told) -> str:
    return f"{fact.at:0{_INSTANT}x}{fact.fact_id}"


def _read_cursor(text: str) -> tuple[int, str]:
    if not text:
        return _NEVER, "0" * 32
    at, fact_id = text[:_INSTANT], text[_INSTANT:]
    if not (is_id(fact_id) and is_id(at.zfill(32))):
        raise Malformed(where="before", problem="not a cursor of a page")
    return int(at, 16), fact_id


class _Telling:
    """What a page of facts is told with: the orders they are of, and each market's clock."""

    def __init__(self, tx: Tx, language: str, told: Sequence[tuple[str, Told]]) -> None:
        self._language = language
        self._net: Network = network(tx)
        self.facts = [(fact.body.get("order_id") or stream, fact) for stream, fact in told]
        about = dict.fromkeys(OrderId(order_id) for order_id, _ in self.facts)
        self._orders = {one.order_id: one for one in orders(tx, list(about))}
        self._names = {actor.code: actor.name for actor in directory(tx).actors}
        self._plain = Reading(self._words(None), self._net, {}, self._names)
        self._readings: dict[str, Reading] = {}

    def tell(self, about: str, fact: Told) -> PersonHappening:
        placed = self._orders.get(OrderId(about))
        if placed is None:
            return PersonHappening(None, None, happening(fact, "", self._plain))
        reading = self._readings.get(placed.order_id) or self._reading(placed)
        told = happening(fact, placed.currency, reading)
        return PersonHappening(placed.order_id, placed.number, told)

    def _reading(self, placed: PlacedOrder) -> Reading:
        lines: Mapping[int, Any] = {entry.line.line_no: entry.line for entry in placed.lines}
        made = Reading(self._words(placed), self._net, lines, self._names)
        self._readings[placed.order_id] = made
        return made

    def _words(self, placed: PlacedOrder | None) -> Words:
        market = self._net.market(placed.market) if placed else None
        return speak(self._language, *((market.zone, market.country) if market else ("UTC", "")))
