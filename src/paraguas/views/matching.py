"""What is allocated: told by orders, by their counters, by stock and by who hands it over."""

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, select

from paraguas.fulfilment.tables import fulfilments, read_portions
from paraguas.inventory.tables import positions
from paraguas.orders.model import Allocation
from paraguas.orders.rules.rows import read_allocations
from paraguas.orders.tables import order_lines, orders
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.views.order_spans import spans, within

Placed = dict[str, tuple[Allocation, ...]]
"""The allocations of orders, by order."""

_GIVEN_UP = ("cancelled", "refused", "expired")
_o, _l, _f, _p = orders.c, order_lines.c, fulfilments.c, positions.c
_ORDERS = within(orders, _o.allocations)
_LINES = within(order_lines, _l.line_no, _l.sku_id, _l.allocated)
_CARRIED = within(fulfilments, _f.fulfilment_id, _f.status, _f.portions)
_HELD = select(_p.sku_id, _p.place_id, _p.allocated).where(_p.allocated != 0)


def match_allocations(tx: Tx) -> list[Check]:
    """Verify allocations against all who rely on them, some thousand orders at a time."""
    stock = Tally[tuple[str, str]]()
    looked = Tally[str]()
    lines_off: list[str] = []
    places_off: list[str] = []
    for span in spans(tx):
        placed = {
            row.order_id: read_allocations(row.allocations) for row in tx.all(_ORDERS, **span)
        }
        lines, carried = tx.all(_LINES, **span), tx.all(_CARRIED, **span)
        lines_off += _off_counters(placed, lines)
        places_off += _off_portions(placed, carried)
        _add_stock(stock, placed, lines)
        looked.update(lines=len(lines), carried=len(carried))
    held = tx.all(_HELD)
    for row in held:
        stock[row.sku_id, row.place_id] -= row.allocated
    stock_off = (_stock(*key, -units) for key, units in stock.items() if units)
    return [
        Check("allocated stock is what open allocations ask for", len(held), tuple(stock_off)),
        Check("a line's allocated units lie at places", looked["lines"], tuple(lines_off)),
        Check("a place hands over what is allocated to it", looked["carried"], tuple(places_off)),
    ]


def _off_counters(placed: Placed, lines: Sequence[Row[Any]]) -> Iterator[str]:
    off = Tally[tuple[str, int]]()
    for order_id, allocations in placed.items():
        for each in allocations:
            off[order_id, each.line_no] += each.quantity
    for line in lines:
        off[line.order_id, line.line_no] -= line.allocated
    for (order_id, line_no), units in off.items():
        if units:
            yield f"order {order_id} line {line_no} has {units:+} at places against its counter"


def _off_portions(placed: Placed, carried: Sequence[Row[Any]]) -> Iterator[str]:
    off = Tally[tuple[str, str, int]]()
    for order_id, allocations in placed.items():
        for each in allocations:
            off[order_id, each.fulfilment_id, each.line_no] += each.quantity
    for row in carried:
        if row.status not in _GIVEN_UP:
            for portion in read_portions(row.portions):
                off[row.order_id, row.fulfilment_id, portion.line_no] -= portion.quantity
    for (order_id, fulfilment_id, line_no), units in off.items():
        if units:
            where = f"order {order_id} line {line_no} has {units:+} allocated"
            yield f"{where} against what fulfilment {fulfilment_id} hands over"


def _add_stock(stock: Tally[tuple[str, str]], placed: Placed, lines: Sequence[Row[Any]]) -> None:
    skus = {(line.order_id, line.line_no): line.sku_id for line in lines}
    for order_id, allocations in placed.items():
        for each in allocations:
            sku_id = skus.get((order_id, each.line_no))
            if each.status == "open" and sku_id:
                stock[sku_id, each.place_id] += each.quantity


def _stock(sku_id: str, place_id: str, units: int) -> str:
    return f"SKU {sku_id} at place {place_id} has {units:+} allocated against its orders"
