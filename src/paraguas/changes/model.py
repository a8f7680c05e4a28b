"""The nouns of changes."""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from paraguas.values.ids import OrderId
from paraguas.values.limits import Code, Moment, PlaceCode
from paraguas.values.money import LARGEST_MINOR
from paraguas.values.place import Address

LineNo = Annotated[int, Meta(ge=1, le=100_000)]
Units = Annotated[int, Meta(ge=1, le=1_000_000)]


class Wished(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """What is wished of an order; `kind` says which of these it is."""


class SetQuantity(Wished, frozen=True, tag="set_quantity"):
    """So many units of a line are wanted in all, those that have left counted."""

    line_no: LineNo
    quantity: Annotated[int, Meta(ge=0, le=1_000_000)]


class RemoveLine(Wished, frozen=True, tag="remove_line"):
    """Nothing of a line is wanted that has not left."""

    line_no: LineNo


class AddLine(Wished, frozen=True, tag="add_line"):
    """Units of a SKU, by code or GTIN, are wanted besides, going out with a group."""

    sku: Code
    quantity: Units
    group_no: LineNo


class Redirect(Wished, frozen=True, tag="redirect"):
    """A group goes out another way: fetched in a store (by code), or sent to an address."""

    group_no: LineNo
    to: Literal["ship", "pick_up"]
    place: PlaceCode = ""
    address: Address | None = None


class ChangeSlot(Wished, frozen=True, tag="change_slot"):
    """A service is wanted at another time; it is booked if it was not."""

    line_no: LineNo
    start_at: Moment


class OverridePrice(Wished, frozen=True, tag="override_price"):
    """A line is sold at another unit price; the reason is the set's."""

    line_no: LineNo
    unit_price_minor: Annotated[int, Meta(ge=0, le=LARGEST_MINOR)]


class GiveGoodwill(Wished, frozen=True, tag="give_goodwill"):
    """An amount is taken off a line, or off all that has not left; the reason is the set's."""

    amount_minor: Annotated[int, Meta(ge=1, le=LARGEST_MINOR)]
    line_no: LineNo | None = None


Change = SetQuantity | RemoveLine | AddLine | Redirect | ChangeSlot | OverridePrice | GiveGoodwill
"""What can be wished of an order."""

MOST_CHANGES = 100
"""So many changes are confirmed together at most."""


class ChangeStatus(StrEnum):
    """What became of a change set."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class ChangeSet(Struct, frozen=True, gc=False):
    """Changes of one order that are shown and confirmed together.

    change_no: counts the sets of its order, from 1.  version: counts what was wished.  basis: what
    it was confirmed on.  difference_minor: what the order came to cost more (or less, below 0) by
    it.
    """

    order_id: OrderId
    change_no: int
    version: int
    status: ChangeStatus
    reason: str
    changes: tuple[Change, ...]
    opened_at: int
    opened_by: str
    expires_at: int
    closed_at: int | None = None
    closed_by: str | None = None
    basis: str | None = None
    difference_minor: int | None = None


class Money(Struct, frozen=True, gc=False):
    """What a change set means for an order's money, in minor units.

    was_minor and becomes_minor: what the order is worth.  to_pay_minor: what further tenders have
    to bring; to_give_back_minor: what was taken and goes back; to_set_free_minor: what was only
    set aside and is not needed.  given_minor: what prices were lowered by, for which whoever
    confirms answers.
    """

    was_minor: int
    becomes_minor: int
    to_pay_minor: int = 0
    to_give_back_minor: int = 0
    to_set_free_minor: int = 0
    given_minor: int = 0

    @property
    def difference_minor(self) -> int:
        """What the order costs more, or less (below 0)."""
        return self.becomes_minor - self.was_minor
