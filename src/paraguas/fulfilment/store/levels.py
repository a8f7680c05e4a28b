"""The SQL of service levels."""

from collections.abc import Sequence

from sqlalchemy import select

from paraguas.fulfilment.model import ServiceLevel
from paraguas.fulfilment.tables import service_levels
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.upsert import upsert

_ALL = select(*(service_levels.c[name] for name in ServiceLevel._fields)).order_by(
    service_levels.c.place_kind
)


def all_levels(tx: Tx) -> list[ServiceLevel]:
    """Load all service levels."""
    return [ServiceLevel._make(row) for row in tx.all(_ALL)]


def put_levels(tx: Tx, levels: Sequence[ServiceLevel]) -> None:
    """Save service levels by kind of place."""
    upsert(tx, service_levels, ServiceLevel._fields, [tuple(level) for level in levels])
