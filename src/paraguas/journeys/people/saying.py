"""What a person says of herself: kept with the record it was said on, under that record's seal."""

from collections.abc import Sequence

from paraguas.customers import queries as customers
from paraguas.plumbing.tx import Tx
from paraguas.preferences import queries as preferences
from paraguas.preferences.actions import say_consent as consenting, say_preference as preferring
from paraguas.preferences.errors import NominationUnknown
from paraguas.preferences.model import Consent, Nominee, Statement, StatementKind
from paraguas.preferences.rules.consenting import ConsentState, standing
from paraguas.preferences.rules.wishing import nominations
from paraguas.values.ids import RecordId
from paraguas.values.stamp import Stamp


def prefer(
    tx: Tx, stamp: Stamp, person_id: str, kind: StatementKind, value: tuple[str, ...]
) -> Statement:
    """Write down how she wants to be served; nothing said takes her word back.

    Refuses PersonUnknown and CustomerErased.
    """
    on, seal = _spoken_on(tx, person_id)
    return preferring.say_preference(tx, stamp, on, seal, kind, value=value)


def nominate(tx: Tx, stamp: Stamp, person_id: str, nominee: Nominee) -> Statement:
    """Let somebody act for her; refuses PersonUnknown and CustomerErased."""
    on, seal = _spoken_on(tx, person_id)
    kind = StatementKind.NOMINATION
    return preferring.say_preference(tx, stamp, on, seal, kind, nominee=nominee)


def end_nomination(tx: Tx, stamp: Stamp, person_id: str, nomination_id: str) -> Statement:
    """Let somebody act for her no more; refuses PersonUnknown and NominationUnknown."""
    own = list(customers.records_of_person(tx, person_id))
    hers = {one.subject: one.record_id for one in nominations(statements(tx, own))}
    if nomination_id not in hers:
        raise NominationUnknown(nomination=nomination_id)
    on, seal = _spoken_on(tx, hers[nomination_id])
    kind = StatementKind.NOMINATION
    return preferring.say_preference(tx, stamp, on, seal, kind, subject=nomination_id)


def consent(
    tx: Tx,
    stamp: Stamp,
    person_id: str,
    *,
    kind: str,
    point: str,
    purpose: str,
    entity_id: str,
    granted: bool,
    evidence: str,
) -> Consent:
    """Write down her word on using a contact point of hers.

    Refuses PersonUnknown, and PointUnknown where it is not hers.
    """
    hers = customers.point_of_person(tx, person_id, kind, point)
    return consenting.say_consent(
        *(tx, stamp, customers.seals(tx, hers.record_ids)),
        key=hers.key,
        kind=kind,
        point=hers.value,
        purpose=purpose,
        entity_id=entity_id,
        granted=granted,
        evidence=evidence,
    )


def statements(tx: Tx, ids: Sequence[RecordId]) -> list[Statement]:
    """Read all that was said on these records and can still be read, the oldest first."""
    return preferences.statements(tx, ids, customers.seals(tx, ids))


def consents_said(tx: Tx, ids: Sequence[RecordId]) -> list[Consent]:
    """Read every word on using the contact points of these records, the oldest first."""
    return preferences.consents(tx, ids, customers.seals(tx, ids))


def consents(tx: Tx, ids: Sequence[RecordId]) -> list[ConsentState]:
    """Read what holds of using the contact points of these records."""
    said = consents_said(tx, ids)
    barred = customers.suppressed(tx, (one.point_key for one in said))
    return list(standing(said, barred).values())


def _spoken_on(tx: Tx, person_id: str) -> tuple[RecordId, bytes]:
    on = customers.spoken_on(tx, person_id)
    return on, customers.seals(tx, [on])[on]
