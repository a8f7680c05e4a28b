"""Prices are set from an instant on."""

import pytest

from paraguas.catalog.actions.save_prices import save_prices
from paraguas.catalog.actions.save_products import save_products
from paraguas.catalog.actions.save_skus import save_skus
from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.queries import catalogue
from tests.catalog.goods import price, product, sku, stamp, told

PEN = sku().sku_id


@pytest.fixture
def shop(db):
    with db.writing() as tx:
        save_products(tx, stamp(), [product()])
        save_skus(tx, stamp(), [sku()])
    return db


def save(db, *prices):
    with db.writing() as tx:
        return save_prices(tx, stamp(), prices)


def test_a_price_is_set_moved_and_told(shop):
    assert save(shop, price(amount=100), price(amount=90, currency="GBP")) == 2
    assert save(shop, price(amount=100), price(amount=95, currency="GBP")) == 1
    name, body = told(shop)[-1]
    assert name == "price.set.v1"
    assert '"currency":"GBP"' in body
    assert '"amount_minor":95' in body
    assert '"EUR"' not in body
    with shop.reading() as tx:
        assert catalogue(tx).price(PEN, "GBP", 0) == price(amount=95, currency="GBP")
        assert catalogue(tx).price(PEN, "USD", 0) is None


def test_prices_over_time(shop):
    save(
        shop,
        price(amount=120, from_at=50),
        price(amount=100),
        price(amount=80, from_at=10, until_at=20),
    )
    with shop.reading() as tx:
        found = [catalogue(tx).price(PEN, "EUR", at).amount_minor for at in (0, 10, 20, 50)]
        assert found == [100, 80, 100, 120]
        assert [p.from_at for p in catalogue(tx).prices(PEN, "EUR")] == [0, 10, 50]


def test_a_price_of_nothing_known_is_refused_with_the_rest(shop):
    with pytest.raises(SkuUnknown):
        save(shop, price(), price("CUP"))
    with shop.reading() as tx:
        assert catalogue(tx).prices(PEN, "EUR") == []
