"""The nouns of returns."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct

from paraguas.values.ids import EntityId, OrderId, PlaceId, ReturnId, SkuId

ItemNo = Annotated[int, Meta(ge=1, le=100_000)]
Units = Annotated[int, Meta(ge=1, le=1_000_000)]
Word = Annotated[str, Meta(max_length=24)]
"""A word of the policy book's vocabulary."""


class ReturnState(StrEnum):
    """How far a return is; the last four are its ends."""

    REQUESTED = "requested"
    AUTHORISED = "authorised"
    RECEIVED = "received"
    SETTLED = "settled"
    REFUSED = "refused"
    LOST = "lost"
    CANCELLED = "cancelled"


class Disposition(StrEnum):
    """What becomes of a unit that came back."""

    SELLABLE = "sellable"
    DAMAGED = "damaged"
    QUALITY = "quality"
    VENDOR = "vendor"
    DESTROY = "destroy"


class RefundMoment(StrEnum):
    """When money comes back, the earliest first; the words are the policy book's."""

    AT_ONCE = "at_once"
    DISPATCH = "dispatch"
    RECEIPT = "receipt"
    INSPECTION = "inspection"


class Asked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Units of a line somebody wants to give back; reason and condition in the book's words."""

    line_no: ItemNo
    units: Units
    reason: Word = "changed_mind"
    handling: Word = "unused"
    opened: bool = False
    defect: Word = "none"


class Came(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What came of an item: how many units (0 for none), as they were found, and what becomes.

    handling, opened: None where they are as was told.  dispositions: units by what becomes of
    them; what is usual for the reason and condition where nothing is told.
    """

    item: ItemNo
    units: Annotated[int, Meta(ge=0, le=1_000_000)]
    handling: Word | None = None
    opened: bool | None = None
    dispositions: Annotated[dict[Disposition, Units], Meta(max_length=5)] = {}


class Fee(Struct, frozen=True, gc=False):
    """What is kept of an item's amount, and by which clause of the book."""

    kind: str
    amount_minor: int
    clause: str


class Ruling(Struct, frozen=True, gc=False):
    """What the policy book gives an item; money in minor units of the order's currency.

    allowed: whether it may come back at all.  cause: in_time, guaranteed, exchanged, late or
    excluded.  until_on: the last day, ISO.  text, reasons: in the order's language.  verdicts: as
    the book gave them, by subject.  overridden: somebody gave more than the book.  exchangeable:
    whether something else may be taken instead.
    """

    allowed: bool
    cause: str
    until_on: str
    amount_minor: int
    fees: tuple[Fee, ...]
    refund_minor: int
    refund_to: str
    refund_on: RefundMoment
    refund_until_on: str
    version: int
    content_hash: str
    clauses: tuple[str, ...]
    text: str
    reasons: tuple[str, ...]
    verdicts: Mapping[str, Any]
    overridden: bool = False
    exchangeable: bool = False


class Item(Struct, frozen=True, gc=False):
    """Units of a line in a return: as asked for with its ruling, and as they came with theirs."""

    item_no: int
    line_no: int
    sku_id: SkuId
    units: int
    reason: str
    handling: str
    opened: bool
    defect: str
    ruling: Ruling
    came: int | None = None
    came_handling: str = ""
    came_opened: bool = False
    dispositions: Mapping[str, int] = {}
    final: Ruling | None = None

    @property
    def given(self) -> Ruling:
        """The ruling money is given by: the one on what came, as soon as it did."""
        return self.final or self.ruling


class Return(Struct, frozen=True, gc=False):
    """Units of one order that come back together.

    number: as people read it.  waits: whether somebody with the authority has still to agree.
    override, override_by, approved_by: why more than the book gives is given, whose wish that is
    and who agreed.  place_id: where it came back, or is to; place_entity_id: whose place that is.
    holder_id: of the store credit, if any is given.  refunded_minor: given back to tenders;
    credited_minor: as store credit; short_minor: owed by the rulings and not given, below 0 where
    more was given before than what came is owed.  exchanged_minor: so much of it pays for what is
    taken instead, as store credit.
    """

    order_id: OrderId
    return_id: ReturnId
    number: str
    version: int
    state: ReturnState
    entity_id: EntityId
    currency: str
    door: str
    asked_at: int
    asked_by: str
    gift: bool
    withdrawal: bool
    items: tuple[Item, ...]
    holder_id: str | None = None
    override: str | None = None
    override_by: str | None = None
    approved_by: str | None = None
    place_id: PlaceId | None = None
    place_entity_id: EntityId | None = None
    tracking: str | None = None
    sent_at: int | None = None
    received_at: int | None = None
    ended_at: int | None = None
    ended_because: str | None = None
    refunded_minor: int = 0
    credited_minor: int = 0
    short_minor: int = 0
    exchanged_minor: int = 0

    @property
    def open(self) -> bool:
        """Whether its units are still to come."""
        return self.state in {ReturnState.REQUESTED, ReturnState.AUTHORISED}

    @property
    def given_minor(self) -> int:
        """All that was given back of it, to tenders and as store credit."""
        return self.refunded_minor + self.credited_minor

    def units(self) -> dict[int, int]:
        """Sum what was asked for, by line."""
        return _by_line((one.line_no, one.units) for one in self.items)

    def came(self) -> dict[int, int]:
        """Sum what came, by line."""
        return _by_line((one.line_no, one.came or 0) for one in self.items)


def _by_line(pairs: Any) -> dict[int, int]:
    sums: dict[int, int] = {}
    for line_no, units in pairs:
        sums[line_no] = sums.get(line_no, 0) + units
    return sums


class BlindReturn(Struct, frozen=True, gc=False):
    """Units somebody gave back without any proof of purchase, for store credit.

    amount_minor: what they cost at the lowest price of the time looked back on.  ruling: what the
    book gives for them.  holder_id: whose store credit it is.
    """

    place_id: PlaceId
    return_id: ReturnId
    number: str
    sku_id: SkuId
    units: int
    currency: str
    amount_minor: int
    disposition: Disposition
    holder_id: str
    ruling: Ruling
    at: int
    actor: str
    reason: str
