"""What a door answers to an order that was placed, now or before."""

from msgspec import Struct

from paraguas.orders.model import Order, Promise


class Confirmation(Struct, frozen=True, gc=False):
    """An order in short.

    again: the same wish had been placed before; nothing was written this time.  change_minor:
    cash to hand back.
    """

    order_id: str
    number: str
    status: str
    payment_status: str
    fulfilment_status: str
    currency: str
    goods_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    promises: tuple[Promise, ...]
    change_minor: int = 0
    again: bool = False


def confirm(order: Order, *, change_minor: int) -> Confirmation:
    """Confirm an order that was decided just now."""
    return Confirmation(
        order_id=order.order_id,
        number=order.number,
        status=order.status.value,
        payment_status=order.payment_status,
        fulfilment_status=order.fulfilment_status.value,
        currency=order.currency,
        goods_minor=order.goods_minor,
        discount_minor=order.discount_minor,
        tax_minor=order.tax_minor,
        total_minor=order.total_minor,
        promises=order.promises,
        change_minor=change_minor,
    )
