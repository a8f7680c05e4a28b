"""Rows of stock: units that came with a delivery, or units somebody counted."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from paraguas.catalog.errors import BundleUnstocked, SkuUnknown
from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.kinds import Kind, Known
from paraguas.doors.imports.rows import Columns
from paraguas.inventory.actions.adjust_stock import adjust_stock
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.model import Units
from paraguas.inventory.queries import positions
from paraguas.network.errors import PlaceUnknown
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.quantity import check_quantity
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp

COUNTED = "counted"


class StockRow(Struct, frozen=True):
    """Units at a place: received with a document, or, where it names none, counted."""

    units: Units
    receipt: str
    reason: str


def read_stock(cells: Cells, known: Known) -> StockRow:
    """Read a row that has either `quantity` and `receipt`, or `on_hand`."""
    place = known.network.place_by_code(cells.needed("place"))
    if place is None:
        raise PlaceUnknown(place=cells.needed("place"))
    sku = known.catalogue.find(cells.needed("sku"))
    if sku is None:
        raise SkuUnknown(sku=cells.needed("sku"))
    if sku.bundle:
        raise BundleUnstocked(sku=sku.code)
    receipt, counted = cells.text("receipt"), cells.text("on_hand")
    if bool(receipt) == bool(counted):
        raise Malformed(where="receipt", problem="receipt + quantity | on_hand")
    name = "quantity" if receipt else "on_hand"
    quantity = check_quantity(cells.whole(name), least=1 if receipt else 0, where=name)
    return StockRow(
        Units(sku.sku_id, place.place_id, quantity), receipt, cells.text("reason", COUNTED)
    )


def save_stock(tx: Tx, stamp: Stamp, rows: Sequence[StockRow]) -> int:
    """Receive what came and adjust to what was counted."""
    return _receive(tx, stamp, rows) + _count(tx, stamp, [row for row in rows if not row.receipt])


def _receive(tx: Tx, stamp: Stamp, rows: Iterable[StockRow]) -> int:
    deliveries: dict[str, list[Units]] = {}
    for row in rows:
        if row.receipt:
            deliveries.setdefault(row.receipt, []).append(row.units)
    return sum(
        len(lines)
        for receipt, lines in deliveries.items()
        if receive_stock(tx, stamp, digest_id("receipt", receipt), lines)
    )


def _count(tx: Tx, stamp: Stamp, rows: Sequence[StockRow]) -> int:
    skus = sorted({row.units.sku_id for row in rows})
    stands = {(p.sku_id, p.place_id): p.on_hand for p in positions(tx, skus)} if skus else {}
    by_reason: dict[str, list[Units]] = {}
    for row in rows:
        sku_id, place_id = row.units.sku_id, row.units.place_id
        off = row.units.quantity - stands.get((sku_id, place_id), 0)
        if off:
            by_reason.setdefault(row.reason, []).append(Units(sku_id, place_id, off))
    for reason, differences in by_reason.items():
        adjust_stock(tx, stamp, stamp.ids.next(), differences, reason=reason)
    return sum(map(len, by_reason.values()))


STOCK = Kind(
    Columns(needed=("place", "sku"), optional=("quantity", "receipt", "on_hand", "reason")),
    read=read_stock,
    key=lambda row: (row.receipt, row.units.sku_id, row.units.place_id),
    save=save_stock,
)
