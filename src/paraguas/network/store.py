"""The network's SQL."""

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Table, bindparam, select

from paraguas.network.model import Channel, Entity, Market, Place
from paraguas.network.tables import channels, entities, markets, places
from paraguas.plumbing.schema import Json
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.upsert import Upserted, upsert
from paraguas.values.ids import EntityId

T = TypeVar("T")

_to_json = msgspec.json.Encoder(order="sorted").encode
_KNOWN_ENTITIES = select(entities.c.entity_id).where(
    entities.c.entity_id.in_(bindparam("ids", expanding=True))
)
_KNOWN_MARKETS = select(markets.c.code).where(
    markets.c.code.in_(bindparam("codes", expanding=True))
)


def put_entities(tx: Tx, given: Iterable[Entity]) -> Upserted:
    """Save entities by id."""
    return _put(tx, entities, given)


def put_markets(tx: Tx, given: Iterable[Market]) -> Upserted:
    """Save markets by code."""
    return _put(tx, markets, given)


def put_places(tx: Tx, given: Iterable[Place]) -> Upserted:
    """Save places by id."""
    return _put(tx, places, given)


def put_channels(tx: Tx, given: Iterable[Channel]) -> Upserted:
    """Save channels by code."""
    return _put(tx, channels, given)


def known_entities(tx: Tx, ids: Iterable[EntityId]) -> set[str]:
    """Tell which of these entities are registered."""
    return {row[0] for row in tx.all(_KNOWN_ENTITIES, ids=sorted(set(ids)))}


def known_markets(tx: Tx, codes: Iterable[str]) -> set[str]:
    """Tell which of these markets are open."""
    return {row[0] for row in tx.all(_KNOWN_MARKETS, codes=sorted(set(codes)))}


def all_entities(tx: Tx) -> list[Entity]:
    """Load all entities, by code."""
    return _all(tx, entities, Entity)


def all_markets(tx: Tx) -> list[Market]:
    """Load all markets, by code."""
    return _all(tx, markets, Market)


def all_places(tx: Tx) -> list[Place]:
    """Load all places, by code."""
    return _all(tx, places, Place)


def all_channels(tx: Tx) -> list[Channel]:
    """Load all channels, by code."""
    return _all(tx, channels, Channel)


def _put(tx: Tx, table: Table, given: Iterable[Any]) -> Upserted:
    """Save values whose fields are named like the table's columns."""
    columns, documents = _columns(table), _documents(table)
    rows = [
        tuple(
            _to_json(getattr(value, name)).decode() if name in documents else getattr(value, name)
            for name in columns
        )
        for value in given
    ]
    return upsert(tx, table, columns, rows)


def _all(tx: Tx, table: Table, kind: type[T]) -> list[T]:
    """Load a table as values whose fields are named like its columns."""
    columns, documents = _columns(table), _documents(table)
    loaded = []
    for row in tx.all(select(table).order_by(table.c.code)):
        fields = {
            name: msgspec.json.decode(value) if name in documents else value
            for name, value in zip(columns, row, strict=True)
        }
        loaded.append(msgspec.convert(fields, kind))
    return loaded


def _columns(table: Table) -> tuple[str, ...]:
    return tuple(str(column.name) for column in table.columns)


def _documents(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns if isinstance(column.type, Json))
