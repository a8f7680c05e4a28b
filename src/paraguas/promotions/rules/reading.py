"""Promotions as people write them, read and checked; the first slip refuses all of a file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from paraguas.promotions.errors import PromotionPartial, PromotionWrong
from paraguas.promotions.model import WHOLE_PCM, Kind, Promotion
from paraguas.values.limits import Code, PlaceCode, ShortCode, Text
from paraguas.values.money import LARGEST_MINOR
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.time import at_local

MOST_PROMOTIONS = 500
"""So many promotions are written at once."""

UNSPEAKABLE = frozenset((
    *("channel", "channels", "door", "doors", "device", "tender", "tenders", "price_list"),
    *("age", "ages", "min_age", "max_age", "birth", "birthday", "born", "sex", "gender"),
    *("income", "wealth", "purchasing_power", "affluence", "postal_code", "postal_codes"),
))  # fmt: skip
"""What a price may not depend on, as somebody would name it."""

Name = Annotated[str, Meta(pattern="^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$", max_length=40)]
Minor = Annotated[int, Meta(ge=0, le=LARGEST_MINOR)]
Units = Annotated[int, Meta(ge=1, le=LARGEST_QUANTITY)]
Percent = Annotated[str, Meta(pattern=r"^[0-9]{1,3}(\.[0-9]{1,3})?$", max_length=7)]
Language = Annotated[str, Meta(min_length=2, max_length=16)]
Codes = Annotated[tuple[Code, ...], Meta(max_length=5000)]


class PromotionText(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A promotion as it is written; see `Promotion` for what each part means.

    percent: "20" or "12.5".  amount_minor, price_minor, spend_minor: minor units of the market's
    currency.  starts_on, ends_on: days of the market; the last is not with it.
    """

    code: Name
    market: Annotated[str, Meta(min_length=1, max_length=24)]
    kind: Kind
    titles: Annotated[dict[Language, Text], Meta(min_length=1, max_length=50)]
    starts_on: date
    ends_on: date | None = None
    priority: Annotated[int, Meta(ge=0, le=10_000)] = 100
    exclusive: bool = False
    percent: Percent = ""
    amount_minor: Minor = 0
    each: bool = False
    price_minor: Minor | None = None
    buy: Annotated[int, Meta(ge=0, le=1000)] = 0
    get: Annotated[int, Meta(ge=0, le=1000)] = 0
    parts: Annotated[dict[Code, Units], Meta(max_length=50)] = msgspec.field(default_factory=dict)
    most: Units | None = None
    skus: Codes = ()
    products: Codes = ()
    departments: Annotated[tuple[Code, ...], Meta(max_length=300)] = ()
    spend_minor: Minor = 0
    coupon: bool = False
    programme: Annotated[str, Meta(max_length=40)] = ""
    tiers: Annotated[tuple[ShortCode, ...], Meta(max_length=50)] = ()
    places: Annotated[tuple[PlaceCode, ...], Meta(max_length=1000)] = ()
    reason: Text = ""
    was: Annotated[dict[Code, Minor], Meta(max_length=5000)] = msgspec.field(default_factory=dict)
    follows: Annotated[str, Meta(max_length=40)] = ""


def read_promotions(rows: Sequence[Any], file: str = "") -> tuple[PromotionText, ...]:
    """Read the rows of a document; the first slip refuses all, with its file and row, from 1.

    Refuses PromotionPartial where a row names a door, age, sex or purchasing power, and
    PromotionWrong for every other slip.
    """
    found: dict[str, PromotionText] = {}
    for number, row in enumerate(rows, start=1):
        text = _read(row, file, number)
        if text.code in found:
            raise PromotionWrong(file=file, row=str(number), problem=f"{text.code} stands twice")
        found[text.code] = text
    return tuple(found.values())


def promotion_of(text: PromotionText, zone: str) -> Promotion:
    """Take a written promotion in; zone: of its market, whose midnights begin and end it."""
    percent = text.percent or ("100" if text.kind is Kind.BUY_GET else "0")
    return Promotion(
        code=text.code,
        market=text.market,
        kind=text.kind,
        titles=text.titles,
        starts_on=text.starts_on.isoformat(),
        starts_at=at_local(text.starts_on, 0, zone),
        ends_on=text.ends_on.isoformat() if text.ends_on else None,
        ends_at=at_local(text.ends_on, 0, zone) if text.ends_on else None,
        priority=text.priority,
        exclusive=text.exclusive,
        percent_pcm=int(Decimal(percent) * (WHOLE_PCM // 100)),
        amount_minor=text.amount_minor,
        each=text.each,
        price_minor=text.price_minor or 0,
        buy=text.buy,
        get=text.get,
        parts=text.parts,
        most=text.most,
        skus=frozenset(text.skus),
        products=frozenset(text.products),
        departments=frozenset(text.departments),
        spend_minor=text.spend_minor,
        coupon=text.coupon,
        programme=text.programme,
        tiers=frozenset(text.tiers),
        places=frozenset(text.places),
        reason=text.reason,
        was=text.was,
        follows=text.follows,
    )


def text_of(one: Promotion) -> PromotionText:
    """Write a promotion down as people do."""
    percent = Decimal(one.percent_pcm) / (WHOLE_PCM // 100)
    priced = one.kind in (Kind.PRICE, Kind.BUNDLE)
    return PromotionText(
        code=one.code,
        market=one.market,
        kind=one.kind,
        titles=dict(one.titles),
        starts_on=date.fromisoformat(one.starts_on),
        ends_on=date.fromisoformat(one.ends_on) if one.ends_on else None,
        priority=one.priority,
        exclusive=one.exclusive,
        percent=format(percent.normalize(), "f") if one.percent_pcm else "",
        amount_minor=one.amount_minor,
        each=one.each,
        price_minor=one.price_minor if priced else None,
        buy=one.buy,
        get=one.get,
        parts=dict(one.parts),
        most=one.most,
        skus=tuple(sorted(one.skus)),
        products=tuple(sorted(one.products)),
        departments=tuple(sorted(one.departments)),
        spend_minor=one.spend_minor,
        coupon=one.coupon,
        programme=one.programme,
        tiers=tuple(sorted(one.tiers)),
        places=tuple(sorted(one.places)),
        reason=one.reason,
        was=dict(one.was),
        follows=one.follows,
    )


def _read(row: Any, file: str, number: int) -> PromotionText:
    if isinstance(row, Mapping):
        for word in row:
            if str(word).lower() in UNSPEAKABLE:
                raise PromotionPartial(file=file, row=str(number), word=str(word))
    try:
        text = msgspec.convert(row, PromotionText)
    except msgspec.ValidationError as problem:
        raise PromotionWrong(file=file, row=str(number), problem=str(problem)) from problem
    for slip in _slips(text):
        raise PromotionWrong(file=file, row=str(number), problem=f"{text.code}: {slip}")
    return text


def _slips(text: PromotionText) -> Iterator[str]:
    yield from _kind_slips(text)
    if text.ends_on and text.ends_on <= text.starts_on:
        yield "ends_on is not after starts_on"
    if text.tiers and not text.programme:
        yield "tiers are of a programme, which is not named"
    if text.places and not (text.reason and text.ends_on):
        yield "what differs by place says its reason and the day it ends"
    scoped = text.skus or text.products or text.departments
    if text.kind is Kind.BUNDLE and scoped:
        yield "a bundle names its goods in parts"
    if text.was and (text.coupon or text.programme or text.spend_minor):
        yield "a price is announced as lower than it was only where everybody has it"


_NEEDS: Mapping[Kind, frozenset[str]] = {
    Kind.PERCENTAGE: frozenset({"percent"}),
    Kind.AMOUNT: frozenset({"amount_minor"}),
    Kind.PRICE: frozenset({"price_minor"}),
    Kind.BUY_GET: frozenset({"buy", "get"}),
    Kind.BUNDLE: frozenset({"parts", "price_minor"}),
}
_MAY: Mapping[Kind, frozenset[str]] = {
    Kind.AMOUNT: frozenset({"each"}),
    Kind.BUY_GET: frozenset({"percent", "most"}),
    Kind.BUNDLE: frozenset({"most"}),
}
_OF_KINDS = ("percent", "amount_minor", "each", "price_minor", "buy", "get", "parts", "most")


def _kind_slips(text: PromotionText) -> Iterator[str]:
    """Tell what a kind lacks, and what is said that it does not know."""
    needs, may = _NEEDS[text.kind], _MAY.get(text.kind, frozenset())
    for name in _OF_KINDS:
        said = getattr(text, name)
        given = said is not None if name == "price_minor" else bool(said)
        if name in needs and not given:
            yield f"{text.kind.value} needs {name}"
        if given and name not in needs and name not in may:
            yield f"{text.kind.value} knows no {name}"
    if text.percent and not 0 < Decimal(text.percent) <= Decimal(100):
        yield "percent is above 0 and at most 100"
    if text.kind is Kind.PRICE and not (text.skus or text.products):
        yield "price names its skus or products"
    if text.kind is Kind.BUNDLE and sum(text.parts.values()) < 2:
        yield "a bundle is of two units at least"
