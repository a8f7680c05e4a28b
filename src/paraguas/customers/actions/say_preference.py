"""Say a preference: how a person wants to be served, in her own words."""

from paraguas.customers.errors import CustomerErased
from paraguas.customers.events import PreferenceSaid
from paraguas.customers.model import Nominee, Statement, StatementKind
from paraguas.customers.queries import records_of_person
from paraguas.customers.store import records, sayings
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def say_preference(
    tx: Tx,
    stamp: Stamp,
    person_id: str,
    kind: StatementKind,
    value: tuple[str, ...] = (),
    *,
    nominee: Nominee | None = None,
    subject: str = "",
) -> Statement:
    """Write down what she said, through which door and when; nothing said takes it back.

    subject: of a nomination that is taken back; a new one is its own.  It is kept with the record
    it was said on, so an unmerge leaves it where it belongs.  Announces
    customer.preference_said.v1.  Refuses PersonUnknown and CustomerErased.
    """
    known = records_of_person(tx, person_id)
    own = known.get(person_id)  # type: ignore[call-overload]
    on = own if own and own.details else next((one for one in known.values() if one.details), None)
    if on is None:
        raise CustomerErased
    statement_id = stamp.ids.next()
    said = Statement(
        statement_id=statement_id,
        record_id=on.record_id,
        kind=kind,
        at=stamp.at,
        door=stamp.by.door,
        actor=stamp.by.actor,
        value=value,
        nominee=nominee,
        subject=subject or (statement_id if nominee else ""),
    )
    sayings.add_statement(tx, said, records.seals_of(tx, [on.record_id])[on.record_id])
    tx.announce(stamp, on.record_id, PreferenceSaid(on.record_id, statement_id, kind.value))
    return said
