"""Feeds: their messages, what of them still stands, and the numbers they come to."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, cast, func, or_, select

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx
from paraguas.supply.model import (
    Closing,
    FeedKind,
    FeedLine,
    FeedMessage,
    FeedNumber,
    FeedState,
)
from paraguas.supply.tables import (
    feed_closings,
    feed_lines,
    feed_messages,
    feed_numbers,
    feeds,
)
from paraguas.values.ids import PlaceId, SkuId

_FEED = ("place_id", "feed")
_MESSAGE = (*_FEED, "sequence", "digest", "told_at", "at")
_LINE_KEY = (*_FEED, "sku_id", "sequence")
_LINE = (*_LINE_KEY, "kind", "quantity", "told_at")
_NUMBER_KEY = (*_FEED, "sku_id")
_NUMBER = (*_NUMBER_KEY, "base", "sequence", "quantity", "told_at", "kept")
_CLOSING = (
    *(*_FEED, "closing_id", "sku_id", "sequence", "difference", "outcome", "reason", "at"),
    "actor",
)
_m, _l, _n = feed_messages.c, feed_lines.c, feed_numbers.c
_MOST_GAPS = 20
_STEP = GuardedUpdate(
    table=feeds,
    keys=_FEED,
    givens={"was": "version"},
    sets="version = t.version + 1",
    guard="t.version = {was}",
)
_VERSION = (
    select(feeds.c.version)
    .where(feeds.c.place_id == bindparam("place_id"))
    .where(feeds.c.feed == bindparam("feed"))
)
_DIGEST = (
    select(_m.digest)
    .where(_m.place_id == bindparam("place_id"))
    .where(_m.feed == bindparam("feed"))
    .where(_m.sequence == bindparam("sequence"))
)
_LINES = (
    select(*(_l[name] for name in ("sku_id", "sequence", "kind", "quantity", "told_at")))
    .where(_l.place_id == bindparam("place_id"))
    .where(_l.feed == bindparam("feed"))
    .where(_l.sku_id.in_(bindparam("sku_ids", expanding=True)))
)
_NUMBERS = (
    select(*(_n[name] for name in _NUMBER))
    .where(_n.place_id == bindparam("place_id"))
    .where(_n.feed == bindparam("feed"))
    .where(_n.sku_id.in_(bindparam("sku_ids", expanding=True)))
)
_next = feed_messages.alias("later")
_HEADS = (
    select(
        *(_m.place_id, _m.feed),
        *(func.max(_m.sequence).label("last"), func.count().label("messages")),
    )
    .where(_m.place_id == bindparam("place_id"))
    .group_by(_m.place_id, _m.feed)
    .order_by(_m.feed)
)
_WAITING = (
    select(_l.feed, func.count(_l.sku_id.distinct()).label("skus"))
    .outerjoin(
        feed_numbers,
        (_n.place_id == _l.place_id) & (_n.feed == _l.feed) & (_n.sku_id == _l.sku_id),
    )
    .where(_l.place_id == bindparam("place_id"))
    .where(_n.sku_id.is_(None))
    .group_by(_l.feed)
)
_GAPS = (
    select(_m.sequence)
    .outerjoin(
        _next,
        (_next.c.place_id == _m.place_id)
        & (_next.c.feed == _m.feed)
        & (_next.c.sequence == _m.sequence + 1),
    )
    .where(_m.place_id == bindparam("place_id"))
    .where(_m.feed == bindparam("feed"))
    .where(_m.sequence < bindparam("last"))
    .where(_next.c.sequence.is_(None))
    .order_by(_m.sequence)
    .limit(_MOST_GAPS)
)
_CLOSINGS = (
    select(feed_closings.c.closing_id)
    .where(feed_closings.c.place_id == bindparam("place_id"))
    .where(feed_closings.c.feed == bindparam("feed"))
    .where(feed_closings.c.sku_id == bindparam("sku_id"))
)


_SUMS = (
    select(
        *(_l.place_id, _l.feed, _l.sku_id),
        *(func.sum(_l.quantity).label("units"), func.max(_l.sequence).label("last")),
    )
    .group_by(_l.place_id, _l.feed, _l.sku_id)
    .subquery()
)
_WRONG = (
    select(_n.feed, _n.sku_id, _n.quantity, cast(_SUMS.c.units, BigInteger).label("units"))
    .outerjoin(
        _SUMS,
        (_SUMS.c.place_id == _n.place_id)
        & (_SUMS.c.feed == _n.feed)
        & (_SUMS.c.sku_id == _n.sku_id),
    )
    .where(
        or_(
            _SUMS.c.units.is_(None),
            *(_SUMS.c.units != _n.quantity, _SUMS.c.last != _n.sequence),
        )
    )
    .order_by(_n.feed, _n.sku_id)
)


def count_numbers(tx: Tx) -> int:
    """Count the numbers of all feeds."""
    return int(tx.value(select(func.count()).select_from(feed_numbers)))


def wrong_numbers(tx: Tx) -> Sequence[Row[Any]]:
    """Find numbers that are not the sum of the lines that stand."""
    return tx.all(_WRONG)


def version_of(tx: Tx, place_id: PlaceId, feed: str) -> int:
    """Count how often a feed has changed."""
    return int(tx.value(_VERSION, place_id=place_id, feed=feed) or 0)


def step_on(tx: Tx, place_id: PlaceId, feed: str, was: int | None = None) -> None:
    """Make sure that nobody else changes the feed meanwhile; StaleSlice where somebody does.

    was: its version when what is written was read; now, where the reading is still to come.
    """
    tx.insert(feeds, (*_FEED, "version"), [(place_id, feed, 0)], lenient=True)
    version = version_of(tx, place_id, feed) if was is None else was
    tx.update(_STEP, [(place_id, feed, version)])


def digest_under(tx: Tx, place_id: PlaceId, feed: str, sequence: int) -> str | None:
    """Find what was said under a sequence."""
    row = tx.first(_DIGEST, place_id=place_id, feed=feed, sequence=sequence)
    return row.digest if row else None


def add_message(tx: Tx, message: FeedMessage, digest: str, at: int) -> None:
    """Write down that a message came."""
    row = (
        *(message.place_id, message.feed, message.sequence, digest),
        *(message.told_at, at),
    )
    tx.insert(feed_messages, _MESSAGE, [row])


def lines_by_sku(
    tx: Tx, place_id: PlaceId, feed: str, sku_ids: Sequence[SkuId]
) -> dict[SkuId, list[FeedLine]]:
    """Find the lines of SKUs that stand."""
    found: dict[SkuId, list[FeedLine]] = {}
    for row in tx.all(_LINES, place_id=place_id, feed=feed, sku_ids=list(sku_ids)):
        line = FeedLine(row.sku_id, row.sequence, FeedKind(row.kind), row.quantity, row.told_at)
        found.setdefault(row.sku_id, []).append(line)
    return found


def change_lines(
    tx: Tx, message: FeedMessage, *, fresh: Iterable[FeedLine], gone: Iterable[FeedLine]
) -> None:
    """Write new lines down and drop those a snapshot has overtaken."""
    key = message.place_id, message.feed
    tx.delete(feed_lines, _LINE_KEY, [(*key, one.sku_id, one.sequence) for one in gone])
    rows = [
        (*key, one.sku_id, one.sequence, one.kind.value, one.quantity, one.told_at) for one in fresh
    ]
    tx.insert(feed_lines, _LINE, rows)


def numbers_by_sku(
    tx: Tx, place_id: PlaceId, feed: str, sku_ids: Sequence[SkuId]
) -> dict[SkuId, FeedNumber]:
    """Find the numbers a feed comes to."""
    rows = tx.all(_NUMBERS, place_id=place_id, feed=feed, sku_ids=list(sku_ids))
    return {row.sku_id: FeedNumber(*row) for row in rows}


def write_numbers(tx: Tx, old: Iterable[FeedNumber], new: Sequence[FeedNumber]) -> None:
    """Put new numbers in the place of old ones."""
    keys = [(one.place_id, one.feed, one.sku_id) for one in old]
    tx.delete(feed_numbers, _NUMBER_KEY, keys)
    tx.insert(feed_numbers, _NUMBER, [tuple(getattr(one, n) for n in _NUMBER) for one in new])


def add_closing(tx: Tx, closing: Closing) -> None:
    """Write down how a difference was closed."""
    tx.insert(feed_closings, _CLOSING, [tuple(getattr(closing, name) for name in _CLOSING)])


def closing_ids(tx: Tx, place_id: PlaceId, feed: str, sku_id: SkuId) -> list[str]:
    """Find the differences of a SKU that were closed."""
    return [row[0] for row in tx.all(_CLOSINGS, place_id=place_id, feed=feed, sku_id=sku_id)]


def feeds_of(tx: Tx, place_id: PlaceId) -> list[FeedState]:
    """Tell how far the feeds of a place have come, by name."""
    waiting = {row.feed: row.skus for row in tx.all(_WAITING, place_id=place_id)}
    return [
        FeedState(
            *(row.place_id, row.feed, row.last, row.messages, waiting.get(row.feed, 0)),
            _gaps(tx, row),
        )
        for row in tx.all(_HEADS, place_id=place_id)
    ]


def _gaps(tx: Tx, head: Any) -> tuple[int, ...]:
    rows = tx.all(_GAPS, place_id=head.place_id, feed=head.feed, last=head.last)
    return tuple(row.sequence + 1 for row in rows)
