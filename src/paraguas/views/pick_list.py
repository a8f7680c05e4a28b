"""What a store fetches off its shelves for several orders at once."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.catalog.queries import catalogue
from paraguas.fulfilment.model import Fulfilment, Kind, Status
from paraguas.fulfilment.queries import tasks_at
from paraguas.fulfilment.rules.gathering import gather
from paraguas.orders.model import PlacedOrder
from paraguas.orders.queries import orders
from paraguas.plumbing.tx import Tx
from paraguas.shelving.queries import locations
from paraguas.shelving.rules.walking import step
from paraguas.values.ids import PlaceId, SkuId

TO_PICK = (Status.RELEASED, Status.ACCEPTED, Status.PICKING)
"""What is to be fetched, or is being fetched."""


class PickFor(Struct, frozen=True):
    """So many of the units are for this fulfilment.

    bay: where they are put, if it has one yet.  bundles: titles of those they are part of.
    """

    order_id: str
    fulfilment_id: str
    number: str
    kind: Kind
    status: Status
    promised_at: int
    bay: str | None
    units: int
    bundles: tuple[str, ...] = ()


class PickRow(Struct, frozen=True):
    """So many units of a SKU in all, and for whom; location: aisle, shelf and bin, if known."""

    code: str
    title: str
    unit: str
    units: int
    parts: tuple[PickFor, ...]
    location: str = ""


def pick_list(
    tx: Tx, place_id: PlaceId, language: str, *, only: Sequence[str] = ()
) -> tuple[PickRow, ...]:
    """List what a place is to fetch, SKU by SKU in walking order, then in the order of codes.

    Held tasks are left out.  only: ids of fulfilments; all that are to be picked without it.
    """
    tasks = [
        task
        for task in tasks_at(tx, place_id, TO_PICK)
        if task.hold is None and (not only or task.fulfilment_id in only)
    ]
    sold = catalogue(tx)
    skus = {p.sku_id: sold.sku(p.sku_id) for task in tasks for p in task.portions}
    wanted = {o.order_id: o for o in orders(tx, sorted({t.order_id for t in tasks}))}
    codes = {sku_id: sku.code for sku_id, sku in skus.items() if sku}
    lies = locations(tx, place_id, sorted(skus))
    steps = {sku_id: step(found) for sku_id, found in lies.items()}
    return tuple(
        PickRow(
            pick.code,
            sku.title(language) if (sku := skus[pick.sku_id]) else pick.code,
            sku.unit.value if sku else "piece",
            pick.units,
            tuple(
                _part(task, wanted[task.order_id], pick.sku_id, units) for task, units in pick.parts
            ),
            found.told if (found := lies.get(pick.sku_id)) else "",
        )
        for pick in gather(tasks, codes, steps)
    )


def _part(task: Fulfilment, order: PlacedOrder, sku_id: SkuId, units: int) -> PickFor:
    own = {part.line_no for part in task.portions if part.sku_id == sku_id}
    bundles = (e.line.bundle for e in order.lines if e.line.line_no in own)
    return PickFor(
        *(task.order_id, task.fulfilment_id, order.number, task.kind, task.status),
        *(task.promised_at, task.bay, units),
        tuple(dict.fromkeys(bundle.title for bundle in bundles if bundle)),
    )
