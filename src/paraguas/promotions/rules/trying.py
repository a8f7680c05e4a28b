"""Promotions tried out: on a basket somebody thought of, and on what was bought before."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from paraguas.promotions.model import Buyer, Goods, Promotion, Share
from paraguas.promotions.rules.keeping import off_by_line
from paraguas.promotions.rules.stacking import promote


class TriedLine(Struct, frozen=True):
    """A line of a basket that is tried: at list prices, and what each promotion takes off."""

    sku: str
    quantity: int
    list_minor: int
    off_minor: int
    pays_minor: int
    taken: Mapping[str, int]


class Tried(Struct, frozen=True):
    """What a basket comes to with promotions, in minor units of a currency."""

    currency: str
    list_minor: int
    off_minor: int
    pays_minor: int
    lines: tuple[TriedLine, ...]


class Past(Struct, frozen=True):
    """A past order as promotions see it, with what was taken off it then."""

    currency: str
    goods: Sequence[Goods]
    off_minor: int


class Simulated(Struct):
    """What promotions would have taken off past orders.

    off_minor, was_off_minor: by currency, with them and in fact.  by_promotion: how many orders
    each would have changed.
    """

    orders: int = 0
    touched: int = 0
    off_minor: dict[str, int] = field(default_factory=dict)
    was_off_minor: dict[str, int] = field(default_factory=dict)
    by_promotion: dict[str, int] = field(default_factory=dict)


def try_basket(
    promotions: Iterable[Promotion], goods: Sequence[Goods], buyer: Buyer, currency: str
) -> Tried:
    """Take promotions off a basket, line by line."""
    shares = promote(promotions, goods, buyer) if goods else ()
    off = off_by_line(shares)
    lines = tuple(
        TriedLine(
            *(one.code, one.quantity, one.worth_minor, off.get(one.line_no, 0)),
            one.worth_minor - off.get(one.line_no, 0),
            {share.promotion: share.amount_minor for share in shares if _of(share, one)},
        )
        for one in goods
    )
    worth, taken = sum(one.list_minor for one in lines), sum(off.values())
    return Tried(currency, worth, taken, worth - taken, lines)


def simulate(
    promotions: Sequence[Promotion], past: Iterable[Past], buyer: Buyer, told: Simulated
) -> Simulated:
    """Take promotions off past orders, whenever they were placed, and add it to what is told."""
    for order in past:
        shares = promote(promotions, order.goods, buyer) if order.goods else ()
        told.orders += 1
        told.touched += bool(shares)
        off = sum(share.amount_minor for share in shares)
        currency = order.currency
        told.off_minor[currency] = told.off_minor.get(currency, 0) + off
        told.was_off_minor[currency] = told.was_off_minor.get(currency, 0) + order.off_minor
        for code in {share.promotion for share in shares}:
            told.by_promotion[code] = told.by_promotion.get(code, 0) + 1
    return told


def past_goods(
    number: int, named: tuple[str, str, str], quantity: int, amount_minor: int, discount_minor: int
) -> Goods:
    """Show a line that was bought to promotions, at what it cost before anything was taken off.

    named: its SKU, product and department.
    """
    code, product, department = named
    worth = max(0, amount_minor + discount_minor)
    return Goods(number, code, product, department, quantity, quantity, worth)


def _of(share: Share, one: Goods) -> bool:
    return share.line_no == one.line_no
