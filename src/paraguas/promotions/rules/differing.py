"""Differences between doors: read with their reasons, found where something is bought."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from paraguas.promotions.errors import DifferenceUnexplained, PromotionWrong
from paraguas.promotions.model import Difference, Differing
from paraguas.values.limits import Code, PlaceCode, ShortCode, Text
from paraguas.values.money import LARGEST_MINOR
from paraguas.values.time import at_local


class DifferenceText(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A difference as it is written; see `Difference` for what each part means."""

    kind: Differing
    sku: Code
    market: ShortCode
    starts_on: date
    ends_on: date | None = None
    reason: Text = ""
    place: PlaceCode = ""
    channel: ShortCode = ""
    amount_minor: Annotated[int, Meta(ge=0, le=LARGEST_MINOR)] | None = None


def read_differences(rows: Sequence[Any], file: str = "") -> tuple[DifferenceText, ...]:
    """Read the rows of a document; the first slip refuses all, with its file and row, from 1.

    Refuses DifferenceUnexplained for what has no reason or no end, PromotionWrong otherwise.
    """
    return tuple(_read(row, file, number) for number, row in enumerate(rows, start=1))


def difference_of(text: DifferenceText, zone: str) -> Difference:
    """Take a written difference in; zone: of its market."""
    assert text.ends_on, "read with its end"
    return Difference(
        *(text.kind, text.sku, text.market, text.place, text.channel, text.reason),
        *(text.starts_on.isoformat(), text.ends_on.isoformat()),
        *(at_local(text.starts_on, 0, zone), at_local(text.ends_on, 0, zone)),
        text.amount_minor,
    )


def difference_at(
    differences: Iterable[Difference], sku: str, *, market: str, doors: Sequence[str], at: int
) -> Difference | None:
    """Find what differs about a SKU where it is bought; that it is missing comes first.

    doors: codes of the place and of the channel it is bought at.
    """
    found = [
        one
        for one in differences
        if one.sku == sku and one.market == market and one.door in doors and one.runs(at)
    ]
    found.sort(key=lambda one: (one.kind is not Differing.MISSING, doors.index(one.door)))
    return found[0] if found else None


def _read(row: Any, file: str, number: int) -> DifferenceText:
    where = {"file": file, "row": str(number)}
    try:
        text = msgspec.convert(row, DifferenceText)
    except msgspec.ValidationError as problem:
        raise PromotionWrong(**where, problem=str(problem)) from problem
    if not (text.reason.strip() and text.ends_on):
        raise DifferenceUnexplained(**where, sku=text.sku, door=text.place or text.channel)
    if bool(text.place) is bool(text.channel):
        raise PromotionWrong(**where, problem="it names a place or a channel, one of them")
    if (text.amount_minor is None) is (text.kind is Differing.PRICE):
        raise PromotionWrong(**where, problem="a price has its amount_minor, and nothing else has")
    if text.ends_on <= text.starts_on:
        raise PromotionWrong(**where, problem="ends_on is not after starts_on")
    return text
