"""Orders that earn, and what orders burnt."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from paraguas.loyalty import tables as t
from paraguas.loyalty.model import Burn, EarningOrder
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx

_BURN = Burn.__struct_fields__
_ORDER = EarningOrder.__struct_fields__
_b, _o = t.burns.c, t.earning_orders.c
_BURNS = Prepared(
    select(*(_b[name] for name in _BURN))
    .where(_b.order_id == bindparam("which"))
    .order_by(_b.transaction_no, _b.account_id)
)
_EARNING = Prepared(select(*(_o[name] for name in _ORDER)).where(_o.order_id == bindparam("which")))
_GIVE_BACK = GuardedUpdate(
    t.burns,
    keys=("order_id", "transaction_no", "account_id"),
    givens={"some_points": "back_points", "some_minor": "back_minor"},
    sets="back_points = {some_points}, back_minor = {some_minor}",
    guard="t.back_points <= {some_points} AND t.back_minor <= {some_minor}",
)
_TELL = GuardedUpdate(
    t.earning_orders,
    keys=("order_id",),
    givens={
        "was_points": "points",
        "lines": "goods",
        "so_many": "points",
        "counted": "qualifying",
        "sold": "allocated_minor",
        "usable": "usable_at",
    },
    sets=(
        "goods = {lines}, points = {so_many}, qualifying = {counted}, "
        "allocated_minor = {sold}, usable_at = {usable}"
    ),
    guard="t.points = {was_points}",
)
_GOODS = _ORDER.index("goods")
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[int, tuple[str, str]]).decode


def burns_of(tx: Tx, order_id: str) -> list[Burn]:
    """Read what an order burnt, tender by tender."""
    return [Burn(*row) for row in tx.all(_BURNS, which=order_id)]


def add_burns(tx: Tx, burns: Sequence[Burn]) -> None:
    """Write what orders burnt."""
    tx.insert(t.burns, _BURN, [msgspec.structs.astuple(one) for one in burns])


def change_burns(tx: Tx, burns: Sequence[Burn]) -> None:
    """Write what was given back of burns; it never becomes less."""
    rows = [
        (one.order_id, one.transaction_no, one.account_id, one.back_points, one.back_minor)
        for one in burns
    ]
    tx.update(_GIVE_BACK, rows)


def earning_order(tx: Tx, order_id: str) -> EarningOrder | None:
    """Find by what an order earns, if it does."""
    row = tx.first(_EARNING, which=order_id)
    return _order(row) if row else None


def add_earning_order(tx: Tx, new: EarningOrder) -> None:
    """Write by what an order earns; who is slower collides."""
    tx.insert(t.earning_orders, _ORDER, [_row(new)])


def change_earning_order(tx: Tx, was: EarningOrder, now: EarningOrder) -> None:
    """Write what an order has come to earn; StaleSlice where somebody told otherwise meanwhile."""
    goods = _encode(now.goods).decode()
    told = (now.points, now.qualifying, now.allocated_minor, now.usable_at)
    tx.update(_TELL, [(now.order_id, was.points, goods, *told)])


def _row(new: EarningOrder) -> tuple[Any, ...]:
    cells = [getattr(new, name) for name in _ORDER]
    cells[_GOODS] = _encode(new.goods).decode()
    return tuple(cells)


def _order(row: Any) -> EarningOrder:
    cells = list(row)
    cells[_GOODS] = _decode(cells[_GOODS])
    return EarningOrder(*cells)
