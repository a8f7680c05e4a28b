"""Cycle counts told by codes: opened, entered blind, closed, read.

While people count they are not told what is expected, so that nobody counts towards it.
"""

from typing import Any

from msgspec import Struct

from paraguas.inventory import queries as inventory
from paraguas.inventory.actions.close_count import close_count
from paraguas.inventory.actions.enter_count import enter_count
from paraguas.inventory.actions.open_count import open_count
from paraguas.inventory.errors import CountUnknown
from paraguas.inventory.model import Count, CountLine, CountState
from paraguas.journeys.stock.codes import (
    Counted,
    code_of_place,
    code_of_sku,
    naming_codes,
    place_of,
    sku_of,
)
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId
from paraguas.values.limits import Code
from paraguas.values.stamp import Stamp


class Opening(Struct, frozen=True):
    """A count to be opened at a place; of everything that lies there where no SKUs are named."""

    stamp: Stamp
    place: str
    skus: tuple[Code, ...] = ()


class Entering(Struct, frozen=True):
    """What somebody counted; the last line of a SKU counts.

    own: the place the hand is bound to; another's count is not there for it.
    """

    stamp: Stamp
    count_id: str
    lines: tuple[Counted, ...]
    own: PlaceId | None = None


class Closing(Struct, frozen=True):
    """A count to be closed, and why there may be differences."""

    stamp: Stamp
    count_id: str
    reason: str
    own: PlaceId | None = None


class ToldCountLine(Struct, frozen=True):
    """A SKU (its code) and what was counted of it.

    expected, difference: only once the count is closed.  short: units promised but not found.
    """

    sku: str
    sku_id: str
    counted: int | None
    counted_at: int | None
    counted_by: str | None
    expected: int | None
    difference: int | None
    short: int


class ToldHead(Struct, frozen=True):
    """A count without its lines; skus: how many it has.  counted: how many of these are."""

    count_id: str
    number: str
    place: str
    whole: bool
    state: str
    at: int
    opened_by: str
    closed_at: int | None
    closed_by: str | None
    reason: str | None
    skus: int
    counted: int


class ToldCount(ToldHead, frozen=True):
    """A count with its lines; not `recorded` where it had been closed before.

    difference: units found more less those found fewer, once it is closed.
    """

    difference: int | None
    lines: tuple[ToldCountLine, ...]
    recorded: bool = True


def begin_count(tx: Tx, opening: Opening) -> ToldCount:
    """Open a count; refuses unknown codes."""
    place_id = place_of(tx, opening.place).place_id
    skus = {sku_of(tx, code) for code in opening.skus}
    return told_count(tx, inventory.count(tx, open_count(tx, opening.stamp, place_id, skus)))


def enter(tx: Tx, entering: Entering) -> ToldCount:
    """Enter what was counted; refuses what `enter_count` does, with codes instead of ids."""
    found = own_count(tx, entering.count_id, entering.own)
    units = {sku_of(tx, line.sku): line.quantity for line in entering.lines}
    with naming_codes(tx):
        enter_count(tx, entering.stamp, found, units)
    return told_count(tx, inventory.count(tx, entering.count_id))


def close(tx: Tx, closing: Closing) -> ToldCount:
    """Close a count; refuses what `close_count` does, with codes instead of ids."""
    found = own_count(tx, closing.count_id, closing.own)
    with naming_codes(tx):
        recorded = close_count(tx, closing.stamp, found, reason=closing.reason)
    return told_count(tx, inventory.count(tx, closing.count_id), recorded=recorded)


def own_count(tx: Tx, count_id: str, own: PlaceId | None) -> Count:
    """Find a count of a place (any without one); CountUnknown otherwise."""
    found = inventory.count(tx, count_id)
    if own is not None and found.place_id != own:
        raise CountUnknown(count=count_id)
    return found


def told_count(tx: Tx, found: Count, *, recorded: bool = True) -> ToldCount:
    """Tell a count by codes, as much as may be known of it now."""
    over = found.state is CountState.CLOSED
    counted = [line for line in found.lines if line.counted is not None]
    return ToldCount(
        **_head(tx, found, (len(found.lines), len(counted))),
        difference=sum(line.difference for line in found.lines) if over else None,
        lines=tuple(_line(tx, line, over=over) for line in found.lines),
        recorded=recorded,
    )


def told_head(tx: Tx, found: Count, progress: tuple[int, int]) -> ToldHead:
    """Tell a count without its lines; progress: how many SKUs it has, and how many are counted."""
    return ToldHead(**_head(tx, found, progress))


def _head(tx: Tx, found: Count, progress: tuple[int, int]) -> dict[str, Any]:
    same = ("count_id", "number", "whole", "at", "opened_by", "closed_at", "closed_by", "reason")
    skus, counted = progress
    return {name: getattr(found, name) for name in same} | {
        "place": code_of_place(tx, found.place_id),
        "state": found.state.value,
        "skus": skus,
        "counted": counted,
    }


def _line(tx: Tx, line: CountLine, *, over: bool) -> ToldCountLine:
    done = over and line.counted is not None
    return ToldCountLine(
        sku=code_of_sku(tx, line.sku_id),
        sku_id=line.sku_id,
        counted=line.counted,
        counted_at=line.counted_at,
        counted_by=line.counted_by,
        expected=line.expected if done else None,
        difference=line.difference if done else None,
        short=line.short,
    )
