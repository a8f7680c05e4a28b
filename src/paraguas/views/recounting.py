"""Counters and statuses of orders told again from their log, some thousand orders at a time."""

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
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

_ORDERS = within(orders, _o.number, _o.status, _o.fulfilment_status, _o.first_counts)
_LOG = within(order_actions, _a.counter, _a.lines)
_LINES = within(order_lines, _l.line_no, _l.quantity, *(_l[name] for name in _COUNTERS))


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


def _logged(page: Sequence[Row[Any]], log: Sequence[Row[Any]]) -> Tally[tuple[str, int, str]]:
    units: Tally[tuple[str, int, str]] = Tally()
    for order in page:
        for counter, counted in read_counts(order.first_counts).items():
            for line_no, n in counted:
                units[order.order_id, line_no, counter] += n
    for entry in log:
        for line_no, n in read_units(entry.lines):
            units[entry.order_id, line_no, entry.counter] += n
    return units


def _miscounted(lines: Sequence[Row[Any]], logged: Tally[tuple[str, int, str]]) -> Iterator[str]:
    for line in lines:
        for name in _COUNTERS:
            told, sums = getattr(line, name), logged.pop((line.order_id, line.line_no, name), 0)
            if told != sums:
                where = f"order {line.order_id} line {line.line_no}"
                yield f"{where} counts {told} {name}, its log {sums}"
    for (order_id, line_no, name), n in logged.items():
        yield f"order {order_id} logs {n} {name} of line {line_no}, which is not there"


def _misstated(page: Sequence[Row[Any]], lines: Sequence[Row[Any]]) -> Iterator[str]:
    standing: dict[str, list[LineStanding]] = {}
    for line in lines:
        units = (getattr(line, name) for name in _STANDING)
        standing.setdefault(line.order_id, []).append(LineStanding(*units))
    for order in page:
        fulfilled = fulfilment_status(standing.get(order.order_id, ()))
        wanted = order_status(fulfilled).value, fulfilled.value
        if (order.status, order.fulfilment_status) != wanted:
            told = f"{order.status}, {order.fulfilment_status}"
            yield f"order {order.number} is {told}; its lines say {', '.join(wanted)}"
