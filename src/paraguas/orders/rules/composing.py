"""Put an order together from what the other rooms decided; pure, and the only place of its sums."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.orders.model import (
    Allocation,
    Bundled,
    Group,
    Line,
    Order,
    Promise,
    Wish,
    group_no_of,
)
from paraguas.orders.rules.standing import order_status, starting_counters, starting_status
from paraguas.values.ids import EntityId, OrderId, PlaceId, RecordId, SkuId, short_number


class Frame(Struct, frozen=True, gc=False):
    """What the market and the door fix for every line of an order."""

    entity_id: EntityId
    place_id: PlaceId | None
    currency: str
    language: str
    prices_include_tax: bool
    policy_version: int


class Priced(Struct, frozen=True, gc=False):
    """A line with its price and tax, not numbered yet."""

    sku_id: SkuId
    code: str
    title: str
    unit: str
    unit_price_minor: int
    per: int
    discount_minor: int
    amount_minor: int
    tax_category: str
    jurisdiction: str
    tax_rate_pcm: int
    tax_minor: int
    service: bool
    tax_treatment: str = "standard"
    tax_reason: str = ""
    tax_parts: tuple[tuple[str, int], ...] = ()
    bundle: Bundled | None = None


class Sums(Struct, frozen=True, gc=False):
    """What an order comes to, in minor units."""

    goods_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int


def number_lines(wish: Wish, priced: Sequence[Priced]) -> tuple[Line, ...]:
    """Give the lines their numbers, from 1, in the order asked for."""
    return tuple(
        Line(
            *(position + 1, group_no_of(asked.group), line.sku_id, line.code, line.title),
            *(line.unit, asked.quantity, line.unit_price_minor, line.per, line.discount_minor),
            *(line.amount_minor, line.tax_category, line.jurisdiction, line.tax_rate_pcm),
            *(line.tax_minor, line.service, None if asked.bound_to is None else asked.bound_to + 1),
            tax_treatment=line.tax_treatment,
            tax_reason=line.tax_reason,
            tax_parts=line.tax_parts,
            bundle=line.bundle,
        )
        for position, (asked, line) in enumerate(zip(wish.lines, priced, strict=True))
    )


def sum_lines(lines: Sequence[Line], *, prices_include_tax: bool) -> Sums:
    """Add the lines up; tax comes on top where prices do not include it."""
    goods = discount = tax = 0
    for line in lines:
        goods += line.amount_minor
        discount += line.discount_minor
        tax += line.tax_minor
    return Sums(goods, discount, tax, goods if prices_include_tax else goods + tax)


def compose(
    wish: Wish,
    order_id: OrderId,
    frame: Frame,
    *,
    lines: tuple[Line, ...],
    sums: Sums,
    groups: tuple[Group, ...],
    allocations: tuple[Allocation, ...],
    promises: tuple[Promise, ...],
    payment_status: str,
    record_id: RecordId | None = None,
) -> Order:
    """Put the order together and draw its number."""
    counters = starting_counters(lines, groups, allocations, completed=wish.completed)
    fulfilled = starting_status(lines, counters)
    return Order(
        order_id=order_id,
        number=short_number(wish.stamp.ids.draw()),
        wish=wish,
        entity_id=frame.entity_id,
        place_id=frame.place_id,
        currency=frame.currency,
        language=frame.language,
        prices_include_tax=frame.prices_include_tax,
        policy_version=frame.policy_version,
        lines=lines,
        groups=groups,
        allocations=allocations,
        promises=promises,
        goods_minor=sums.goods_minor,
        discount_minor=sums.discount_minor,
        tax_minor=sums.tax_minor,
        total_minor=sums.total_minor,
        status=order_status(fulfilled),
        payment_status=payment_status,
        fulfilment_status=fulfilled,
        counters=counters,
        record_id=record_id,
    )
