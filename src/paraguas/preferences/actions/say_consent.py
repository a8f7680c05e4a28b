"""Say consent: a contact point may be used for a purpose of a legal entity, or may not."""

from collections.abc import Mapping

from paraguas.plumbing.tx import Tx
from paraguas.preferences import store
from paraguas.preferences.events import ConsentSaid
from paraguas.preferences.model import Consent
from paraguas.values.ids import RecordId
from paraguas.values.stamp import Stamp


def say_consent(
    tx: Tx,
    stamp: Stamp,
    on: Mapping[RecordId, bytes],
    *,
    key: str,
    kind: str,
    point: str,
    purpose: str,
    entity_id: str,
    granted: bool,
    evidence: str,
) -> Consent:
    """Write down her word, on each record of hers that has the contact point.

    on: those records with their seals.  key: keyed hash of the point.  evidence: form and version,
    recording, letter.  Announces customer.consent_said.v1.
    """
    said = [
        Consent(
            consent_id=stamp.ids.next(),
            record_id=record_id,
            point_key=key,
            point_kind=kind,
            purpose=purpose,
            entity_id=entity_id,
            granted=granted,
            at=stamp.at,
            door=stamp.by.door,
            point=point,
            evidence=evidence,
        )
        for record_id in on
    ]
    store.add_consents(tx, said, on)
    first = said[0]
    fact = ConsentSaid(first.record_id, first.consent_id, kind, purpose, entity_id, granted)
    tx.announce(stamp, first.record_id, fact)
    return first
