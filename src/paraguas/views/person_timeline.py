"""What happened with a person, told in words: her orders and all that came of them, and herself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from paraguas.customers.queries import records_of_person
from paraguas.network.queries import Network, network
from paraguas.orders.model import PlacedOrder
from paraguas.orders.queries import orders
from paraguas.plumbing.facts import facts
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.staff.queries import directory
from paraguas.values.ids import OrderId, is_id
from paraguas.values.refusal import Malformed
from paraguas.values.words import Words
from paraguas.views.order_timeline import Happening, Reading, happening
from paraguas.views.persons_orders import orders_of_person
from paraguas.views.timeline import read_fact

MOST_ORDERS = 1_000
"""Of so many orders of hers, the newest, facts are told."""

_AFTER_ALL = "f" * 32
_PAGE = Prepared(
    select(facts)
    .where(facts.c.stream_id.in_(bindparam("streams", expanding=True)))
    .where(facts.c.fact_id < bindparam("before"))
    .order_by(facts.c.fact_id.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class PersonHappening:
    """A line of a person's life with the brand; of an order where it has a number."""

    order_id: str | None
    number: str | None
    told: Happening


@dataclass(frozen=True, slots=True)
class PersonTimeline:
    """The newest first; `next` is the cursor of the page before these, if there is."""

    happenings: tuple[PersonHappening, ...]
    next: str | None


def person_timeline(
    tx: Tx, person_id: str, *, language: str, before: str = "", most: int = 50
) -> PersonTimeline:
    """Tell what happened with a person, the newest first, by the id of any record of hers.

    Raises PersonUnknown, and Malformed for a cursor that is none.
    """
    if before and not is_id(before):
        raise Malformed(where="before", problem="not a cursor of a page")
    own = list(records_of_person(tx, person_id))
    hers = orders_of_person(tx, own, most=MOST_ORDERS)
    asked = {"streams": [*own, *hers], "before": before or _AFTER_ALL, "most": most + 1}
    rows = tx.all(_PAGE, **asked)
    shown = rows[:most]
    told = _Telling(tx, language, shown)
    return PersonTimeline(
        tuple(map(told.tell, shown)), shown[-1].fact_id if len(rows) > most else None
    )


class _Telling:
    """What a page of facts is told with: the orders they are of, and each market's clock."""

    def __init__(self, tx: Tx, language: str, rows: Sequence[Any]) -> None:
        self._language = language
        self._net: Network = network(tx)
        streams = dict.fromkeys(OrderId(row.stream_id) for row in rows)
        self._orders = {one.order_id: one for one in orders(tx, list(streams))}
        self._names = {actor.code: actor.name for actor in directory(tx).actors}
        self._plain = Reading(self._words(None), self._net, {}, self._names)
        self._readings: dict[str, Reading] = {}

    def tell(self, row: Any) -> PersonHappening:
        placed = self._orders.get(row.stream_id)
        fact = read_fact(row)
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
