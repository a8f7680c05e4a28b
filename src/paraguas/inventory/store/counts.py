"""Counts: their heads, and the lines people fill in."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select

from paraguas.inventory.model import Count, CountLine, CountState
from paraguas.inventory.tables import count_lines, counts, positions
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import CountId, PlaceId, SkuId
from paraguas.values.stamp import Stamp

_HEAD = (
    *("place_id", "count_id", "number", "whole", "state", "version", "at", "opened_by"),
    *("closed_at", "closed_by", "reason"),
)
_KEY = ("place_id", "count_id", "sku_id")
_FOUND = ("counted", "expected", "counted_at", "counted_by")
_c, _l = counts.c, count_lines.c
_STEP = GuardedUpdate(
    table=counts,
    keys=("place_id", "count_id"),
    givens={
        "was": "version",
        "state": "state",
        "closed_at": "closed_at",
        "closed_by": "closed_by",
        "reason": "reason",
    },
    sets=(
        "version = t.version + 1, state = {state}, closed_at = {closed_at}, "
        "closed_by = {closed_by}, reason = {reason}"
    ),
    guard="t.version = {was}",
)
_ENTER = GuardedUpdate(
    table=count_lines,
    keys=_KEY,
    givens={name: name for name in _FOUND},
    sets=", ".join(f"{name} = {{{name}}}" for name in _FOUND),
)
_SHORT = GuardedUpdate(
    table=count_lines, keys=_KEY, givens={"short": "short"}, sets="short = {short}"
)
_BY_ID = select(counts).where(_c.count_id.in_(bindparam("ids", expanding=True)))
_LINES = (
    select(count_lines)
    .where(_l.place_id == bindparam("place_id"))
    .where(_l.count_id == bindparam("count_id"))
    .order_by(_l.sku_id)
)
_PROGRESS = (
    select(_l.count_id, func.count().label("lines"), func.count(_l.counted).label("counted"))
    .where(_l.place_id.in_(bindparam("place_ids", expanding=True)))
    .where(_l.count_id.in_(bindparam("ids", expanding=True)))
    .group_by(_l.count_id)
)
_LYING = select(positions.c.sku_id).where(positions.c.place_id == bindparam("place_id"))


def add_count(tx: Tx, new: Count) -> None:
    """Write a count down with its lines."""
    tx.insert(counts, _HEAD, [tuple(getattr(new, name) for name in _HEAD)])
    add_lines(tx, new, new.lines)


def add_lines(tx: Tx, count: Count, lines: Sequence[CountLine]) -> None:
    """Write lines down that are not there yet."""
    rows = [
        (*_key(count, line), *(getattr(line, name) for name in _FOUND), line.short)
        for line in lines
    ]
    tx.insert(count_lines, (*_KEY, *_FOUND, "short"), rows)


def enter_lines(tx: Tx, count: Count, lines: Sequence[CountLine]) -> None:
    """Write what was counted over what was entered before."""
    rows = [(*_key(count, line), *(getattr(line, name) for name in _FOUND)) for line in lines]
    tx.update(_ENTER, rows)


def tell_short(tx: Tx, count: Count, units: dict[SkuId, int]) -> None:
    """Write how many promised units were not found."""
    key = count.place_id, count.count_id
    tx.update(_SHORT, [(*key, sku_id, quantity) for sku_id, quantity in units.items()])


def step(tx: Tx, found: Count, *, closed: Stamp | None = None, reason: str | None = None) -> None:
    """Keep a count open, or close it; StaleSlice where it is not as it was found any more."""
    state = CountState.CLOSED if closed else CountState.OPEN
    end = (closed.at, closed.by.actor) if closed else (None, None)
    key = found.place_id, found.count_id
    tx.update(_STEP, [(*key, found.version, state.value, *end, reason)])


def count_by_id(tx: Tx, count_id: str) -> Count | None:
    """Find a count with all its lines."""
    row = tx.first(_BY_ID, ids=[count_id])
    if row is None:
        return None
    found = tx.all(_LINES, place_id=row.place_id, count_id=count_id)
    return _count(row, [CountLine(*tuple(line)[2:]) for line in found])


def heads_by_id(tx: Tx, ids: Sequence[str]) -> list[Count]:
    """Find counts without their lines."""
    return [_count(row, ()) for row in tx.all(_BY_ID, ids=list(ids))]


def page_of_counts(
    tx: Tx, place_id: PlaceId | None, state: CountState | None, *, before: str, most: int
) -> list[Count]:
    """Find counts without their lines, the last opened first, those opened before an id."""
    return [_count(row, ()) for row in tx.all(_page(place_id, state, before).limit(most))]


def progress_of(tx: Tx, found: Sequence[Count]) -> dict[CountId, tuple[int, int]]:
    """Tell of counts how many SKUs they have, and how many of these are counted."""
    if not found:
        return {}
    places = sorted({one.place_id for one in found})
    rows = tx.all(_PROGRESS, place_ids=places, ids=[one.count_id for one in found])
    return {CountId(row.count_id): (row.lines, row.counted) for row in rows}


def skus_at(tx: Tx, place_id: PlaceId) -> list[SkuId]:
    """Find all SKUs that have a position at a place."""
    return sorted(row.sku_id for row in tx.all(_LYING, place_id=place_id))


def _page(place_id: PlaceId | None, state: CountState | None, before: str) -> Select[Any]:
    asked = select(counts).order_by(_c.count_id.desc())
    if place_id:
        asked = asked.where(_c.place_id == place_id)
    if state:
        asked = asked.where(_c.state == state.value)
    return asked.where(_c.count_id < before) if before else asked


def _key(count: Count, line: CountLine) -> tuple[str, str, str]:
    return count.place_id, count.count_id, line.sku_id


def _count(row: Row[Any], lines: Sequence[CountLine]) -> Count:
    head = {name: getattr(row, name) for name in _HEAD}
    head |= {"state": CountState(row.state), "count_id": CountId(row.count_id)}
    return Count(**head, lines=tuple(lines))
