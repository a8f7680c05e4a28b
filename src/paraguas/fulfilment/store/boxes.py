"""The SQL of boxes and the ranges of their numbers."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row, bindparam, select, update

from paraguas.fulfilment.model import Box, Fulfilment
from paraguas.fulfilment.tables import boxes, sscc_ranges
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import StaleSlice, Tx

_COLUMNS = ("order_id", "fulfilment_id", "box_no", "lines", "weight_g", "sscc")
_OF = Prepared(
    select(boxes)
    .where(boxes.c.order_id == bindparam("order"))
    .where(boxes.c.fulfilment_id == bindparam("which"))
    .order_by(boxes.c.box_no)
)
_RANGE = Prepared(
    select(sscc_ranges.c.prefix, sscc_ranges.c.last_no).where(
        sscc_ranges.c.entity_id == bindparam("entity")
    )
)
_TAKE = Prepared(
    update(sscc_ranges)
    .where(sscc_ranges.c.entity_id == bindparam("entity"))
    .where(sscc_ranges.c.last_no == bindparam("was"))
    .values(last_no=bindparam("now_no"))
)
_SET = Prepared(
    update(sscc_ranges)
    .where(sscc_ranges.c.entity_id == bindparam("entity"))
    .values(prefix=bindparam("new_prefix"))
)
_decode = msgspec.json.Decoder(tuple[tuple[int, int], ...]).decode


class Range(NamedTuple):
    """A company prefix and the last serial number given under it."""

    prefix: str
    last_no: int


def insert(tx: Tx, found: Fulfilment, packed: Sequence[Box]) -> None:
    """Write the boxes of a parcel."""
    key = (found.order_id, found.fulfilment_id)
    rows = [
        (*key, b.box_no, msgspec.json.encode(b.lines).decode(), b.weight_g, b.sscc) for b in packed
    ]
    tx.insert(boxes, _COLUMNS, rows)


def boxes_of(tx: Tx, order_id: str, fulfilment_id: str) -> tuple[Box, ...]:
    """Find the boxes of a parcel, the first first."""
    return tuple(_box(row) for row in tx.all(_OF, order=order_id, which=fulfilment_id))


def range_of(tx: Tx, entity_id: str) -> Range | None:
    """Find the range an entity numbers its boxes from."""
    row = tx.first(_RANGE, entity=entity_id)
    return Range(row.prefix, row.last_no) if row else None


def take_numbers(tx: Tx, entity_id: str, given: Range, many: int) -> int:
    """Take the next numbers of a range, and give the first; StaleSlice when others were faster."""
    now_no = given.last_no + many
    if not tx.run(_TAKE, entity=entity_id, was=given.last_no, now_no=now_no):
        raise StaleSlice
    return given.last_no + 1


def put_range(tx: Tx, entity_id: str, prefix: str) -> None:
    """Set the prefix of an entity; its serial numbers go on."""
    if not tx.run(_SET, entity=entity_id, new_prefix=prefix):
        tx.insert(sscc_ranges, ("entity_id", "prefix", "last_no"), [(entity_id, prefix, 0)])


def _box(row: Row[Any]) -> Box:
    return Box(row.box_no, _decode(row.lines), row.weight_g, row.sscc)
