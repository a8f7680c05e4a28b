"""Record what sources tell of people, many at once: who it is, is decided as it is written."""

from collections.abc import Callable, Sequence

from paraguas.customers.events import CustomerRecorded, CustomerUnlinked
from paraguas.customers.model import Record
from paraguas.customers.queries import ask_ground
from paraguas.customers.rules.arriving import Arrival
from paraguas.customers.rules.deciding import Ground, Taken
from paraguas.customers.rules.telling import told
from paraguas.customers.store import matching, records
from paraguas.customers.store.around import keep_persons
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import RecordId
from paraguas.values.stamp import Stamp


def slice(tx: Tx, arrivals: Sequence[Arrival], *, draw: Callable[[], str], at: int) -> Ground:
    """Read all that deciding about arrivals needs: who shares their keys, and whom that is.

    draw: gives ids for decisions.
    """
    return ask_ground(tx, arrivals, draw=draw, at=at)()


def decide(ground: Ground, arrival: Arrival, record_id: RecordId) -> tuple[Ground, Taken]:
    """Decide whose record it is; refuses to import whom somebody erased."""
    return ground, ground.take(arrival, record_id)


def write(tx: Tx, ground: Ground, taken: Sequence[tuple[Stamp, Taken]]) -> None:
    """Write records, their places in the index, decisions, and whose each record is now.

    Announces customer.recorded.v1 for each that is new.  Raises StaleSlice where another process
    wrote near it meanwhile.
    """
    new = [(stamp, one) for stamp, one in taken if one.change is not None]
    hood = ground.hood
    rows = [(_record(ground, one), one.arrival.content_key, one.before) for _, one in new]
    records.add_records(tx, rows)
    matching.place(tx, [each for _, one in new if one.change for each in one.change.placed])
    added = {name for _, one in new if one.change for name in one.change.added}
    gone = {name for _, one in new if one.change for name in one.change.retracted}
    matching.add_links(tx, (hood.links[name] for name in sorted(added)))
    matching.retract_links(tx, (hood.links[name] for name in sorted(gone - added)))
    homes = ((one.arrival.household_key, one.record_id) for _, one in new)
    matching.add_households(tx, [(home, record) for home, record in homes if home])
    keep_persons(tx, ground)
    for stamp, one in new:
        _announce(tx, stamp, ground, one)


def _record(ground: Ground, one: Taken) -> Record:
    said = one.arrival.incoming
    return Record(
        record_id=one.record_id,
        person_id=ground.hood.records[one.record_id].person_id,
        source_key=one.arrival.source_key,
        source=said.source,
        system=said.system,
        at=said.at,
        external=said.external,
        details=said.details,
        traits=one.arrival.traits,
    )


def _announce(tx: Tx, stamp: Stamp, ground: Ground, one: Taken) -> None:
    assert one.change is not None
    said, links = one.arrival.incoming, ground.hood.links
    fact = CustomerRecorded(
        *(one.record_id, ground.hood.records[one.record_id].person_id),
        *(said.source.value, said.system),
        links=tuple(told(links[name]) for name in one.change.added),
    )
    tx.announce(stamp, one.record_id, fact)
    for name in one.change.retracted:
        tx.announce(stamp, links[name].left, CustomerUnlinked(told(links[name])))
