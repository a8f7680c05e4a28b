"""The nouns of claims."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct

from paraguas.values.ids import EntityId, OrderId, PlaceId, SkuId
from paraguas.values.limits import PlaceCode, Reason

Text = Annotated[str, Meta(min_length=1, max_length=120)]
Till = Annotated[str, Meta(max_length=40)]
Amount = Annotated[int, Meta(ge=1, le=100_000_000_000)]


class ClaimState(StrEnum):
    """How far a claim is; the last six are its ends."""

    OPENED = "opened"
    RECEIVED = "received"
    AT_REPAIR = "at_repair"
    REPAIRED = "repaired"
    BACK = "back"
    REPLACED = "replaced"
    REFUNDED = "refunded"
    REDUCED = "reduced"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Remedy(StrEnum):
    """What is done about a defect; the first two come first."""

    REPAIR = "repair"
    REPLACEMENT = "replacement"
    REDUCTION = "reduction"
    REFUND = "refund"


class Leftover(StrEnum):
    """What becomes of defective units that are ours from now on."""

    DAMAGED = "damaged"
    QUALITY = "quality"
    VENDOR = "vendor"
    DESTROY = "destroy"


class Step(Struct, frozen=True, forbid_unknown_fields=True, tag_field="step", kw_only=True):
    """What is done with a claim next."""


class Receive(Step, frozen=True, tag="receive"):
    """The units are here."""

    place: PlaceCode


class SendToRepair(Step, frozen=True, tag="repair"):
    """Somebody has the units to mend them."""

    repairer: Text


class NoteRepaired(Step, frozen=True, tag="repaired"):
    """They are mended, and wait for their person."""


class GiveBack(Step, frozen=True, tag="give_back"):
    """The person has them again, or by `tracking` a carrier who brings them."""

    tracking: Annotated[str, Meta(max_length=120)] = ""


class Replace(Step, frozen=True, tag="replace"):
    """The person has others of the same out of the stock of the place the units are at."""

    leftover: Leftover = Leftover.VENDOR


class Refund(Step, frozen=True, tag="refund"):
    """The person has all of her money; reason: why, where the guarantee does not give it yet."""

    leftover: Leftover = Leftover.VENDOR
    till: Till = ""
    reason: Annotated[str, Meta(max_length=200)] = ""


class Reduce(Step, frozen=True, tag="reduce"):
    """The person keeps the units for less, in minor units of the order's currency."""

    amount_minor: Amount
    reason: Reason


class Refuse(Step, frozen=True, tag="refuse"):
    """The units are no case for the guarantee, and are the person's as they are."""

    reason: Reason


class Cancel(Step, frozen=True, tag="cancel"):
    """The person asks for nothing any more."""

    reason: Reason


AnyStep = (
    Receive | SendToRepair | NoteRepaired | GiveBack | Replace | Refund | Reduce | Refuse | Cancel
)


class Guarantee(Struct, frozen=True, gc=False):
    """What the policy book answers for; days are the last ones, ISO.

    holds: whether the guarantee lasts on the day it was asked for.  presumed_until_on: until then
    the person proves nothing.  due_on: by then it is to be done.  remedies: what she may ask for
    now.  text, reasons: in the order's language.  verdict: as the book gave it.
    """

    holds: bool
    until_on: str
    presumed_until_on: str
    due_on: str
    remedies: tuple[Remedy, ...]
    version: int
    content_hash: str
    clauses: tuple[str, ...]
    text: str
    reasons: tuple[str, ...]
    verdict: Mapping[str, Any]


class Claim(Struct, frozen=True, gc=False):
    """Units of a line that are said to be defective.

    number: as people read it.  what: the defect in somebody's words.  override: why it is taken
    although the guarantee is over.  place_id: where the units were brought.  given_minor: money
    given back for it.  return_id: by which all of it was.  until_on: how long the guarantee lasts,
    prolonged where a repair did that.
    """

    order_id: OrderId
    claim_id: str
    number: str
    version: int
    state: ClaimState
    entity_id: EntityId
    currency: str
    door: str
    opened_at: int
    opened_by: str
    line_no: int
    sku_id: SkuId
    units: int
    defect: str
    what: str
    wish: Remedy
    guarantee: Guarantee
    until_on: str
    override: str | None = None
    place_id: PlaceId | None = None
    repairer: str | None = None
    tracking: str | None = None
    received_at: int | None = None
    ended_at: int | None = None
    ended_because: str | None = None
    given_minor: int = 0
    return_id: str | None = None

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN


OPEN = frozenset(
    (ClaimState.OPENED, ClaimState.RECEIVED, ClaimState.AT_REPAIR, ClaimState.REPAIRED)
)
