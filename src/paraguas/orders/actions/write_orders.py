"""Write orders that were decided: rows, log, promises and the fact of each."""

from collections.abc import Sequence

from paraguas.orders.events import OrderPlaced
from paraguas.orders.model import Order
from paraguas.orders.store.placing import add_orders
from paraguas.plumbing.tx import Tx


def write_orders(tx: Tx, orders: Sequence[Order], *, secret: str, recorded_at: int) -> None:
    """Save orders in bulk and announce `order.placed.v1` for each, in its own stream.

    secret: key of the contact look-up.  recorded_at: when we learnt of them; a record of the past
    was placed earlier.
    """
    add_orders(tx, orders, secret=secret, recorded_at=recorded_at)
    for order in orders:
        tx.announce(order.wish.stamp, order.order_id, _placed(order))


def _placed(order: Order) -> OrderPlaced:
    wish = order.wish
    return OrderPlaced(
        *(order.order_id, order.number, wish.channel, wish.market, order.entity_id),
        *(order.place_id, order.currency, order.language, order.total_minor, order.tax_minor),
        *(order.payment_status, order.policy_version, wish.external, wish.basket_id),
        lines=[
            {
                "line_no": line.line_no,
                "group_no": line.group_no,
                "sku_id": line.sku_id,
                "code": line.code,
                "quantity": line.quantity,
                "amount_minor": line.amount_minor,
                "tax_minor": line.tax_minor,
            }
            for line in order.lines
        ],
        allocations=[
            {"line_no": a.line_no, "place_id": a.place_id, "quantity": a.quantity}
            for a in order.allocations
        ],
        promises=[
            {
                "group_no": p.group_no,
                "kind": p.kind,
                "earliest_at": p.earliest_at,
                "latest_at": p.latest_at,
            }
            for p in order.promises
        ],
        record_id=order.record_id,
    )
