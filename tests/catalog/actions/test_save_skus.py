"""SKUs are listed whole, or not at all."""

import pytest

from paraguas.catalog.actions.save_products import save_products
from paraguas.catalog.actions.save_skus import save_skus
from paraguas.catalog.model import SkuKind
from paraguas.catalog.queries import catalogue
from paraguas.values.quantity import Unit
from paraguas.values.refusal import Refusal
from tests.catalog.goods import CUP_GTIN, PEN_GTIN, product, sku, stamp, told


@pytest.fixture
def shop(db):
    with db.writing() as tx:
        save_products(tx, stamp(), [product()])
    return db


def save(db, *skus):
    with db.writing() as tx:
        return save_skus(tx, stamp(), skus)


def refused(db, *skus):
    with pytest.raises(Refusal) as caught:
        save(db, *skus)
    with db.reading() as tx:
        assert len(catalogue(tx)) == 0
    return caught.value


def test_a_sku_comes_back_as_it_was_saved(shop):
    tea = sku("TEA", unit=Unit.GRAM, per=1000, gtin=PEN_GTIN, attributes={"b": "2", "a": "1"})
    set_up = sku("SETUP", kind=SkuKind.SERVICE, minutes=45, skill="set_up")
    assert save(shop, tea, set_up) == 2
    assert save(shop, tea, set_up) == 0
    with shop.reading() as tx:
        assert catalogue(tx).by_code("TEA") == tea
        assert catalogue(tx).by_code("SETUP") == set_up
    assert told(shop)[-1] == ("sku.listed.v1", '{"codes":["TEA","SETUP"]}')


def test_a_sku_of_no_listed_product_is_refused_with_the_rest(shop):
    refusal = refused(shop, sku("PEN"), sku("CUP", of="cup"))
    assert (refusal.code, refusal.details["sku"]) == ("product_unknown", "CUP")


def test_two_skus_may_not_share_a_gtin(shop):
    assert refused(shop, sku("A", gtin=PEN_GTIN), sku("B", gtin=PEN_GTIN)).code == "gtin_taken"


def test_a_gtin_that_is_taken_is_refused_later_too(shop):
    save(shop, sku("A", gtin=PEN_GTIN))
    with pytest.raises(Refusal) as caught:
        save(shop, sku("B", gtin=PEN_GTIN))
    assert caught.value.code == "gtin_taken"
    assert save(shop, sku("A", gtin=CUP_GTIN), sku("C")) == 2


def test_more_than_a_database_binds_at_once(shop):
    many = [sku(f"S{number}") for number in range(2500)]
    assert save(shop, *many) == 2500
    assert save(shop, *many, sku("ONE-MORE")) == 1
