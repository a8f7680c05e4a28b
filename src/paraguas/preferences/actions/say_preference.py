"""Say a preference: how a person wants to be served, in her own words."""

from paraguas.plumbing.tx import Tx
from paraguas.preferences import store
from paraguas.preferences.events import PreferenceSaid
from paraguas.preferences.model import Nominee, Statement, StatementKind
from paraguas.values.ids import RecordId
from paraguas.values.stamp import Stamp


def say_preference(
    tx: Tx,
    stamp: Stamp,
    on: RecordId,
    seal: bytes,
    kind: StatementKind,
    *,
    value: tuple[str, ...] = (),
    nominee: Nominee | None = None,
    subject: str = "",
) -> Statement:
    """Write down what she said, through which door and when; nothing said takes it back.

    on: the record of hers it is said on, with its seal.  subject: of a nomination that is taken
    back; a new one is its own.  Announces customer.preference_said.v1.
    """
    statement_id = stamp.ids.next()
    said = Statement(
        statement_id=statement_id,
        record_id=on,
        kind=kind,
        at=stamp.at,
        door=stamp.by.door,
        actor=stamp.by.actor,
        value=value,
        nominee=nominee,
        subject=subject or (statement_id if nominee else ""),
    )
    store.add_statement(tx, said, seal)
    tx.announce(stamp, on, PreferenceSaid(on, statement_id, kind.value))
    return said
