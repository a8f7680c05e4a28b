"""Returns as they come in and go out."""

from typing import Annotated

import msgspec
from msgspec import Meta

from paraguas.orders.model import WishedLine, WishedTender
from paraguas.returns.model import Asked, Came, Disposition, Return, Ruling, Units, Word
from paraguas.values.limits import Code, PlaceCode, Reason

Items = Annotated[tuple[Asked, ...], Meta(min_length=1, max_length=200)]
_OrderText = Annotated[str, Meta(min_length=1, max_length=120)]
_Contact = Annotated[str, Meta(max_length=200)]
_Channel = Annotated[str, Meta(max_length=24)]
_Till = Annotated[str, Meta(max_length=40)]
_Dispositions = Annotated[dict[Disposition, Units], Meta(max_length=5)]


class OverrideIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """More than the policy book gives: why, and whether its fees are waived too."""

    reason: Reason
    waive_fees: bool = False


class ReturnIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units to give back.

    order: id, number, or `channel:key` of an outside system.  gift: brought by who was given it.
    contact: an e-mail address or phone number, whose store credit it becomes if any is given; the
    buyer's without.  as_credit: the person would rather have store credit than what she paid with.
    place: where it comes back to, if that is known.  channel: only for keys that serve all doors.
    """

    order: _OrderText
    items: Items
    gift: bool = False
    contact: _Contact = ""
    as_credit: bool = False
    place: PlaceCode = ""
    override: OverrideIn | None = None
    channel: _Channel = ""


class InstantIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units somebody hands over at a place, all in one step.

    dispositions: what becomes of the units of each item, in their order; what is usual for their
    reason and condition without.  till: whose drawer cash goes out of, if a place has several.
    """

    order: _OrderText
    place: PlaceCode
    items: Items
    dispositions: Annotated[tuple[_Dispositions, ...], Meta(max_length=200)] = ()
    till: _Till = ""
    gift: bool = False
    contact: _Contact = ""
    as_credit: bool = False
    override: OverrideIn | None = None
    channel: _Channel = ""


class ExchangeIn(InstantIn, forbid_unknown_fields=True, kw_only=True):
    """Units somebody hands over, what she takes instead, and what pays the difference."""

    lines: Annotated[tuple[WishedLine, ...], Meta(min_length=1, max_length=200)]
    tenders: Annotated[tuple[WishedTender, ...], Meta(max_length=20)] = ()


class BlindIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units without any proof of purchase; contact: whose store credit it becomes."""

    place: PlaceCode
    sku: Code
    units: Units
    contact: Annotated[str, Meta(min_length=3, max_length=200)]
    reason: Word = "changed_mind"
    handling: Word = "unused"
    opened: bool = False
    disposition: Disposition | None = None
    channel: _Channel = ""


class SentIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Proof that units are on their way: by what they travel."""

    tracking: Annotated[str, Meta(min_length=1, max_length=120)]


class ArrivedIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What came of a return; items that are not named did not come; till: as in one step."""

    place: PlaceCode
    items: Annotated[tuple[Came, ...], Meta(min_length=1, max_length=200)]
    override: OverrideIn | None = None
    till: _Till = ""


class EndIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Why a return is agreed to, or ends."""

    reason: Reason


class ReturnPage(msgspec.Struct, frozen=True):
    """Returns, the latest first; `next` is the cursor of the page after, if there is."""

    returns: tuple[Return, ...]
    next: str | None


class Preview(msgspec.Struct, frozen=True):
    """What the policy book gives each item, in their order; nothing was asked for by it."""

    rulings: tuple[Ruling, ...]
