"""Have another place bring the goods of a pick-up to the store where they are fetched."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from paraguas.fulfilment.model import Fulfilment, Kind, Status
from paraguas.fulfilment.rules.parting import part_plan
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, PlaceId, SkuId
from paraguas.values.stamp import Stamp


def bring_goods(
    tx: Tx,
    stamp: Stamp,
    order_id: OrderId,
    group_no: int,
    parts: Mapping[PlaceId, Sequence[tuple[int, int]]],
    *,
    skus: Mapping[int, SkuId],
    to_place_id: PlaceId,
    expected_at: int,
) -> Fulfilment:
    """Write the task of the place that brings: it picks and sends, the store takes in and goes on.

    parts: of one place, pairs of line number and quantity.  skus: by line number.
    """
    [new] = part_plan(
        *(stamp, order_id, group_no, Kind.PICK_UP, parts),
        skus=skus,
        promised_at=dict.fromkeys(parts, expected_at),
        status=Status.RELEASED,
    )
    brought = replace(new, to_place_id=to_place_id)
    tasks.insert_begun(tx, brought)
    return brought
