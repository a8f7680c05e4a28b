"""Forgetting a person: who she is, and what her orders and all that was written about them say.

She is forgotten at once, or as soon as the last of her orders has gone out: until then its goods
need an address, and the contract a party (GDPR article 17 (3) b).
"""

from collections.abc import Sequence

from paraguas.baskets.actions.forget_baskets import forget_baskets
from paraguas.customers.actions.erase_person import erase_person
from paraguas.customers.model import Record
from paraguas.customers.queries import records_named, records_of_person
from paraguas.journeys.people.erasure import (
    TIMER,
    Erasure,
    orders_of,
    points_of,
    tell_erasure,
    whose,
)
from paraguas.journeys.quotes.quoting import contents_of
from paraguas.orders.actions.forget_people import forget_people
from paraguas.orders.model import PlacedOrder
from paraguas.orders.rules.finding import contact_keys
from paraguas.orders.rules.standing import gone_at, is_on_its_way
from paraguas.plumbing import chores
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.scrubbing import ERRAND
from paraguas.plumbing.seals import forget_about
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.preferences.actions.ask_erasure import ask_erasure as wish_erasure
from paraguas.quotes.queries import quotes_of, quotes_without_order
from paraguas.values.ids import RecordId
from paraguas.values.stamp import Stamp


def ask_erasure(tx: Tx, stamp: Stamp, person_id: str) -> Erasure:
    """Forget a person now, or leave that to the worker until nothing of hers is on its way.

    Asked again while it waits, it tells the same.  Refuses PersonUnknown and CustomerErased.
    """
    known = records_of_person(tx, person_id)
    hers = orders_of(tx, known.values())
    her_id = whose(known)
    if not any(map(is_on_its_way, hers)):
        _erase(tx, stamp, her_id, known, hers)
    elif not chores.waiting(tx, her_id, TIMER):
        until_at = gone_at(hers, stamp.at)
        live = [name for name, one in known.items() if one.traits is not None]
        wish_erasure(tx, stamp, her_id, live, until_at)
        # Written at once, so that it can be told.
        tx.later(stamp, TIMER, her_id, {"records": live}, due_at=until_at)
        return tell_erasure(tx, her_id, until_at=until_at)
    return tell_erasure(tx, her_id)


def erase_in_time(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Forget the records a person had when she asked, or look again a day later.

    Whoever was merged with her since then is not forgotten; whoever was parted from her is.
    """
    asked = records_named(tx, chore.read()["records"])
    live = {name: one for name, one in asked.items() if one.traits is not None}
    hers = orders_of(tx, live.values())
    if any(map(is_on_its_way, hers)):
        tx.later(stamp, TIMER, chore.subject, chore.read(), due_at=gone_at(hers, stamp.at))
    elif live:
        _erase(tx, stamp, next(iter(live)), live, hers)


def _erase(
    tx: Tx,
    stamp: Stamp,
    person_id: str,
    records: dict[RecordId, Record],
    hers: Sequence[PlacedOrder],
) -> None:
    quoted = _quotes_of(tx, records, hers)
    erase_person(tx, stamp, person_id, only=records)
    forget_people(tx, [one.order_id for one in hers], secret=secret(tx, "contact"))
    forget_baskets(tx, [one.basket_id for one in hers if one.basket_id])
    forget_about(tx, [*(one.order_id for one in hers), *quoted, *records])
    tx.later(stamp, ERRAND, person_id, {}, due_at=stamp.at)


def _quotes_of(
    tx: Tx, records: dict[RecordId, Record], hers: Sequence[PlacedOrder]
) -> Sequence[str]:
    """Find the quotes her orders came of, and those made out to her that became none."""
    key = secret(tx, "contact")
    her_keys = {
        each for one in records.values() for point in points_of(one)
        for each in contact_keys(point, key)
    }  # fmt: skip
    offered = [
        one
        for one in quotes_without_order(tx)
        if not her_keys.isdisjoint(contact_keys(contents_of(one).person, key))
    ]
    return [one.quote_id for one in (*offered, *quotes_of(tx, [one.order_id for one in hers]))]
