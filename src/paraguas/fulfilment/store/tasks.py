"""The SQL of fulfilments and the days of places."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Row, bindparam, func, select, update

from paraguas.fulfilment.model import Fulfilment, Kind, ReleaseRow, Status
from paraguas.fulfilment.tables import (
    fulfilments,
    place_days,
    read_portions,
    write_portions,
)
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.seals import close_rows, open_rows
from paraguas.plumbing.tx import StaleSlice, Tx
from paraguas.values.ids import FulfilmentId, OrderId, PlaceId

_COLUMNS = (
    *("order_id", "fulfilment_id", "group_no", "place_id", "kind", "status", "promised_at"),
    *("portions", "changed_at", "ready_at", "collect_until", "counted_on", "code", "wrong_codes"),
)
_COUNT = GuardedUpdate(
    place_days,
    ("place_id", "day_on"),
    {"n": "taken", "most_now": "most"},
    "taken = t.taken + {n}, most = {most_now}",
    "t.taken + {n} <= {most_now}",
)
_UNCOUNT = GuardedUpdate(
    place_days,
    ("place_id", "day_on"),
    {"n": "taken"},
    "taken = t.taken - {n}",
    "t.taken >= {n}",
)
_RELEASE = GuardedUpdate(
    fulfilments,
    ("order_id", "fulfilment_id"),
    {"released": "status", "moment": "changed_at"},
    "status = {released}, changed_at = {moment}",
    "t.status = 'waiting'",
)
_MARK = GuardedUpdate(
    fulfilments,
    ("order_id", "fulfilment_id"),
    {"begins": "not_before", "to_place": "to_place_id"},
    "not_before = {begins}, to_place_id = {to_place}",
)
_ONE = Prepared(
    select(fulfilments)
    .where(fulfilments.c.order_id == bindparam("order"))
    .where(fulfilments.c.fulfilment_id == bindparam("which"))
)
_OF_ORDERS = Prepared(
    select(fulfilments)
    .where(fulfilments.c.order_id.in_(bindparam("orders", expanding=True)))
    .order_by(fulfilments.c.order_id, fulfilments.c.fulfilment_id)
)
_WAITING = Prepared(
    select(*(fulfilments.c[name] for name in ReleaseRow._fields))
    .where(fulfilments.c.order_id.in_(bindparam("orders", expanding=True)))
    .where(fulfilments.c.status == Status.WAITING.value)
)
_AT_PLACE = Prepared(
    select(fulfilments)
    .where(fulfilments.c.place_id == bindparam("place"))
    .where(fulfilments.c.status.in_(bindparam("statuses", expanding=True)))
    .order_by(fulfilments.c.promised_at, fulfilments.c.fulfilment_id)
    .limit(bindparam("most"))
)
_AT_PLACES = Prepared(
    select(fulfilments)
    .where(fulfilments.c.place_id.in_(bindparam("places", expanding=True)))
    .where(fulfilments.c.status.in_(bindparam("statuses", expanding=True)))
    .order_by(fulfilments.c.changed_at, fulfilments.c.fulfilment_id)
    .limit(bindparam("most"))
)
_HELD = Prepared(
    select(fulfilments.c.counted_on, func.count().label("many"))
    .where(fulfilments.c.place_id == bindparam("place"))
    .where(fulfilments.c.status == Status.WAITING.value)
    .where(fulfilments.c.counted_on.in_(bindparam("days", expanding=True)))
    .group_by(fulfilments.c.counted_on)
)
_TAKEN = Prepared(
    select(place_days.c.place_id, place_days.c.day_on, place_days.c.taken)
    .where(place_days.c.place_id.in_(bindparam("places", expanding=True)))
    .where(place_days.c.day_on.in_(bindparam("days", expanding=True)))
)
_MOVED = (
    *("status", "changed_at", "ready_at", "collect_until", "wrong_codes", "bay"),
    *("carrier", "tracking", "hold", "not_before", "owner", "car", "spot"),
    *("place_id", "to_place_id", "from_place_id"),
)
_SEALED = {"hold": "", "car": ""}
_BROUGHT = tuple(name for name in _MOVED if name not in _COLUMNS)
_MOVE = Prepared(
    update(fulfilments)
    .where(fulfilments.c.order_id == bindparam("order"))
    .where(fulfilments.c.fulfilment_id == bindparam("which"))
    .where(fulfilments.c.status == bindparam("was"))
    .where(fulfilments.c.wrong_codes == bindparam("tries"))
    .where(fulfilments.c.portions == bindparam("had"))
    .values({name: bindparam(f"new_{name}") for name in (*_MOVED, "portions")})
)


def insert(tx: Tx, new: Sequence[Fulfilment]) -> None:
    """Write fulfilments."""
    tx.insert(
        fulfilments,
        _COLUMNS,
        [
            (
                *(f.order_id, f.fulfilment_id, f.group_no, f.place_id, f.kind.value),
                *(f.status.value, f.promised_at, write_portions(f.portions), f.changed_at),
                *(f.ready_at, f.collect_until, f.counted_on, f.code, f.wrong_codes),
            )
            for f in new
        ],
    )


def mark(tx: Tx, new: Sequence[Fulfilment]) -> None:
    """Write what few fulfilments have from the start: a day they wait for, a store they go to."""
    marked = [f for f in new if f.not_before or f.to_place_id]
    rows = [(f.order_id, f.fulfilment_id, f.not_before, f.to_place_id) for f in marked]
    tx.update(_MARK, rows)


def insert_begun(tx: Tx, new: Fulfilment) -> None:
    """Write a fulfilment that work was done on already."""
    insert(tx, [new])
    # What only work brings is no part of the hot insert.
    move(tx, replace(new, **dict.fromkeys(_BROUGHT)), new)


def count(tx: Tx, days: Counter[tuple[PlaceId, str]], capacities: Mapping[PlaceId, int]) -> None:
    """Count fulfilments against the days of places; StaleSlice when one is full meanwhile."""
    tx.insert(
        place_days,
        ("place_id", "day_on", "taken", "most"),
        [(place, day, 0, capacities[place]) for place, day in sorted(days)],
        lenient=True,
    )
    tx.update(_COUNT, [(*day, n, capacities[day[0]]) for day, n in days.items()])


def uncount(tx: Tx, found: Fulfilment) -> None:
    """Give a place the capacity back that a fulfilment took, if it was counted."""
    if found.counted_on:
        tx.update(_UNCOUNT, [(found.place_id, found.counted_on, 1)])


def taken(tx: Tx, days: Iterable[tuple[PlaceId, str]]) -> dict[tuple[PlaceId, str], int]:
    """Tell how many fulfilments these places have on these days; those with none may be missing."""
    asked = list(days)
    if not asked:
        return {}
    rows = tx.all(
        _TAKEN,
        places=list({place for place, _ in asked}),
        days=[date.fromisoformat(day) for day in {day for _, day in asked}],
    )
    return {(PlaceId(row.place_id), row.day_on.isoformat()): row.taken for row in rows}


def one(tx: Tx, order_id: OrderId, fulfilment_id: FulfilmentId) -> Fulfilment | None:
    """Find one fulfilment."""
    found = _opened(tx, tx.all(_ONE, order=order_id, which=fulfilment_id))
    return found[0] if found else None


def of_orders(tx: Tx, order_ids: Sequence[OrderId]) -> list[Fulfilment]:
    """Find the fulfilments of orders, in the order they were made."""
    return _opened(tx, tx.all(_OF_ORDERS, orders=list(order_ids)))


def at_place(tx: Tx, place_id: PlaceId, statuses: Sequence[Status], most: int) -> list[Fulfilment]:
    """Find what a place has in these statuses, the first promised first."""
    values = [status.value for status in statuses]
    rows = tx.all(_AT_PLACE, place=place_id, statuses=values, most=most)
    return _opened(tx, rows)


def at_places(
    tx: Tx, place_ids: Sequence[PlaceId], statuses: Sequence[Status], most: int
) -> list[Fulfilment]:
    """Find what places have in these statuses, what stands longest first."""
    values = [status.value for status in statuses]
    rows = tx.all(_AT_PLACES, places=list(place_ids), statuses=values, most=most)
    return _opened(tx, rows)


def held(tx: Tx, place_id: PlaceId, days: Sequence[str]) -> dict[str, int]:
    """Count what waits to be paid for on these days of a place."""
    asked = [date.fromisoformat(day) for day in days]
    rows = tx.all(_HELD, place=place_id, days=asked) if asked else ()
    return {row.counted_on.isoformat(): row.many for row in rows}


def move(tx: Tx, found: Fulfilment, moved: Fulfilment) -> None:
    """Change a fulfilment that still is as it was found; StaleSlice when it is not."""
    cells = (moved.order_id, *(getattr(moved, name) for name in _MOVED))
    [(_, *told)] = close_rows(tx, ("order_id", *_MOVED), [cells], _SEALED)
    changed = tx.run(
        _MOVE,
        order=found.order_id,
        which=found.fulfilment_id,
        was=found.status.value,
        tries=found.wrong_codes,
        had=write_portions(found.portions),
        new_portions=write_portions(moved.portions),
        **{f"new_{name}": cell for name, cell in zip(_MOVED, told, strict=True)},
    )
    if not changed:
        raise StaleSlice


def ask_waiting(tx: Tx, order_ids: Collection[str]) -> Callable[[], list[ReleaseRow]]:
    """Ask what waits of orders, as little of it as releasing needs."""
    rows = tx.ask(_WAITING, orders=list(order_ids))
    return lambda: [ReleaseRow._make(row) for row in rows()]


def release(tx: Tx, found: Sequence[ReleaseRow], at: int) -> None:
    """Release waiting fulfilments in one statement; StaleSlice when one does not wait any more."""
    tx.update(_RELEASE, [(f.order_id, f.fulfilment_id, Status.RELEASED.value, at) for f in found])


def _opened(tx: Tx, rows: Iterable[Any]) -> list[Fulfilment]:
    return [_fulfilment(row) for row in open_rows(tx, rows, _SEALED)]


def _fulfilment(row: Row[Any]) -> Fulfilment:
    turned = {
        "kind": Kind(row.kind),
        "status": Status(row.status),
        "portions": read_portions(row.portions),
        "counted_on": row.counted_on.isoformat() if row.counted_on else None,
    }
    return Fulfilment(**(row._asdict() | turned))
