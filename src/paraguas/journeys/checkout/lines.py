"""Find, price and tax the lines of a wish with what the batch knows."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from paraguas.catalog.errors import BundleNotAdded, PriceMissing, SkuUnknown
from paraguas.catalog.model import Sku, SkuKind
from paraguas.catalog.rules.pricing import line_gross
from paraguas.journeys.checkout.frame import Bearings
from paraguas.journeys.checkout.slice import Slice
from paraguas.journeys.checkout.tax import GroupTax, line_terms
from paraguas.orders.errors import BoundWrongly, KindMisplaced
from paraguas.orders.model import Bundled, GroupKind, Wish, WishedLine
from paraguas.orders.rules.composing import Priced
from paraguas.promotions.rules.keeping import left_of
from paraguas.values.ids import SkuId

NOTHING_OFF: Mapping[int, int] = MappingProxyType({})


class Item(Struct, frozen=True, gc=False):
    """A wished line with its SKU, numbered from 1.

    agreed: a price, and for how many units it is, in place of the one listed.  fixed: it was agreed
    with the person, so that nothing is taken off it.
    """

    line_no: int
    asked: WishedLine
    sku: Sku
    agreed: tuple[int, int] | None = None
    bundle: Bundled | None = None
    fixed: bool = False

    @property
    def is_goods(self) -> bool:
        """Whether units of stock move."""
        return self.sku.kind is SkuKind.GOODS and self.asked.quantity > 0


def find_items(known: Slice, wish: Wish) -> tuple[Item, ...]:
    """Find every line's SKU; SkuUnknown names the first that is not listed."""
    items = []
    for line_no, asked in enumerate(wish.lines, start=1):
        sku = known.catalogue.find(asked.sku)
        if sku is None:
            raise SkuUnknown(sku=asked.sku)
        items.append(Item(line_no, asked, sku))
    if wish.agreed:
        priced = zip(items, wish.agreed, strict=True)
        return tuple(
            replace(item, agreed=(minor, item.sku.per), fixed=True) for item, minor in priced
        )
    return tuple(items)


def check_kinds(wish: Wish, items: Sequence[Item]) -> None:
    """Refuse goods among services, services in parcels and pick-ups, and bound to services.

    Nobody would ever hand those goods over or perform those services, nor a bundle as such.
    """
    for item in items:
        if item.sku.kind is SkuKind.BUNDLE:
            raise BundleNotAdded(sku=item.sku.code)
        group = wish.groups[item.asked.group].kind
        among_services = group is GroupKind.SERVICE
        service = item.sku.kind is SkuKind.SERVICE
        if group is not GroupKind.CARRY_OUT and among_services is not service:
            raise KindMisplaced(sku=item.sku.code, group=item.asked.group)
        bound_to = item.asked.bound_to
        if bound_to is not None and items[bound_to].sku.kind is SkuKind.SERVICE:
            raise BoundWrongly(where=f"line {item.line_no} bound_to")


def price_items(
    known: Slice,
    wish: Wish,
    bearings: Bearings,
    items: Sequence[Item],
    taxes: Sequence[GroupTax],
    *,
    off: Mapping[int, int] = NOTHING_OFF,
) -> list[Priced]:
    """Price and tax the lines; what a till recorded is taken as it is.

    taxes: by group, counted from 0.  off: what promotions take off, by number of the line.
    """
    priced = []
    for item in items:
        tax = taxes[item.asked.group]
        if item.asked.recorded:
            priced.append(_as_recorded(item, bearings, tax.goods.jurisdiction))
        else:
            off_minor = off.get(item.line_no, 0)
            priced.append(_as_listed(known, wish, bearings, item, tax, off_minor=off_minor))
    return priced


def price_of(known: Slice, wish: Wish, bearings: Bearings, item: Item) -> tuple[int, int, int]:
    """Give a line's price, for how many units it is, and what the line costs by it."""
    sku, currency = item.sku, bearings.market.currency
    price_minor, per = item.agreed or (listed_price(known, sku, currency, wish.stamp.at), sku.per)
    return price_minor, per, line_gross(price_minor, item.asked.quantity, per)


def _as_listed(
    known: Slice, wish: Wish, bearings: Bearings, item: Item, tax: GroupTax, *, off_minor: int
) -> Priced:
    sku = item.sku
    price_minor, per, gross = price_of(known, wish, bearings, item)
    amount = left_of(gross, off_minor)
    service = sku.kind is SkuKind.SERVICE
    terms = line_terms(known, bearings, tax, sku.tax_category, amount, service=service)
    if off_minor and terms.amount_minor != amount:
        # Where the tax falls away it does so from what was taken off as well.
        full = line_terms(known, bearings, tax, sku.tax_category, gross, service=service)
        off_minor = left_of(full.amount_minor, terms.amount_minor)
    rate = terms.rate
    return Priced(
        *_named(item, bearings),
        unit_price_minor=price_minor,
        per=per,
        discount_minor=off_minor,
        amount_minor=terms.amount_minor,
        tax_category=sku.tax_category,
        jurisdiction=terms.jurisdiction,
        tax_rate_pcm=rate.rate_pcm,
        tax_minor=terms.tax_minor,
        service=service,
        tax_treatment=rate.treatment.value,
        tax_reason=rate.reason,
        tax_parts=rate.parts,
        bundle=item.bundle,
    )


def listed_price(known: Slice, sku: Sku, currency: str, at: int) -> int:
    """Give the listed price of a SKU at an instant; PriceMissing where there is none."""
    price = known.catalogue.price(sku.sku_id, currency, at)
    if price is None:
        raise PriceMissing(sku=sku.code, currency=currency)
    return price.amount_minor


def _as_recorded(item: Item, bearings: Bearings, jurisdiction: str) -> Priced:
    told = item.asked.recorded
    assert told is not None
    return Priced(
        *_named(item, bearings),
        # The total of the line is the truth: a till sells fuel at fractions of a cent.
        unit_price_minor=0,
        per=item.sku.per,
        discount_minor=told.discount_minor,
        amount_minor=told.amount_minor,
        tax_category="recorded",
        jurisdiction=jurisdiction,
        tax_rate_pcm=0,
        tax_minor=told.tax_minor,
        service=item.sku.kind is SkuKind.SERVICE,
        bundle=item.bundle,
    )


def _named(item: Item, bearings: Bearings) -> tuple[SkuId, str, str, str]:
    sku = item.sku
    return sku.sku_id, sku.code, sku.title(bearings.language), sku.unit.value
