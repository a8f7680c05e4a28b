"""The facts changes announce."""

from typing import Any, ClassVar

from msgspec import Struct


class ChangeOpened(Struct, frozen=True, gc=False):
    """Somebody began to change an order; nothing of it is different yet."""

    name: ClassVar[str] = "change.opened.v1"
    order_id: str
    change_no: int


class ChangeWithdrawn(Struct, frozen=True, gc=False):
    """A change set came to nothing; `cause` is withdrawn or expired."""

    name: ClassVar[str] = "change.withdrawn.v1"
    order_id: str
    change_no: int
    cause: str


class OrderChanged(Struct, frozen=True, gc=False):
    """A change set was confirmed: the order is as it says.

    kinds: of its changes.  amount_minor: what the order is worth now; difference_minor: more than
    before, or less (below 0).  lines: line_no, sku_id, code, quantity, amount_minor, tax_minor and
    group_no of lines that were added.  removed: line_no and quantity.
    """

    name: ClassVar[str] = "order.changed.v1"
    order_id: str
    change_no: int
    kinds: list[str]
    amount_minor: int
    difference_minor: int
    to_pay_minor: int
    to_give_back_minor: int
    lines: list[dict[str, Any]]
    removed: list[dict[str, Any]]
