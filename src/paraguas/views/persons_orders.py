"""Which orders are a person's: those that left one of her records."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from paraguas.orders.tables import order_contacts
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, RecordId

_BY_RECORD = Prepared(
    select(order_contacts.c.order_id)
    .where(order_contacts.c.contact_key.in_(bindparam("records", expanding=True)))
    .order_by(order_contacts.c.order_id.desc())
    .limit(bindparam("most"))
)


def orders_of_person(tx: Tx, record_ids: Sequence[RecordId], *, most: int) -> list[OrderId]:
    """Find the orders that left these records, the newest first."""
    rows = tx.all(_BY_RECORD, records=list(record_ids), most=most)
    return [OrderId(row.order_id) for row in rows]
