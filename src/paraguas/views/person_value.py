"""Where a person stands with the brand, and what she may be worth: recency, frequency, money.

An estimate in integers, plain enough to be told to her.  How often: her orders and one more, over
the days she is known and one year more, so that who bought once is not thought to buy daily.
Whether she still buys: certain until the gap since her last order is as long as her usual one,
after that as usual gap : gap.  What it is worth: the next year's orders times that times what an
order of hers is worth.  The shape is that of BG/NBD (Fader, Hardie and Lee 2005) with the fit left
out: no parameter is learned from other people.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from paraguas.customers.queries import records_of_person
from paraguas.orders.model import PlacedOrder
from paraguas.orders.queries import orders
from paraguas.plumbing.tx import Tx
from paraguas.values.money import share_of
from paraguas.values.time import DAY
from paraguas.views.persons_orders import orders_of_person

YEAR = 365
NEW_DAYS, MILLE = 90, 1_000
_LATE, _LOST = 2, 4
"""So many usual gaps after her last order she is at risk, and lost."""


class Stage(StrEnum):
    """Where a person stands."""

    PROSPECT = "prospect"
    NEW = "new"
    ACTIVE = "active"
    AT_RISK = "at_risk"
    LAPSED = "lapsed"


class Bought(Struct, frozen=True):
    """An order as far as its goods were kept."""

    at: int
    currency: str
    kept_minor: int


class PersonValue(Struct, frozen=True):
    """What is told of a person, as of an instant.

    frequency: orders of which anything was kept.  recency_days: since the last of them.
    gap_days: usual days between them; a year where there is one.  spent_minor, year_minor: what was
    kept and what the next year may bring, by currency.  year_orders_mille: orders expected of the
    next year if she still buys; alive_mille: how sure that is; both in thousandths.
    """

    as_of: int
    stage: Stage
    frequency: int
    first_at: int | None
    last_at: int | None
    recency_days: int | None
    gap_days: int
    spent_minor: Mapping[str, int]
    alive_mille: int
    year_orders_mille: int
    year_minor: Mapping[str, int]


def person_value(tx: Tx, person_id: str, at: int, *, most: int = 1_000) -> PersonValue:
    """Value a person by the id of any record of hers, on her newest orders; PersonUnknown."""
    own = list(records_of_person(tx, person_id))
    found = orders(tx, orders_of_person(tx, own, most=most))
    return value_of([_bought(one) for one in found], at)


def value_of(bought: Sequence[Bought], at: int) -> PersonValue:
    """Value somebody by what she bought, as of an instant; nothing of later counts."""
    kept = sorted((b for b in bought if b.kept_minor > 0 and b.at <= at), key=lambda b: b.at)
    if not kept:
        return PersonValue(at, Stage.PROSPECT, 0, None, None, None, YEAR, {}, 0, 0, {})
    many, first, last = len(kept), kept[0].at, kept[-1].at
    recency, known = (at - last) // DAY, (at - first) // DAY
    gap = max(1, (last - first) // DAY // (many - 1)) if many > 1 else YEAR
    alive = MILLE if recency <= gap else MILLE * gap // recency
    yearly = (many + 1) * YEAR * MILLE // (known + YEAR)
    spent = {
        currency: sum(one.kept_minor for one in kept if one.currency == currency)
        for currency in sorted({one.currency for one in kept})
    }
    brings = {
        currency: minor * yearly * alive // (many * MILLE * MILLE)
        for currency, minor in spent.items()
    }
    stage = _stage(many, recency, gap)
    return PersonValue(at, stage, many, first, last, recency, gap, spent, alive, yearly, brings)


def _stage(many: int, recency: int, gap: int) -> Stage:
    if many == 1 and recency <= NEW_DAYS:
        return Stage.NEW
    if recency <= max(_LATE * gap, NEW_DAYS):
        return Stage.ACTIVE
    return Stage.AT_RISK if recency <= max(_LOST * gap, YEAR) else Stage.LAPSED


def _bought(order: PlacedOrder) -> Bought:
    returned = sum(
        share_of(one.line.amount_minor, 0, one.counters["returned"], one.line.quantity)
        for one in order.lines
    )
    return Bought(order.placed_at, order.currency, order.worth_minor - returned)
