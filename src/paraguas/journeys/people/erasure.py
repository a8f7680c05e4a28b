"""What became of a wish to be forgotten: what is gone, what is kept, until when and why."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from paraguas.customers.model import Record
from paraguas.customers.queries import records_of_person
from paraguas.invoices.queries import invoices_of
from paraguas.invoices.rules.retention import kept_until
from paraguas.network.queries import network
from paraguas.orders.model import Person, PlacedOrder
from paraguas.orders.queries import found_by_contact, left_by, orders
from paraguas.orders.rules.standing import is_on_its_way
from paraguas.plumbing import chores
from paraguas.plumbing.replies import readable_until
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PersonId, RecordId
from paraguas.values.time import local_day

TIMER = "timer:erase_person"
"""The chore that forgets a person once nothing of hers is on its way."""


class ErasureState(StrEnum):
    """How far it has come."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    DONE = "done"


class KeptBecause(StrEnum):
    """Why something is kept; the last two hold no word about anybody."""

    TAX_LAW = "tax_law"
    """Whom a document was made out to, sealed under the retention key of the legal entity."""
    REPEATED_REQUESTS = "repeated_requests"
    """Answers to requests, read only by who sends the same request again."""
    SUPPRESSION = "suppression"
    """Keyed hashes of her contact points, so that no import brings her back."""
    BOOKS = "books"
    """Goods, amounts and references of her orders, payments and points."""


class Kept(Struct, frozen=True):
    """What stays: why, the number of the document, and the last day (ISO); None for always."""

    because: KeptBecause
    number: str | None = None
    until_on: str | None = None


class Erasure(Struct, frozen=True):
    """What became of the wish of a person to be forgotten.

    until_at: while it waits for orders (`waiting_for`, their numbers), when it is looked at next.
    records, orders: how many were forgotten.
    """

    person_id: PersonId
    state: ErasureState
    until_at: int | None
    waiting_for: tuple[str, ...]
    records: int
    orders: int
    kept: tuple[Kept, ...]


def tell_erasure(tx: Tx, person_id: str, *, until_at: int | None = None) -> Erasure:
    """Tell what became of it by the id of any record of hers; raises PersonUnknown.

    until_at: of a chore that was left just now.
    """
    known = records_of_person(tx, person_id)
    hers = orders_of(tx, known.values())
    gone = [one for one in known.values() if one.traits is None]
    due = until_at or next(iter(chores.waiting(tx, whose(known), TIMER)), None)
    state = ErasureState.DONE if gone else ErasureState.NOT_ASKED
    if len(gone) < len(known) and due:
        state = ErasureState.WAITING
    waits = state is ErasureState.WAITING
    return Erasure(
        person_id=whose(known),
        state=state,
        until_at=due if waits else None,
        waiting_for=tuple(one.number for one in hers if waits and is_on_its_way(one)),
        records=len(gone),
        orders=sum(one.erased for one in hers),
        kept=_kept(tx, hers, gone) if gone else (),
    )


def orders_of(tx: Tx, records: Iterable[Record]) -> list[PlacedOrder]:
    """Read the orders that left these records, and those whose person is not taken in yet."""
    records = list(records)
    left = left_by(tx, [one.record_id for one in records])
    points = [point for one in records for point in points_of(one)]
    found = orders(tx, found_by_contact(tx, points, secret=secret(tx, "contact")))
    fresh = [one.order_id for one in found if one.record_id is None]
    return orders(tx, sorted({*left, *fresh}))


def points_of(record: Record) -> list[Person]:
    """Give the e-mails and phones of a record, each as an order would bring it."""
    told = record.details
    if told is None:
        return []
    return [
        *(Person(email=one) for one in told.emails),
        *(Person(phone=one) for one in told.phones),
    ]


def whose(known: Mapping[RecordId, Record]) -> PersonId:
    """Tell whose these records are."""
    return next(iter(known.values())).person_id


def _kept(tx: Tx, hers: Sequence[PlacedOrder], gone: Sequence[Record]) -> tuple[Kept, ...]:
    countries = {one.entity_id: one.country for one in network(tx).entities}
    documents = [one for order in hers for one in invoices_of(tx, order.order_id)]
    last = max(one.erased_at or 0 for one in gone)
    return (
        *(
            Kept(
                KeptBecause.TAX_LAW,
                one.number,
                kept_until(one.issued_on, countries.get(one.heading.entity_id, "")).isoformat(),
            )
            for one in documents
        ),
        Kept(
            KeptBecause.REPEATED_REQUESTS,
            until_on=local_day(readable_until(last), "UTC").isoformat(),
        ),
        Kept(KeptBecause.SUPPRESSION),
        Kept(KeptBecause.BOOKS),
    )
