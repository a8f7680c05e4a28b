"""What a replay needs before its first receipt: stores, articles and something on the shelves."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from paraguas.catalog.actions.save_products import save_products
from paraguas.catalog.actions.save_skus import save_skus
from paraguas.catalog.model import Product, Sku, product_id_of, sku_id_of
from paraguas.doors.replay.completejourney import ZONE, Article, Receipt
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.model import Units
from paraguas.inventory.queries import slice_positions
from paraguas.network.actions.save_places import save_places
from paraguas.network.errors import MarketUnknown
from paraguas.network.model import Market, Place, PlaceKind, place_id_of
from paraguas.network.queries import network
from paraguas.network.rules.hours_text import read_hours
from paraguas.plumbing.chores import cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import SkuId, digest_id
from paraguas.values.place import Address, Point
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.stamp import Stamp

CHANNEL = "till"
MARKET = "US"
_SERVES_WAITING = "follow:see_to_waiting"
_MOST_SKUS = 4000
_COLUMBUS = Point(39_961_200, -82_998_800)
"""The seat of the entity: the data do not say where a store is, and nothing is shipped from it."""

Sold = Counter[tuple[int, int]]
"""Units by (store, product)."""


def code_of(number: int) -> str:
    """Give the code of a store or of an article by its number in the data."""
    return f"CJ-{number}"


def sold_by(receipts: Iterable[Receipt]) -> Sold:
    """Sum the units that left each store."""
    sold: Sold = Counter()
    for receipt in receipts:
        for line in receipt.lines:
            sold[line.store, line.product] += line.quantity
    return sold


def open_stores(tx: Tx, stamp: Stamp, stores: Iterable[int]) -> int:
    """Open the stores, at all hours: some receipts are from the night; give how many are new.

    They belong to whoever sells in the market; MarketUnknown where nobody does.
    """
    market = network(tx).market(MARKET)
    if market is None:
        raise MarketUnknown(market=MARKET)
    return save_places(tx, stamp, [_place(number, market) for number in sorted(stores)])


def list_articles(tx: Tx, stamp: Stamp, products: Collection[int], known: Iterable[Article]) -> int:
    """List the articles that occur; one the data do not describe is named after its number."""
    described = {article.product: article for article in known if article.product in products}
    wanted = [described.get(number) or Article(number) for number in sorted(products)]
    save_products(tx, stamp, [_product(article) for article in wanted])
    return save_skus(tx, stamp, [_sku(article) for article in wanted])


def deliveries(sold: Sold) -> Iterator[Sold]:
    """Part sales by article, in the order positions lie in: each part is one delivery."""
    products = sorted({product for _, product in sold}, key=_sku_of)
    for start in range(0, len(products), _MOST_SKUS):
        some = set(products[start : start + _MOST_SKUS])
        yield Counter({key: units for key, units in sold.items() if key[1] in some})


def stock_shelves(tx: Tx, stamp: Stamp, sold: Sold, *, receipt: str) -> int:
    """Receive what the shelves lack for these sales, once; give the units received.

    What lies there already counts, so that a replay that was broken off goes on where it was.
    receipt: names the delivery.
    """
    there = slice_positions(tx, sorted({_sku_of(product) for _, product in sold}))
    places = {store: place_id_of(code_of(store)) for store, _ in sold}
    lacking = [
        Units(sku_id, place_id, part)
        for (store, product), units in sold.items()
        for sku_id, place_id in [(_sku_of(product), places[store])]
        for part in _slips(units - there.on_shelf(sku_id, place_id))
    ]
    if lacking:
        receive_stock(tx, stamp, digest_id("receipt", receipt), lacking)
    return sum(line.quantity for line in lacking)


def let_nobody_wait(tx: Tx, stores: Iterable[int]) -> None:
    """Strike off the looking for people who wait for these deliveries: of the past, nobody does."""
    for store in stores:
        cancel(tx, place_id_of(code_of(store)), _SERVES_WAITING)


@lru_cache(maxsize=100_000)
def _sku_of(product: int) -> SkuId:
    return sku_id_of(code_of(product))


def _slips(units: int) -> Iterator[int]:
    """Part units so that no part is beyond what a line may have: fuel is counted in thousandths."""
    while units > 0:
        part = min(units, LARGEST_QUANTITY)
        yield part
        units -= part


def _place(number: int, market: Market) -> Place:
    code = code_of(number)
    return Place(
        place_id=place_id_of(code),
        code=code,
        kind=PlaceKind.STORE,
        name=f"Complete Journey store {number}",
        entity_id=market.entity_id,
        market=market.code,
        zone=ZONE,
        point=_COLUMBUS,
        address=Address(
            country=market.country, latitude=_COLUMBUS.latitude, longitude=_COLUMBUS.longitude
        ),
        hours=read_hours("Mo-Su 00:00-24:00", place=code),
    )


def _product(article: Article) -> Product:
    code = code_of(article.product)
    department = article.department.lower() if article.department else None
    return Product(product_id_of(code), code, {"en": _title(article)}, department)


def _sku(article: Article) -> Sku:
    code = code_of(article.product)
    told = {"brand": article.brand, "category": article.category, "size": article.size}
    return Sku(
        sku_id=sku_id_of(code),
        code=code,
        product_id=product_id_of(code),
        titles={"en": _title(article)},
        attributes={name: text for name, text in told.items() if text},
    )


def _title(article: Article) -> str:
    """Name an article by what is told of it, the narrowest first: `Apple sauce, 50 OZ`."""
    name = article.type or article.category or article.department
    if not name:
        return f"Article {article.product}"
    return ", ".join(filter(None, (name.capitalize(), article.size)))
