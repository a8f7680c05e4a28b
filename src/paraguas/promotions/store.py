"""The SQL of promotions."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import astuple
from sqlalchemy import Row, bindparam, func, select

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.upsert import upsert
from paraguas.promotions import tables as t
from paraguas.promotions.model import Coupon, Difference, KeptShare, Promotion
from paraguas.promotions.rules.redeeming import Use
from paraguas.values.ids import OrderId

_PROMOTION = ("code", "version", "market", "starts_at", "ends_at", "terms")
_COUPON = (*Coupon.__struct_fields__, "issued_at")
_USE = Use.__struct_fields__
_SHARE = ("order_id", *KeptShare.__struct_fields__)
_c, _u, _s = t.coupons.c, t.coupon_uses.c, t.promotion_shares.c

_ALL = select(t.promotions.c.terms).order_by(t.promotions.c.starts_at, t.promotions.c.code)
_DIFFERENCES = select(t.door_differences.c.terms).order_by(t.door_differences.c.difference_id)
_COUPONS = Prepared(
    select(*(_c[name] for name in Coupon.__struct_fields__)).where(
        _c.coupon_id.in_(bindparam("which", expanding=True))
    )
)
_USES = Prepared(
    select(_u.coupon_id, _u.holder_id, func.count().label("uses"))
    .where(
        _u.coupon_id.in_(bindparam("which", expanding=True)),
        _u.holder_id.in_(bindparam("holders", expanding=True)),
    )
    .group_by(_u.coupon_id, _u.holder_id)
)
_USED = GuardedUpdate(
    t.coupons,
    keys=("coupon_id",),
    givens={"more": "used"},
    sets="used = t.used + {more}",
    guard="t.uses IS NULL OR t.used + {more} <= t.uses",
)
_OF_ORDERS = Prepared(
    select(*(_s[name] for name in _SHARE))
    .where(_s.order_id.in_(bindparam("orders", expanding=True)))
    .order_by(_s.order_id, _s.line_no, _s.promotion)
)
_OF_PROMOTION = (
    select(*(_c[name] for name in Coupon.__struct_fields__))
    .where(_c.promotion == bindparam("code"), _c.coupon_id > bindparam("after"))
    .order_by(_c.coupon_id)
    .limit(bindparam("most"))
)
_ORDERS_USING = (
    select(_u.coupon_id, func.count(_u.order_id.distinct()).label("orders"))
    .group_by(_u.coupon_id)
    .subquery()
)
_MISCOUNTED = (
    select(_c.code, _c.used, _ORDERS_USING.c.orders)
    .outerjoin(_ORDERS_USING, _ORDERS_USING.c.coupon_id == _c.coupon_id)
    .where(_c.used != func.coalesce(_ORDERS_USING.c.orders, 0))
)
_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder(Promotion).decode
_decode_difference = msgspec.json.Decoder(Difference).decode


def all_promotions(tx: Tx) -> list[Promotion]:
    """Load all promotions, the first to begin first."""
    return [_decode(row.terms) for row in tx.all(_ALL)]


def put_promotions(tx: Tx, given: Iterable[Promotion]) -> None:
    """Save promotions by code."""
    rows = [
        (one.code, one.version, one.market, one.starts_at, one.ends_at, _encode(one).decode())
        for one in given
    ]
    upsert(tx, t.promotions, _PROMOTION, rows)


def all_differences(tx: Tx) -> list[Difference]:
    """Load all differences between doors, those that are over too."""
    return [_decode_difference(row.terms) for row in tx.all(_DIFFERENCES)]


def put_differences(tx: Tx, given: Iterable[Difference]) -> None:
    """Save differences by what differs and where."""
    rows = [(one.difference_id, _encode(one).decode()) for one in given]
    upsert(tx, t.door_differences, ("difference_id", "terms"), rows)


def ask_coupons(tx: Tx, ids: Sequence[str]) -> Callable[[], dict[str, Coupon]]:
    """Ask for coupons by id; unknown ones are left out."""
    rows = tx.ask(_COUPONS, which=list(ids))
    return lambda: {row.coupon_id: Coupon(*row) for row in rows()}


def ask_uses(
    tx: Tx, ids: Sequence[str], holders: Sequence[str]
) -> Callable[[], dict[tuple[str, str], int]]:
    """Ask how often persons used coupons: (coupon, key of a person) -> uses."""
    if not holders:
        return dict
    rows = tx.ask(_USES, which=list(ids), holders=list(holders))
    return lambda: {(row.coupon_id, row.holder_id): row.uses for row in rows()}


def add_coupons(tx: Tx, new: Sequence[Coupon], at: int) -> None:
    """Insert coupons."""
    tx.insert(t.coupons, _COUPON, [(*astuple(one), at) for one in new])


def add_uses(tx: Tx, uses: Sequence[Use]) -> None:
    """Count uses; StaleSlice when a coupon was used meanwhile as often as it may be.

    A use of a person that is there already makes the whole decide again.
    """
    orders = {(use.coupon_id, use.order_id) for use in uses}
    more = Counter(coupon_id for coupon_id, _ in orders)
    tx.update(_USED, sorted(more.items()))
    tx.insert(t.coupon_uses, _USE, [astuple(use) for use in uses])


def coupons_of(tx: Tx, promotion: str, after: str, most: int) -> list[Coupon]:
    """Read the coupons of a promotion, by id."""
    rows = tx.all(_OF_PROMOTION, code=promotion, after=after, most=most)
    return [Coupon(*row) for row in rows]


def add_shares(tx: Tx, shares: Sequence[tuple[OrderId, KeptShare]]) -> None:
    """Insert what promotions took off orders."""
    rows = [(order_id, *astuple(share)) for order_id, share in shares]
    tx.insert(t.promotion_shares, _SHARE, rows)


def drop_shares(tx: Tx, shares: Sequence[tuple[OrderId, KeptShare]]) -> None:
    """Forget shares of lines whose price became another."""
    keys = [(order_id, share.line_no, share.promotion) for order_id, share in shares]
    tx.delete(t.promotion_shares, ("order_id", "line_no", "promotion"), keys)


def shares_of(tx: Tx, order_ids: Sequence[str]) -> dict[str, tuple[KeptShare, ...]]:
    """Read what promotions took off orders, by line and code."""
    found: dict[str, tuple[KeptShare, ...]] = {}
    for row in tx.all(_OF_ORDERS, orders=list(order_ids)) if order_ids else ():
        order_id, *cells = row
        found[order_id] = (*found.get(order_id, ()), KeptShare(*cells))
    return found


def count_coupons(tx: Tx) -> int:
    """Count coupons."""
    return int(tx.value(select(func.count()).select_from(t.coupons)))


def miscounted(tx: Tx) -> Sequence[Row[Any]]:
    """Find coupons whose uses are not the orders that used them."""
    return tx.all(_MISCOUNTED)
