"""Who is served when goods came, and who is promised from elsewhere when they do not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from paraguas.backorders.model import Pool, Waiting
from paraguas.values.ids import SkuId
from paraguas.values.time import DAY


class Parted(NamedTuple):
    """So many units of who waits are promised from another pool now, the rest is not."""

    waiting: Waiting
    pool: Pool
    units: int


class Settled(NamedTuple):
    """What follows when pools have fewer units than were promised from them.

    moved: who is promised from another pool now.  parted: of whom only a part is; it comes before
    what is lost.  lost: units nobody brings any more.
    """

    moved: tuple[tuple[Waiting, Pool], ...]
    parted: tuple[Parted, ...]
    lost: tuple[tuple[Waiting, int], ...]


KEPT = 30 * DAY
"""How long what came is kept for those who wait; they are served within seconds."""


def kept_until(at: int) -> int:
    """Tell until when what came at an instant is kept for those who wait."""
    return at + KEPT


def turn(one: Waiting) -> tuple[int, str, int]:
    """Say whose turn it is: who has waited longest comes first."""
    return one.asked_at, one.order_id, one.waiting_no


def serve(waiting: Iterable[Waiting], units: Mapping[SkuId, int]) -> tuple[Waiting, ...]:
    """Choose who is served by units of SKUs, the longest waiting first.

    Nobody is passed over: what is too little for the first is kept for him.
    """
    left = dict(units)
    served = []
    for one in sorted(waiting, key=turn):
        there = left.get(one.sku_id, 0)
        left[one.sku_id] = there - one.quantity if there >= one.quantity else 0
        if there >= one.quantity:
            served.append(one)
    return tuple(served)


def settle(waiting: Sequence[Waiting], pools: Iterable[Pool], there: int = 0) -> Settled:
    """Promise from other pools what some have no units for any more, the last to come first.

    Of one SKU; there: units of it that lie at the place for those who wait.  Only pools of the same
    place take over, a cap only in its market; the soonest that has all of it does, or else several
    do.
    """
    known = _with_stock(pools, there)
    moved: list[tuple[Waiting, Pool]] = []
    parted: list[Parted] = []
    lost: list[tuple[Waiting, int]] = []
    for one in sorted(waiting, key=turn, reverse=True):
        over = known[one.pool_id].over if one.pool_id in known else one.quantity
        if not over:
            continue
        others = _others(one, known)
        whole = next((pool for pool in others if pool.free >= one.quantity), None)
        if whole:
            moved.append((one, whole))
            _take(known, one.pool_id, -one.quantity)
            _take(known, whole.pool_id, one.quantity)
            continue
        gone = min(one.quantity, over)
        _take(known, one.pool_id, -gone)
        parts = _parts(one, others, gone)
        for part in parts:
            _take(known, part.pool.pool_id, part.units)
        parted += parts
        found = sum(part.units for part in parts)
        if found < gone:
            lost.append((replace(one, quantity=one.quantity - found), gone - found))
    return Settled(tuple(moved), tuple(parted), tuple(lost))


def keep_turns(new: Iterable[Waiting], before: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Let new waits of lines that waited before keep the turn those had."""
    since: dict[int, int] = {}
    for one in before:
        since[one.line_no] = min(one.asked_at, since.get(one.line_no, one.asked_at))
    return tuple(replace(one, asked_at=since.get(one.line_no, one.asked_at)) for one in new)


def beyond(
    waiting: Iterable[Waiting], wanted: Mapping[int, int], placed: Iterable[tuple[int, int]]
) -> list[tuple[Waiting, int]]:
    """Tell which units wait beyond those wanted that no place has, the last to come first.

    wanted: line number -> units still to go out.  placed: line numbers, and units places have.
    """
    left = dict(wanted)
    for line_no, units in placed:
        left[line_no] = left.get(line_no, 0) - units
    gone = []
    for one in sorted(waiting, key=turn):
        kept = min(one.quantity, max(0, left.get(one.line_no, 0)))
        left[one.line_no] = left.get(one.line_no, 0) - kept
        if kept < one.quantity:
            gone.append((one, one.quantity - kept))
    return gone


def _with_stock(pools: Iterable[Pool], there: int) -> dict[str, Pool]:
    """Count what lies there for who waits to the pools that lack it, the soonest first."""
    known: dict[str, Pool] = {}
    for pool in sorted(pools, key=lambda one: (one.expected_on or "~", one.pool_id)):
        helped = min(there, pool.over)
        known[pool.pool_id] = replace(pool, units=pool.units + helped)
        there -= helped
    return known


def _parts(one: Waiting, others: Iterable[Pool], units: int) -> list[Parted]:
    """Promise as many of these units as there are, by what each pool has."""
    parts = []
    for pool in others:
        found = min(units, pool.free)
        units -= found
        if found:
            parts.append(Parted(one, pool, found))
    return parts


def _others(one: Waiting, known: Mapping[str, Pool]) -> list[Pool]:
    """Find what else may bring what somebody waits for, the soonest first."""
    able = [
        pool
        for pool in known.values()
        if pool.pool_id != one.pool_id
        and pool.place_id == one.place_id
        and pool.market in {"", one.market}
        and pool.free
    ]
    return sorted(able, key=lambda pool: (pool.expected_on or "~", pool.pool_id))


def _take(known: dict[str, Pool], pool_id: str, units: int) -> None:
    if pool_id in known:
        pool = known[pool_id]
        known[pool_id] = replace(pool, taken=pool.taken + units)
