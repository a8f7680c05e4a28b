"""Counters and statuses of orders told again from their log, some thousand orders at a time."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from paraguas.orders.model import Counter, LineStanding
from paraguas.orders.rules.rows import read_counts, read_units
from paraguas.orders.rules.standing import fulfilment_status, order_status
from paraguas.orders.tables import order_actions, order_lines, orders
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.views.order_spans import spans, within

_o, _l, _a = orders.c, order_lines.c, order_actions.c
_COUNTERS = tuple(counter.value for counter in Counter)
_STANDING = ("quantity", "cancelled", "handed_over", "shipped", "delivered", "performed")
_MANY = len(_COUNTERS)

_ORDERS = within(orders, _o.number, _o.status, _o.fulfilment_status, _o.first_counts)
_LOG = within(order_actions, _a.counter, _a.lines)
# What the counters are read by comes first, then what a line's standing is made of, as it takes it.
_LINES = within(order_lines, _l.line_no, *(_l[name] for name in (*_COUNTERS, *_STANDING)))

Units = dict[str, int]
"""Units by counter; one that counts nothing is left out."""


def recount(tx: Tx) -> list[Check]:
    """Verify that counters are the sum of the log, and statuses what the counters say."""
    lines_seen = orders_seen = 0
    counters: list[str] = []
    statuses: list[str] = []
    for span in spans(tx):
        page = tx.all(_ORDERS, **span)
        lines = tx.all(_LINES, **span)
        counters += _miscounted(lines, _logged(page, tx.all(_LOG, **span)))
        statuses += _misstated(page, lines)
        lines_seen += len(lines)
        orders_seen += len(page)
    return [
        Check("a line's counters are the sum of its log", lines_seen, tuple(counters)),
        Check("an order's status is what its lines say", orders_seen, tuple(statuses)),
    ]


def _logged(page: Sequence[Row[Any]], log: Sequence[Row[Any]]) -> dict[tuple[str, int], Units]:
    """Add up what the placing counted and the log tells, line by line."""
    logged: dict[tuple[str, int], Units] = {}
    for order in page:
        for counter, counted in read_counts(order.first_counts).items():
            _add(logged, order.order_id, counter, counted)
    for entry in log:
        _add(logged, entry.order_id, entry.counter, read_units(entry.lines))
    return logged


def _add(
    logged: dict[tuple[str, int], Units],
    order_id: str,
    counter: str,
    counted: Iterable[tuple[int, int]],
) -> None:
    for line_no, n in counted:
        units = logged.setdefault((order_id, line_no), {})
        units[counter] = units.get(counter, 0) + n


def _miscounted(lines: Sequence[Row[Any]], logged: dict[tuple[str, int], Units]) -> Iterator[str]:
    for order_id, line_no, *counts in map(tuple, lines):
        told = {name: n for name, n in zip(_COUNTERS, counts[:_MANY], strict=True) if n}
        sums = logged.pop((order_id, line_no), {})
        if told != sums:
            where = f"order {order_id} line {line_no}"
            for name in _COUNTERS:
                if (ours := told.get(name, 0)) != (its := sums.get(name, 0)):
                    yield f"{where} counts {ours} {name}, its log {its}"
    for (order_id, line_no), units in logged.items():
        for name, n in units.items():
            yield f"order {order_id} logs {n} {name} of line {line_no}, which is not there"


def _misstated(page: Sequence[Row[Any]], lines: Sequence[Row[Any]]) -> Iterator[str]:
    standing: dict[str, list[LineStanding]] = {}
    for order_id, _, *counts in map(tuple, lines):
        standing.setdefault(order_id, []).append(LineStanding(*counts[_MANY:]))
    for order in page:
        fulfilled = fulfilment_status(standing.get(order.order_id, ()))
        wanted = order_status(fulfilled).value, fulfilled.value
        if (order.status, order.fulfilment_status) != wanted:
            told = f"{order.status}, {order.fulfilment_status}"
            yield f"order {order.number} is {told}; its lines say {', '.join(wanted)}"
