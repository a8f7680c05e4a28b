"""Rows cast again in plain SQL, many at once: the copies a crowd's past is made of."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from msgspec import Struct

from paraguas.orders.tables import order_contacts, order_lines, orders, promises
from paraguas.plumbing.bulk import insert_text
from paraguas.plumbing.facts import facts

FACTS_EACH = 3
"""So many facts of the order that is the mould are cast again."""


class Mould(Struct, frozen=True):
    """A row to be cast again: where its order, its own id, its number and its instants stand."""

    table: Any
    columns: tuple[str, ...]
    row: tuple[Any, ...]

    def text(self) -> str:
        """Write the statement that inserts a cast."""
        return insert_text(self.table, self.columns, sqlite=True, lenient=False)

    def casts(self, made: Sequence["Made"], nth: int) -> Iterator[tuple[Any, ...]]:
        """Cast it for each order; nth: the how many fact of its order it is."""
        places = {name: i for i, name in enumerate(self.columns)}
        order = places["order_id" if "order_id" in places else "stream_id"]
        fact, number, record = (places.get(n) for n in ("fact_id", "number", "record_id"))
        instants = [i for name, i in places.items() if name == "at" or name.endswith("_at")]
        began = min((self.row[i] for i in instants if self.row[i]), default=0)
        for one in made:
            cast = list(self.row)
            cast[order] = one.order_id
            for i in instants:
                if cast[i] is not None:
                    cast[i] += one.at - began
            if fact is not None:
                cast[fact] = time_id(one.at + 1000 * nth, one.turn)
            if number is not None:
                cast[number] = f"{one.turn:010X}"
            if record is not None:
                cast[record] = one.record_id
            yield tuple(cast)


class Made(Struct, frozen=True):
    """An order of the crowd."""

    turn: int
    at: int
    order_id: bytes
    record_id: bytes


def moulds(path: Path, order_id: str) -> list[Mould]:
    """Take what an order wrote into a file as the mould of others."""
    found = []
    with closing(sqlite3.connect(path)) as raw:
        for table, key in (
            *((orders, "order_id"), (order_lines, "order_id"), (promises, "order_id")),
            (facts, "stream_id"),
        ):
            columns = tuple(column.name for column in table.columns)
            asked = f"SELECT {', '.join(columns)} FROM {table.name} WHERE {key} = ?"  # noqa: S608
            rows = raw.execute(f"{asked} LIMIT {FACTS_EACH}", (bytes.fromhex(order_id),))
            found += [Mould(table, columns, tuple(row)) for row in rows]
    return found


def cast(path: Path, taken: Sequence[Mould], pages: Iterable[Sequence[Made]]) -> None:
    """Write casts page by page; as orders of one hour do, the facts of one lie among others'."""
    contacts = insert_text(order_contacts, ("contact_key", "order_id"), sqlite=True, lenient=False)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for said in ("synchronous=OFF", "cache_size=-1000000"):
            raw.execute(f"PRAGMA {said}")
        for made in pages:
            raw.execute("BEGIN")
            numbers = count(1)
            for mould in taken:
                nth = next(numbers) if mould.table is facts else 0
                raw.executemany(mould.text(), mould.casts(made, nth))
            raw.executemany(contacts, ((one.record_id, one.order_id) for one in made))
            raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def time_id(at: int, turn: int) -> bytes:
    """Make the id of the how-many-th thing, as of an instant."""
    return (at // 1000).to_bytes(6, "big") + b"\x70\x00" + (1 << 63 | turn).to_bytes(8, "big")
