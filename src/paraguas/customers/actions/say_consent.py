"""Say consent: a contact point may be used for a purpose of a legal entity, or may not."""

from paraguas.customers.errors import PointUnknown
from paraguas.customers.events import ConsentSaid
from paraguas.customers.model import Consent
from paraguas.customers.queries import SECRET, records_of_person
from paraguas.customers.rules.blocking import POINTS, point_key
from paraguas.customers.rules.normalising import point_of
from paraguas.customers.store import records, sayings
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def say_consent(
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
    """Write down her word, on each record of hers that has the contact point.

    kind: as in POINTS.  evidence: form and version, recording, letter.  Announces
    customer.consent_said.v1.  Refuses PersonUnknown, and PointUnknown where it is not hers.
    """
    known = records_of_person(tx, person_id)
    value = point_of(kind, point)
    having = [
        name
        for name, one in known.items()
        if one.traits and value and value in getattr(one.traits, POINTS[kind])
    ]
    if not having:
        raise PointUnknown(kind=kind)
    said = [
        Consent(
            consent_id=stamp.ids.next(),
            record_id=name,
            point_key=point_key(kind, value, secret(tx, SECRET)),
            point_kind=kind,
            purpose=purpose,
            entity_id=entity_id,
            granted=granted,
            at=stamp.at,
            door=stamp.by.door,
            point=value,
            evidence=evidence,
        )
        for name in having
    ]
    sayings.add_consents(tx, said, records.seals_of(tx, having))
    for one in said[:1]:
        fact = ConsentSaid(one.record_id, one.consent_id, kind, purpose, entity_id, granted)
        tx.announce(stamp, one.record_id, fact)
    return said[0]
