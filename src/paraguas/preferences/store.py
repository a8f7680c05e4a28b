"""The SQL of preferences: what persons said, sealed, never changed."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import select

from paraguas.plumbing.sealing import close, unseal
from paraguas.plumbing.tx import Tx
from paraguas.preferences import tables as t
from paraguas.preferences.model import Consent, Nominee, Statement, StatementKind
from paraguas.values.ids import RecordId

_STATEMENT = ("record_id", "statement_id", "kind", "at", "door", "actor", "subject", "sealed")
_CONSENT = (
    *("record_id", "consent_id", "point_key", "point_kind", "purpose", "entity_id", "granted"),
    *("at", "door", "sealed"),
)
_s, _c = t.statements.c, t.consents.c
_encode = msgspec.json.Encoder().encode


class _Said(Struct, frozen=True, omit_defaults=True):
    """What of a statement is personal."""

    value: tuple[str, ...] = ()
    nominee: Nominee | None = None


class _Known(Struct, frozen=True, omit_defaults=True):
    """What of a consent is personal."""

    point: str = ""
    evidence: str = ""


def add_statement(tx: Tx, one: Statement, seal: bytes) -> None:
    """Write down what a person said, under the key of the record it is said of."""
    sealed = close(seal, one.record_id, _encode(_Said(one.value, one.nominee)))
    row = (
        *(one.record_id, one.statement_id, one.kind.value, one.at, one.door, one.actor),
        *(one.subject or None, sealed),
    )
    tx.insert(t.statements, _STATEMENT, [row])


def statements_of(
    tx: Tx, ids: Iterable[RecordId], seals: Mapping[RecordId, bytes]
) -> list[Statement]:
    """Read what was said of records and can still be read, the oldest first."""
    said = select(t.statements).where(_s.record_id.in_(list(ids)))
    rows = tx.all(said.order_by(_s.statement_id))
    return [one for row in rows if (one := _statement(row, seals.get(row.record_id)))]


def add_consents(tx: Tx, new: Iterable[Consent], seals: Mapping[RecordId, bytes]) -> None:
    """Write down what was said of a contact point."""
    rows = []
    for one in new:
        known = _encode(_Known(one.point, one.evidence))
        rows.append(
            (
                *(one.record_id, one.consent_id, one.point_key, one.point_kind, one.purpose),
                *(one.entity_id, one.granted, one.at, one.door),
                close(seals[one.record_id], one.record_id, known),
            )
        )
    tx.insert(t.consents, _CONSENT, rows)


def consents_of(tx: Tx, ids: Iterable[RecordId], seals: Mapping[RecordId, bytes]) -> list[Consent]:
    """Read all that was said of the contact points of records, the oldest first."""
    rows = tx.all(select(t.consents).where(_c.record_id.in_(list(ids))).order_by(_c.consent_id))
    return [_consent(row, seals.get(row.record_id)) for row in rows]


def _statement(row: Any, seal: bytes | None) -> Statement | None:
    plain = unseal(seal, row.record_id, row.sealed)
    if plain is None:
        return None
    said = msgspec.json.decode(plain, type=_Said)
    return Statement(
        statement_id=row.statement_id,
        record_id=row.record_id,
        kind=StatementKind(row.kind),
        at=row.at,
        door=row.door,
        actor=row.actor,
        value=said.value,
        nominee=said.nominee,
        subject=row.subject or "",
    )


def _consent(row: Any, seal: bytes | None) -> Consent:
    plain = unseal(seal, row.record_id, row.sealed)
    known = _Known() if plain is None else msgspec.json.decode(plain, type=_Known)
    return Consent(
        consent_id=row.consent_id,
        record_id=row.record_id,
        point_key=row.point_key,
        point_kind=row.point_kind,
        purpose=row.purpose,
        entity_id=row.entity_id,
        granted=row.granted,
        at=row.at,
        door=row.door,
        point=known.point,
        evidence=known.evidence,
    )
