"""Take in what sources tell of people, each for itself: one that is refused leaves nothing."""

from collections.abc import Sequence

from paraguas.customers.actions import record_customers
from paraguas.customers.model import Incoming
from paraguas.customers.queries import SECRET, matcher
from paraguas.customers.rules.arriving import Arrival, make_ready
from paraguas.customers.rules.deciding import Ground, Taken
from paraguas.customers.rules.naming import Nicknames
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PersonId, RecordId
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

Told = tuple[RecordId, PersonId, bool]
"""The record, whose it is, and whether it said anything new."""


def take_in(tx: Tx, items: Sequence[tuple[Stamp, Incoming]]) -> list[Told | Refusal]:
    """Record them in their order; gives for each what became of it, or why it was refused.

    Announces customer.recorded.v1.  Refuses CustomerEmpty, and CustomerErased for imports.
    """
    key, nicknames = secret(tx, SECRET), matcher().nicknames
    ready = [_or_refusal(incoming, nicknames, key) for _, incoming in items]
    arrivals = [one for one in ready if isinstance(one, Arrival)]
    if not arrivals:
        return [one for one in ready if isinstance(one, Refusal)]
    first = items[0][0]
    ground = record_customers.slice(tx, arrivals, draw=first.ids.next, at=first.at)
    outcomes: list[Taken | Refusal] = []
    for (stamp, _), one in zip(items, ready, strict=True):
        ground, outcome = _decided(ground, one, RecordId(stamp.ids.next()))
        outcomes.append(outcome)
    pairs = zip(items, outcomes, strict=True)
    taken = [(stamp, one) for (stamp, _), one in pairs if isinstance(one, Taken)]
    record_customers.write(tx, ground, taken)
    return [_told(ground, one) for one in outcomes]


def _or_refusal(incoming: Incoming, nicknames: Nicknames, key: str) -> Arrival | Refusal:
    try:
        return make_ready(incoming, nicknames, key)
    except Refusal as refusal:
        return refusal


def _decided(
    ground: Ground, one: Arrival | Refusal, record_id: RecordId
) -> tuple[Ground, Taken | Refusal]:
    if isinstance(one, Refusal):
        return ground, one
    try:
        return record_customers.decide(ground, one, record_id)
    except Refusal as refusal:
        return ground, refusal


def _told(ground: Ground, one: Taken | Refusal) -> Told | Refusal:
    if isinstance(one, Refusal):
        return one
    person_id = ground.person(one.record_id) or one.person_id
    assert person_id is not None
    return one.record_id, person_id, one.change is not None
