"""The SQL of intercompany."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, func, select

from paraguas.intercompany.model import (
    Entry,
    EntryKind,
    Leg,
    PricedLine,
    PriceRules,
    SavedPrices,
)
from paraguas.intercompany.tables import intercompany_entries, intercompany_prices
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx
from paraguas.values.time import Period

_PRICES = ("version", "body", "saved_at", "saved_by", "reason")
_LEG = Leg.__struct_fields__
_p, _e = intercompany_prices.c, intercompany_entries.c
_VERSIONS = select(intercompany_prices).order_by(_p.version.desc())
_legs = select(*(_e[name] for name in _LEG)).order_by(_e.at, _e.cause_id, _e.kind)
_BETWEEN = Prepared(
    _legs.where(
        *(_e.entity_id == bindparam("entity"), _e.other_id == bindparam("other")),
        *(_e.at >= bindparam("start_at"), _e.at < bindparam("end_at")),
    )
)
_OF_ORDER = Prepared(_legs.where(_e.order_id == bindparam("order")))
_CAUSED = Prepared(
    select(func.count())
    .select_from(intercompany_entries)
    .where(_e.order_id == bindparam("order"), _e.cause_id == bindparam("cause"))
    .where(_e.kind == bindparam("which"))
)
_BEFORE = Prepared(
    select(_e.currency, func.sum(_e.amount_minor).label("owed"))
    .where(_e.entity_id == bindparam("entity"), _e.other_id == bindparam("other"))
    .where(_e.at < bindparam("start_at"))
    .group_by(_e.currency)
)
_UNBALANCED = (
    select(_e.cause_id, _e.kind, func.sum(_e.amount_minor).label("off"), func.count().label("legs"))
    .group_by(_e.cause_id, _e.kind)
    .having((func.sum(_e.amount_minor) != 0) | (func.count() != 2))
)
_encode = msgspec.json.Encoder().encode
_read_lines = msgspec.json.Decoder(tuple[PricedLine, ...]).decode
_read_prices = msgspec.json.Decoder(PriceRules).decode


def add_prices(tx: Tx, new: SavedPrices) -> None:
    """Write a version of the transfer prices."""
    row = (
        *(new.prices.version, _encode(new.prices).decode()),
        *(new.saved_at, new.saved_by, new.reason),
    )
    tx.insert(intercompany_prices, _PRICES, [row])


def price_versions(tx: Tx) -> list[SavedPrices]:
    """Read all versions of the transfer prices, the newest first."""
    return [
        SavedPrices(_read_prices(row.body), row.saved_at, row.saved_by, row.reason)
        for row in tx.all(_VERSIONS)
    ]


def is_entered(tx: Tx, entry: Entry) -> bool:
    """Whether what happened was entered before."""
    asked = {"order": entry.order_id, "cause": entry.cause_id, "which": entry.kind.value}
    return bool(tx.value(_CAUSED, **asked))


def add_entries(tx: Tx, entries: Sequence[Entry]) -> None:
    """Write entries, each from both sides."""
    rows = [row for entry in entries for row in _rows(entry)]
    tx.insert(intercompany_entries, _LEG, rows)


def legs_between(tx: Tx, entity_id: str, other_id: str, during: Period) -> list[Leg]:
    """Read what came between two entities in a span, as the first sees it, the oldest first."""
    asked = {"entity": entity_id, "other": other_id}
    span = {"start_at": during.start_at, "end_at": during.end_at}
    return [_leg(row) for row in tx.all(_BETWEEN, **asked, **span)]


def legs_of(tx: Tx, order_id: str) -> list[Leg]:
    """Read what came between entities because of an order, from both sides."""
    return [_leg(row) for row in tx.all(_OF_ORDER, order=order_id)]


def owed_before(tx: Tx, entity_id: str, other_id: str, start_at: int) -> dict[str, int]:
    """Tell what the other owed the first before an instant, by currency."""
    rows = tx.all(_BEFORE, entity=entity_id, other=other_id, start_at=start_at)
    return {row.currency: int(row.owed) for row in rows}


def count(tx: Tx) -> int:
    """Count the sides of entries."""
    return int(tx.value(select(func.count()).select_from(intercompany_entries)))


def unbalanced(tx: Tx) -> Sequence[Row[Any]]:
    """Find entries whose sides do not sum to zero, or that have not two of them."""
    return tx.all(_UNBALANCED)


def _rows(entry: Entry) -> list[tuple[Any, ...]]:
    lines = _encode(entry.lines).decode()
    sides = (
        (entry.creditor_id, entry.debtor_id, entry.amount_minor),
        (entry.debtor_id, entry.creditor_id, -entry.amount_minor),
    )
    return [
        (
            *(one, entry.cause_id, entry.kind.value, other, entry.order_id, entry.order_number),
            *(entry.subject_id, amount_minor, entry.currency, entry.at, lines),
            entry.prices_version,
        )
        for one, other, amount_minor in sides
    ]


def _leg(row: Any) -> Leg:
    told = dict(zip(_LEG, row, strict=True))
    return Leg(**told | {"kind": EntryKind(row.kind), "lines": _read_lines(row.lines)})
