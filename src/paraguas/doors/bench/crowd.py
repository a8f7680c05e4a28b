"""A crowd with a past: persons and their orders, written straight as rows, as copies of one order.

One order is placed and cancelled as any is; what that wrote is written again for every other with
ids, number and times of its own.  What facts say is the same for all: they are read, not reckoned.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from paraguas.customers.model import Details, Record, Source
from paraguas.customers.queries import matcher
from paraguas.customers.rules.normalising import traits_of
from paraguas.customers.store.records import add_records
from paraguas.doors.bench.world import MARKET
from paraguas.doors.runtime import Runtime
from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.checkout.placing import place_orders
from paraguas.journeys.people.accounts import Adjusting, Joining, adjust, join
from paraguas.orders.model import GroupKind, Wish, WishedGroup, WishedLine, WishedTender
from paraguas.orders.tables import order_contacts, order_lines, orders, promises
from paraguas.plumbing.bulk import insert_text
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.facts import facts
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Actor, Role, actor_id_of
from paraguas.values.by import By
from paraguas.values.ids import OrderId, PersonId, RecordId, digest_id
from paraguas.values.place import Address
from paraguas.values.time import DAY

ORDERS_EACH = 5
BUSY, BUSY_ORDERS, BUSY_POINTS = 20, 160, 20
"""So many persons have a long past: so many orders each, and so many movements of points."""

FACTS_EACH = 3
_BEGAN_AT = 1_600_000_000_000_000
_LASTS = 1_500 * DAY
_STRIDE = 611_953
"""A prime: steps of this length pass everybody before anybody twice."""

_PAGE = 10_000
_HOME = Address("Calle Mayor 1", postal_code="28013", city="Madrid", region="MD", country="ES")
_WEB = By("web", "shop")

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Mould:
    """A row to be cast again: where its order, its own id, its number and its instants stand."""

    table: Table
    columns: tuple[str, ...]
    row: tuple[Any, ...]

    def text(self) -> str:
        """Write the statement that inserts a cast."""
        return insert_text(self.table, self.columns, sqlite=True, lenient=False)

    def casts(self, made: Sequence["_Made"], nth: int) -> Iterator[tuple[Any, ...]]:
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
                cast[fact] = _id(one.at + 1000 * nth, one.turn)
            if number is not None:
                cast[number] = f"{one.turn:010X}"
            if record is not None:
                cast[record] = one.record_id
            yield tuple(cast)


@dataclass(frozen=True, slots=True)
class _Made:
    """An order of the crowd."""

    turn: int
    at: int
    order_id: bytes
    record_id: bytes


def gather(runtime: Runtime, path: Path, persons: int, tell: Tell) -> list[PersonId]:
    """Fill the database in a file with a crowd; gives those with a long past."""
    tell(f"{persons:,} persons, {persons * ORDERS_EACH:,} orders")
    moulds = _moulds(runtime, path)
    for first in range(0, persons, _PAGE):
        runtime.write_now(_record, range(first, min(first + _PAGE, persons)))
    busy = [PersonId(_id(_BEGAN_AT, number).hex()) for number in range(BUSY)]
    for person in busy:
        runtime.write_now(_give_points, person)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for said in ("synchronous=OFF", "cache_size=-1000000"):
            raw.execute(f"PRAGMA {said}")
        _write(raw, moulds, persons, tell)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return busy


def _write(raw: sqlite3.Connection, moulds: Sequence[_Mould], persons: int, tell: Tell) -> None:
    """Write page by page; as orders of one hour do, the facts of one lie among others'."""
    many = persons * ORDERS_EACH
    contacts = insert_text(order_contacts, ("contact_key", "order_id"), sqlite=True, lenient=False)
    for first in range(0, many, _PAGE):
        made = [_made(turn, persons) for turn in range(first, min(first + _PAGE, many))]
        raw.execute("BEGIN")
        numbers = count(1)
        for mould in moulds:
            nth = next(numbers) if mould.table is facts else 0
            raw.executemany(mould.text(), mould.casts(made, nth))
        raw.executemany(contacts, ((one.record_id, one.order_id) for one in made))
        raw.execute("COMMIT")
        if not first % (_PAGE * 25):
            tell(f"{first:,} of {many:,} orders")


def _made(turn: int, persons: int) -> _Made:
    many = persons * ORDERS_EACH
    every = max(many // (BUSY * BUSY_ORDERS), 1)
    nth = turn // every
    is_busy = not turn % every and nth < BUSY * BUSY_ORDERS
    person = nth % BUSY if is_busy else BUSY + turn * _STRIDE % (persons - BUSY)
    at = _BEGAN_AT + turn * (_LASTS // many)
    return _Made(turn, at, _id(at, turn), _id(_BEGAN_AT, person))


def _moulds(runtime: Runtime, path: Path) -> list[_Mould]:
    """Place an order and cancel it, and take what it wrote as the mould of all."""
    group = WishedGroup(GroupKind.SHIP, address=_HOME)
    lines = (WishedLine("SKU-00001", 1),)
    tenders = (WishedTender("card", token="tok_ok"),)  # noqa: S106 - of the sandbox
    wish = Wish(stamp(_WEB), "web", MARKET, lines, (group,), tenders)
    order_id: str = runtime.write_now(place_orders, wish, together=True).order_id
    runtime.write_now(cancel_order, Cancelling(stamp(_WEB), OrderId(order_id)))
    found = []
    with closing(sqlite3.connect(path)) as raw:
        for table, key in (
            *((orders, "order_id"), (order_lines, "order_id"), (promises, "order_id")),
            (facts, "stream_id"),
        ):
            columns = tuple(column.name for column in table.columns)
            asked = f"SELECT {', '.join(columns)} FROM {table.name} WHERE {key} = ?"  # noqa: S608
            rows = raw.execute(f"{asked} LIMIT {FACTS_EACH}", (bytes.fromhex(order_id),))
            found += [_Mould(table, columns, tuple(row)) for row in rows]
    return found


def _record(tx: Tx, numbers: range) -> None:
    """Write records; nobody is compared, for all are told apart already."""
    said = ((_somebody(number), digest_id("said", str(number))) for number in numbers)
    add_records(tx, [(record, says, None) for record, says in said])


def _somebody(number: int) -> Record:
    record_id = RecordId(_id(_BEGAN_AT, number).hex())
    details = Details(
        given_name="Ana", family_name=f"García {number}", emails=(f"ana.{number}@example.com",)
    )
    return Record(
        record_id=record_id,
        person_id=PersonId(record_id),
        source_key=digest_id("crowd", str(number)),
        source=Source.WEB_ACCOUNT,
        system="bench",
        at=_BEGAN_AT,
        external=f"bench-{number}",
        details=details,
        traits=traits_of(details, matcher().nicknames),
    )


def _give_points(tx: Tx, person: PersonId) -> None:
    by = stamp(_WEB)
    number = f"bench-{person[-8:]}"
    join(tx, Joining(by, number, "paraguas", place="ES", person=person))
    hand = Actor(actor_id_of("bench"), "bench", "Bench", Role.MACHINE)
    for turn in range(BUSY_POINTS - 1):
        adjust(tx, Adjusting(stamp(_WEB), hand, number, 100, f"bench-{turn}"))


def _id(at: int, turn: int) -> bytes:
    return (at // 1000).to_bytes(6, "big") + b"\x70\x00" + (1 << 63 | turn).to_bytes(8, "big")
