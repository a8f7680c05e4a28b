"""What supply tells, against the stock it moved."""

from typing import Any

from sqlalchemy import BigInteger, Row, case, cast, func, or_, select, union_all

from paraguas.inventory.model import Kind
from paraguas.inventory.tables import movements
from paraguas.plumbing.tx import Tx
from paraguas.supply import queries as supply
from paraguas.supply.model import Outcome
from paraguas.supply.tables import feed_closings, purchase_lines, purchase_orders
from paraguas.values.audit import Check

_l, _m = purchase_lines.c, movements.c
_BY_RECEIPT = (Kind.RECEIVED.value, Kind.DAMAGED.value)
_TOLD = select(
    *(_l.purchase_order_id, _l.sku_id, _l.place_id),
    *(_l.received.label("sound"), _l.damaged),
)
_MOVED = (
    select(*(_m.cause_id, _m.sku_id, _m.place_id), -_m.on_hand_diff, -_m.damaged_diff)
    .join(purchase_orders, purchase_orders.c.purchase_order_id == _m.cause_id)
    .where(_m.kind.in_(_BY_RECEIPT))
)
_order_id, _sku_id, _place_id, _sound, _damaged = union_all(_TOLD, _MOVED).subquery().c
_OFF = tuple(cast(func.sum(number), BigInteger) for number in (_sound, _damaged))
_UNMOVED = (
    select(
        *(_order_id, _sku_id, _place_id, _OFF[0].label("sound"), _OFF[1].label("damaged")),
    )
    .group_by(_order_id, _sku_id, _place_id)
    .having(or_(*(off != 0 for off in _OFF)))
    .order_by(_order_id, _sku_id)
)

_c = feed_closings.c
_UNADJUSTED = (
    select(_c.closing_id, _c.difference, _m.on_hand_diff)
    .outerjoin(
        movements,
        (_m.sku_id == _c.sku_id) & (_m.place_id == _c.place_id) & (_m.cause_id == _c.closing_id),
    )
    .where(
        func.coalesce(_m.on_hand_diff, 0)
        != case((_c.outcome == Outcome.ADJUSTED.value, _c.difference), else_=0)
    )
    .order_by(_c.closing_id)
)


def audit_supply(tx: Tx) -> tuple[Check, ...]:
    """Verify the room's own books, and that what came was moved."""
    own = supply.audit(tx)
    wrong = tuple(map(_unmoved, tx.all(_UNMOVED)))
    moved = Check("a purchase order is the sum of its movements", own[0].looked_at, wrong)
    closings = int(tx.value(select(func.count()).select_from(feed_closings)))
    off = tuple(map(_unadjusted, tx.all(_UNADJUSTED)))
    adjusted = Check("what a feed's difference adjusted was moved", closings, off)
    return (*own, moved, adjusted)


def _unmoved(row: Row[Any]) -> str:
    return (
        f"purchase order {row.purchase_order_id} is off its movements of SKU {row.sku_id} at place "
        f"{row.place_id} by {row.sound:+} sound, {row.damaged:+} damaged"
    )


def _unadjusted(row: Row[Any]) -> str:
    moved = row.on_hand_diff or 0
    return f"closing {row.closing_id} of a difference of {row.difference:+} moved {moved:+}"
