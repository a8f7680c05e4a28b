"""What is told of a confirmed change: the order before and after, side by side."""

import msgspec

from paraguas.changes.events import OrderChanged
from paraguas.changes.model import ChangeSet, Money
from paraguas.orders.model import PlacedOrder
from paraguas.orders.rules.amending import added_lines, cancelled_since

_TOLD = ("line_no", "group_no", "sku_id", "code", "quantity", "amount_minor", "tax_minor")


def tell_change(found: ChangeSet, money: Money, was: PlacedOrder, now: PlacedOrder) -> OrderChanged:
    """Put a change into the fact that tells it: what was added, and what was removed."""
    removed = cancelled_since(was, now)
    return OrderChanged(
        order_id=was.order_id,
        change_no=found.change_no,
        kinds=sorted({msgspec.to_builtins(change)["kind"] for change in found.changes}),
        amount_minor=money.becomes_minor,
        difference_minor=money.difference_minor,
        to_pay_minor=money.to_pay_minor,
        to_give_back_minor=money.to_give_back_minor,
        lines=[{name: getattr(line, name) for name in _TOLD} for line in added_lines(was, now)],
        removed=[
            {"line_no": number, "quantity": units} for number, units in sorted(removed.items())
        ],
    )
