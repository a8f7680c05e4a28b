"""The world of lives: few places in two countries that never close, few SKUs at odd prices."""

from msgspec.structs import replace

from paraguas.catalog.actions.save_prices import save_prices
from paraguas.catalog.actions.save_products import save_products
from paraguas.catalog.actions.save_skus import save_skus
from paraguas.catalog.model import Price, Product, Sku, product_id_of, sku_id_of
from paraguas.network.actions.save_places import save_places
from paraguas.network.queries import network
from paraguas.network.rules.hours_text import read_hours
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

CURRENCIES = {"ES": "EUR", "US": "USD"}
STORES = {"ES": ("ES-MAD-SERRANO", "ES-BCN-GRACIA"), "US": ("US-NYC-SOHO", "US-CHI-MICHIGAN")}
"""Where goods are fetched and carried out; prices include tax in one country, not in the other."""

PLACES = {
    "ES-MAD-SERRANO": "ES",
    "ES-BCN-GRACIA": "ES",
    "ES-GETAFE": "ES",
    "US-NYC-SOHO": "US",
    "US-CHI-MICHIGAN": "US",
}
PRICES = (333, 999, 2490, 10_001)
ADDRESSES = {
    "ES": (
        {"line1": "Calle Mayor 1", "postal_code": "28013", "city": "Madrid", "region": "MD",
         "country": "ES"},
        {"line1": "Carrer Gran 2", "postal_code": "08012", "city": "Barcelona", "region": "CT",
         "country": "ES"},
    ),
    "US": (
        {"line1": "1 Spring St", "postal_code": "10012", "city": "New York", "region": "NY",
         "country": "US"},
        {"line1": "2 State St", "postal_code": "60601", "city": "Chicago", "region": "IL",
         "country": "US"},
    ),
}  # fmt: skip


def price_of(sku: str) -> int:
    """Give the price of a SKU, in minor units of either currency."""
    return PRICES[int(sku.rpartition("-")[2])]


def codes_of(session: str) -> tuple[str, ...]:
    """Give the SKUs of a session: each has its own, so that one cannot spoil the next."""
    return tuple(f"LIFE-{session}-{number}" for number in range(len(PRICES)))


def list_goods(tx: Tx, by: Stamp, session: str) -> None:
    """List the goods of a session with their prices."""
    product = Product(product_id_of("lives"), "lives", {"en": "Goods of lives"})
    skus = [
        Sku(sku_id_of(code), code, product.product_id, {"en": f"Article {code}"})
        for code in codes_of(session)
    ]
    save_products(tx, by, [product])
    save_skus(tx, by, skus)
    save_prices(
        tx,
        by,
        [
            Price(sku.sku_id, currency, price_of(sku.code), from_at=0)
            for sku in skus
            for currency in CURRENCIES.values()
        ],
    )


def open_places(tx: Tx, by: Stamp) -> dict[str, str]:
    """Let the places of the lives never close; gives their codes by their ids."""
    found = network(tx)
    places = [place for code in PLACES if (place := found.place_by_code(code))]
    always = read_hours("Mo-Su 00:00-24:00", place="any")
    save_places(tx, by, [replace(one, hours=always, daily_capacity=None) for one in places])
    return {place.place_id: place.code for place in places}
