"""What fulfilments carry against what orders allocate to them."""

from collections import Counter as Tally

from paraguas.fulfilment.tables import fulfilments, read_portions
from paraguas.orders.tables import order_allocations
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.views.order_spans import spans, within

_GIVEN_UP = ("cancelled", "refused", "expired")
_a, _f = order_allocations.c, fulfilments.c
_ALLOCATED = within(order_allocations, _a.fulfilment_id, _a.line_no, _a.quantity)
_CARRIED = within(fulfilments, _f.fulfilment_id, _f.status, _f.portions)


def match_portions(tx: Tx) -> Check:
    """Verify that a place hands over what is allocated to it, some thousand orders at a time."""
    seen = 0
    findings: list[str] = []
    for span in spans(tx):
        off = Tally[tuple[str, str, int]]()
        for row in tx.all(_ALLOCATED, **span):
            off[row.order_id, row.fulfilment_id, row.line_no] += row.quantity
        carried = tx.all(_CARRIED, **span)
        seen += len(carried)
        for row in carried:
            if row.status not in _GIVEN_UP:
                for portion in read_portions(row.portions):
                    off[row.order_id, row.fulfilment_id, portion.line_no] -= portion.quantity
        findings += [_finding(*key, units) for key, units in off.items() if units]
    return Check("a place hands over what is allocated to it", seen, tuple(findings))


def _finding(order_id: str, fulfilment_id: str, line_no: int, units: int) -> str:
    return (
        f"order {order_id} line {line_no} has {units:+} allocated against what "
        f"fulfilment {fulfilment_id} hands over"
    )
