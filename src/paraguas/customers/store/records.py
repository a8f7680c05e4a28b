"""Source records, sealed, with the accounts they came from and the persons they are of."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, select, update

from paraguas.customers import tables as t
from paraguas.customers.model import Record, Sealed, Source
from paraguas.customers.rules.deciding import Standing
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.sealing import close, draw_seal, unseal
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PersonId, RecordId, is_id

_RECORD = (
    *("record_id", "person_id", "version", "source_key", "source", "system", "at", "sealed"),
    "erased_at",
)
_r, _s, _o = t.records.c, t.seals.c, t.sources.c
_WHOLE = select(*(_r[name] for name in _RECORD), _s.seal).select_from(
    t.records.outerjoin(t.seals, _r.record_id == _s.record_id)
)
_BY_ID = Prepared(_WHOLE.where(_r.record_id.in_(bindparam("ids", expanding=True))))
_BY_PERSON = Prepared(_WHOLE.where(_r.person_id.in_(bindparam("ids", expanding=True))))
_NEXT = Prepared(
    _WHOLE.where(_r.record_id > bindparam("after")).order_by(_r.record_id).limit(bindparam("most"))
)
_BEFORE_ALL, _MOST = "0" * 32, 5_000
_PERSON_OF = Prepared(
    select(_r.record_id, _r.person_id).where(_r.record_id.in_(bindparam("ids", expanding=True)))
)
_SOURCES = Prepared(
    select(_o.source_key, _o.record_id, _o.content_key, _r.person_id, _r.erased_at)
    .select_from(t.sources.join(t.records, _o.record_id == _r.record_id))
    .where(_o.source_key.in_(bindparam("keys", expanding=True)))
)
_MOVE = GuardedUpdate(
    t.records,
    keys=("record_id",),
    givens={"was": "person_id", "seen": "version", "person": "person_id"},
    sets="person_id = {person}, version = t.version + 1",
    guard="t.person_id = {was} AND t.version = {seen}",
)
_RENEW = GuardedUpdate(
    t.sources,
    keys=("source_key",),
    givens={"was": "record_id", "record": "record_id", "content": "content_key"},
    sets="record_id = {record}, content_key = {content}",
    guard="t.record_id = {was}",
)
_SEAL_BYTES = 32
_OVERWRITE = (
    update(t.seals)
    .where(_s.record_id.in_(bindparam("ids", expanding=True)))
    .values(seal=bindparam("nothing"))
)
_ERASE = (
    update(t.records)
    .where(_r.record_id.in_(bindparam("ids", expanding=True)))
    .values(erased_at=bindparam("moment"))
)


def find_records(tx: Tx, ids: Iterable[str]) -> dict[RecordId, Record]:
    """Read records by id."""
    return _read(tx, _BY_ID, ids)


def records_of(tx: Tx, person_ids: Iterable[str]) -> dict[RecordId, Record]:
    """Read the records of persons, the oldest first."""
    return _read(tx, _BY_PERSON, person_ids)


def person_of(tx: Tx, record_ids: Iterable[str]) -> dict[RecordId, PersonId]:
    """Tell whose records these are; unknown ones are left out."""
    ids = list(dict.fromkeys(filter(is_id, record_ids)))
    rows = tx.all(_PERSON_OF, ids=ids) if ids else ()
    return {row.record_id: row.person_id for row in rows}


def everybody(tx: Tx) -> dict[RecordId, PersonId]:
    """Tell whose each record is."""
    return {row.record_id: row.person_id for row in tx.all(select(_r.record_id, _r.person_id))}


def everyone(tx: Tx) -> dict[RecordId, Record]:
    """Read every record, page by page."""
    found: dict[RecordId, Record] = {}
    after = _BEFORE_ALL
    while rows := tx.all(_NEXT, after=after, most=_MOST):
        found.update((row.record_id, _record(row)) for row in rows)
        after = rows[-1].record_id
    return found


def ask_accounts(tx: Tx, source_keys: Iterable[str]) -> Callable[[], dict[str, Standing]]:
    """Ask for accounts by their keys; the answer may be on its way until `together` ends."""
    keys = list(dict.fromkeys(source_keys))
    if not keys:
        return dict
    rows = tx.ask(_SOURCES, keys=keys)
    return lambda: {
        row.source_key: Standing(
            row.record_id, row.person_id, row.content_key, row.erased_at is not None
        )
        for row in rows()
    }


def seals_of(tx: Tx, ids: Sequence[str]) -> dict[RecordId, bytes]:
    """Read the keys of records; those of erased ones are gone."""
    found = select(_s.record_id, _s.seal).where(_s.record_id.in_(ids))
    return {row.record_id: row.seal for row in tx.all(found)}


def add_records(tx: Tx, new: Sequence[tuple[Record, str, RecordId | None]]) -> None:
    """Write records, each sealed under a key of its own.

    new: with the key of what it says, and the account's former record where there is one.
    StaleSlice where another process renewed that account meanwhile.
    """
    rows, seals = [], []
    for one, _, _ in new:
        seal = draw_seal()
        sealed = close(seal, one.record_id, msgspec.json.encode(one.sealed()))
        rows.append(
            (
                *(one.record_id, one.person_id, 0, one.source_key, one.source.value),
                *(one.system, one.at, sealed, None),
            )
        )
        seals.append((one.record_id, seal))
    tx.insert(t.records, _RECORD, rows)
    tx.insert(t.seals, ("record_id", "seal"), seals)
    fresh = [(one.source_key, one.record_id, key) for one, key, before in new if before is None]
    tx.insert(t.sources, ("source_key", "record_id", "content_key"), fresh)
    for one, key, before in new:
        if before is not None:
            tx.update(_RENEW, [(one.source_key, before, one.record_id, key)])


def move_records(tx: Tx, moves: Sequence[tuple[RecordId, PersonId, int, PersonId]]) -> None:
    """Give records to another person: of whom and at which version they were, and whose now.

    StaleSlice where another process changed one of these persons meanwhile.
    """
    tx.update(_MOVE, moves)


def drop_seals(tx: Tx, ids: Sequence[RecordId], at: int) -> None:
    """Forget what records say, for good."""
    # Overwritten where they lie, before their rows go: a page that is given up is not zeroed.
    tx.run(_OVERWRITE, ids=list(ids), nothing=bytes(_SEAL_BYTES))
    tx.delete(t.seals, ("record_id",), [(one,) for one in ids])
    tx.run(_ERASE, ids=list(ids), moment=at)


def _read(tx: Tx, asked: Prepared, ids: Iterable[str]) -> dict[RecordId, Record]:
    wanted = list(dict.fromkeys(ids))
    rows = tx.all(asked, ids=wanted) if wanted else ()
    found = {row.record_id: _record(row) for row in rows}
    return dict(sorted(found.items()))


def _record(row: Any) -> Record:
    plain = unseal(row.seal, row.record_id, row.sealed)
    known = msgspec.json.decode(plain, type=Sealed) if plain is not None else None
    return Record(
        record_id=row.record_id,
        person_id=row.person_id,
        version=row.version,
        source_key=row.source_key,
        source=Source(row.source),
        system=row.system,
        at=row.at,
        erased_at=row.erased_at,
        external=known.external if known else "",
        details=known.details if known else None,
        traits=known.traits if known else None,
    )
