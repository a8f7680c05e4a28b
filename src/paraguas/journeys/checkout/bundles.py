"""Bundles at check-out: their parts take their place, so that stock and tax know only parts."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from paraguas.catalog.errors import PartUnfit
from paraguas.catalog.model import Part, Sku, SkuKind
from paraguas.catalog.rules.bundling import part_prices
from paraguas.catalog.rules.pricing import line_gross
from paraguas.journeys.checkout.frame import Bearings
from paraguas.journeys.checkout.lines import Item, listed_price
from paraguas.journeys.checkout.slice import Slice
from paraguas.orders.model import Bundled, Recorded, Wish, WishedLine
from paraguas.orders.rules.asking import check_wish
from paraguas.values.money import prorate


def unfold(
    known: Slice, wish: Wish, bearings: Bearings, items: Sequence[Item]
) -> tuple[Wish, tuple[Item, ...]]:
    """Put the parts of bundles in their place, each priced by its share of its bundle's price.

    What a till recorded of a bundle is shared out alike.  A service bound to a bundle is done to
    its first part.  Refuses PriceMissing, PartUnfit where a part is goods no longer, and what comes
    to more lines or units than an order may have.
    """
    if not any(item.sku.bundle for item in items):
        return wish, tuple(items)
    counted = accumulate((item.sku.bundle is not None for item in items), initial=1)
    told = [
        [*_parts(known, wish, bearings, item, bundle_no)]
        for item, bundle_no in zip(items, counted, strict=False)
    ]
    firsts = [*accumulate(map(len, told), initial=0)]
    parts = [_bound(part, firsts) for one in told for part in one]
    numbered = tuple(replace(part, line_no=no) for no, part in enumerate(parts, start=1))
    unfolded = replace(wish, lines=tuple(part.asked for part in numbered), agreed=())
    check_wish(unfolded, may_record=True)
    return unfolded, numbered


def _parts(
    known: Slice, wish: Wish, bearings: Bearings, item: Item, bundle_no: int
) -> Iterator[Item]:
    sku, bundle, asked = item.sku, item.sku.bundle, item.asked
    if bundle is None:
        yield item
        return
    found = [_part(known, sku, part) for part in bundle.parts]
    currency, at = bearings.market.currency, wish.stamp.at
    worths = [
        line_gross(price.amount_minor, part.quantity, one.per)
        if (price := known.catalogue.price(one.sku_id, currency, at))
        else 0
        for part, one in zip(bundle.parts, found, strict=True)
    ]
    price_minor = 0
    if asked.recorded is None:
        listed = item.agreed or (listed_price(known, sku, currency, at), 1)
        price_minor = listed[0]
    prices = part_prices(price_minor, worths)
    recorded = _recorded(asked, worths)
    title = sku.title(bearings.language)
    for n, (part, one) in enumerate(zip(bundle.parts, found, strict=True)):
        units = part.units_in(asked.quantity)
        yield Item(
            item.line_no,
            replace(asked, sku=one.code, quantity=units, recorded=recorded[n]),
            one,
            (prices[n], part.quantity),
            Bundled(bundle_no, sku.code, title, asked.quantity, part.quantity, bundle.separable),
            item.fixed,
        )


def _part(known: Slice, sku: Sku, part: Part) -> Sku:
    found = known.catalogue.sku(part.sku_id)
    if found is None or found.kind is not SkuKind.GOODS:
        raise PartUnfit(sku=sku.code)
    return found


def _recorded(asked: WishedLine, worths: Sequence[int]) -> Sequence[Recorded | None]:
    told = asked.recorded
    if told is None:
        return [None] * len(worths)
    sums = (told.amount_minor, told.discount_minor, told.tax_minor)
    shared = zip(*(prorate(amount, worths) for amount in sums), strict=True)
    return [Recorded(*shares) for shares in shared]


def _bound(item: Item, firsts: Sequence[int]) -> Item:
    bound_to = item.asked.bound_to
    if bound_to is None:
        return item
    return replace(item, asked=replace(item.asked, bound_to=firsts[bound_to]))
