"""What transfers and counts tell, against the movements they caused."""

from typing import Any

from sqlalchemy import BigInteger, Row, cast, func, or_, select, union_all

from paraguas.inventory.model import CountState, Kind, TransferState
from paraguas.inventory.tables import (
    count_lines,
    counts,
    movements,
    transfer_lines,
    transfers,
)
from paraguas.plumbing.tx import Tx

_t, _l, _m = transfers.c, transfer_lines.c, movements.c
_JOIN = (_l.place_id == _t.place_id) & (_l.transfer_id == _t.transfer_id)
_KINDS = (Kind.SENT.value, Kind.ARRIVED.value, Kind.RECALLED.value)
_LEFT = select(
    _l.transfer_id.label("paper_id"), _l.sku_id, _t.from_place_id.label("place_id"),
    (_l.returned - _l.quantity).label("units"),
).select_from(transfer_lines).join(transfers, _JOIN)  # fmt: skip
_CAME = select(_l.transfer_id, _l.sku_id, _l.place_id, _l.received)
_COUNTED = (
    select(
        *(count_lines.c.count_id.label("paper_id"), count_lines.c.sku_id, count_lines.c.place_id),
        (count_lines.c.counted - count_lines.c.expected).label("units"),
    )
    .join(
        counts,
        (counts.c.place_id == count_lines.c.place_id)
        & (counts.c.count_id == count_lines.c.count_id),
    )
    .where(counts.c.state == CountState.CLOSED.value)
    .where(count_lines.c.counted.is_not(None))
)


def _moved(*kinds: str) -> Any:
    return select(_m.cause_id, _m.sku_id, _m.place_id, -_m.on_hand_diff).where(_m.kind.in_(kinds))


def _off(*parts: Any) -> Any:
    paper_id, sku_id, place_id, units = union_all(*parts).subquery().c
    off = cast(func.sum(units), BigInteger)
    keys = paper_id, sku_id, place_id
    return select(*keys, off.label("off")).group_by(*keys).having(off != 0).order_by(*keys)


_TRANSFERS = _off(_LEFT, _CAME, _moved(*_KINDS))
_COUNTS = _off(_COUNTED, _moved(Kind.COUNTED.value))
_ON_THE_WAY = func.sum(_l.quantity - _l.received - _l.written_off - _l.returned)
_LOST = (
    select(_t.number, _t.state, cast(_ON_THE_WAY, BigInteger).label("units"))
    .select_from(transfers)
    .join(transfer_lines, _JOIN)
    .group_by(_t.transfer_id, _t.number, _t.state)
    .having(
        or_(
            (_t.state == TransferState.SENT.value) & (_ON_THE_WAY <= 0),
            (_t.state != TransferState.SENT.value) & (_ON_THE_WAY != 0),
            func.min(_l.quantity - _l.received - _l.written_off - _l.returned) < 0,
        )
    )
    .order_by(_t.number)
)


def count_papers(tx: Tx) -> tuple[int, int]:
    """Count transfers and counts."""
    made = tx.value(select(func.count()).select_from(transfers))
    counted = tx.value(select(func.count()).select_from(counts))
    return int(made), int(counted)


def lost_on_the_way(tx: Tx) -> list[Row[Any]]:
    """Find transfers whose units on the way are not what their state says."""
    return list(tx.all(_LOST))


def unmoved_transfers(tx: Tx) -> list[Row[Any]]:
    """Find lines of transfers, by place, whose movements are others than they tell."""
    return list(tx.all(_TRANSFERS))


def unmoved_counts(tx: Tx) -> list[Row[Any]]:
    """Find lines of closed counts whose movements are others than their differences."""
    return list(tx.all(_COUNTS))
