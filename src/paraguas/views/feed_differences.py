"""Where a feed's numbers and ours differ, each held against ours of the instant it was told."""

from msgspec import Struct
from sqlalchemy import BigInteger, bindparam, cast, func, select

from paraguas.catalog.queries import catalogue
from paraguas.inventory.tables import movements, positions
from paraguas.plumbing.tx import Tx
from paraguas.supply.tables import feed_closings, feed_numbers
from paraguas.values.ids import PlaceId

_n, _p, _m = feed_numbers.c, positions.c, movements.c
_CLOSED = (
    select(feed_closings.c.closing_id)
    .where(feed_closings.c.place_id == _n.place_id)
    .where(feed_closings.c.feed == _n.feed)
    .where(feed_closings.c.closing_id == _m.cause_id)
    .exists()
)
# What moved since it was told is in our number and not in theirs; what was adjusted because of
# this feed is in both.
_SINCE = (
    select(func.coalesce(func.sum(_m.on_hand_diff), 0))
    .where(_m.sku_id == _n.sku_id)
    .where(_m.place_id == _n.place_id)
    .where(_m.at > _n.told_at)
    .where(~_CLOSED)
    .scalar_subquery()
)
_OURS = cast(func.coalesce(_p.on_hand, 0) - _SINCE, BigInteger)
_ALL = (
    select(
        *(_n.feed, _n.sku_id, _n.sequence, _n.told_at, _n.quantity, _n.kept),
        _OURS.label("ours"),
    )
    .select_from(feed_numbers)
    .outerjoin(positions, (_p.sku_id == _n.sku_id) & (_p.place_id == _n.place_id))
    .where(_n.place_id == bindparam("place_id"))
    .where(_n.feed == bindparam("feed"))
    .where(_n.sku_id > bindparam("after", type_=_n.sku_id.type))
    .subquery()
)
_off = _ALL.c.quantity - _ALL.c.ours
_OPEN = (
    select(_ALL)
    .where(_off != 0)
    .where(_off != _ALL.c.kept)
    .order_by(_ALL.c.sku_id)
    .limit(bindparam("most"))
)
_FIRST = "0" * 32


class Difference(Struct, frozen=True):
    """A SKU (its code) of which a feed has another number than we.

    theirs: what the feed said of `told_at`.  ours: of the same instant.  difference: theirs less
    ours.  kept: a difference that was left before, 0 for none.
    """

    sku: str
    sku_id: str
    feed: str
    sequence: int
    told_at: int
    theirs: int
    ours: int
    difference: int
    kept: int


def feed_differences(
    tx: Tx, place_id: PlaceId, feed: str, *, after: str = "", most: int = 100
) -> list[Difference]:
    """Tell open differences of a feed in the order of SKU ids, those after an id."""
    rows = tx.all(_OPEN, place_id=place_id, feed=feed, after=after or _FIRST, most=most)
    catalog = catalogue(tx)
    return [
        Difference(
            *(sku.code if (sku := catalog.sku(row.sku_id)) else row.sku_id, row.sku_id, row.feed),
            *(row.sequence, row.told_at, row.quantity, row.ours, row.quantity - row.ours, row.kept),
        )
        for row in rows
    ]
