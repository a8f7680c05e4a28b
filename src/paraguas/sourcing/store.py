"""The SQL of sourcing."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.tables import sourcing_traces
from paraguas.values.ids import OrderId

_TRACE_COLUMNS = ("order_id", "group_no", "at", "trace")
_TRACES = Prepared(
    select(sourcing_traces.c.group_no, sourcing_traces.c.at, sourcing_traces.c.trace)
    .where(sourcing_traces.c.order_id == bindparam("order"))
    .order_by(sourcing_traces.c.at, sourcing_traces.c.group_no)
)


def insert_traces(tx: Tx, rows: Sequence[tuple[OrderId, int, int, bytes]]) -> None:
    """Write packed traces: order, group, instant, trace."""
    tx.insert(sourcing_traces, _TRACE_COLUMNS, rows)


def traces(tx: Tx, order_id: OrderId) -> list[tuple[int, int, bytes]]:
    """Find the traces of an order: group, instant, packed trace, the oldest first."""
    return [(row.group_no, row.at, row.trace) for row in tx.all(_TRACES, order=order_id)]
