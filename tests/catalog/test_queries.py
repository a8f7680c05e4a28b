"""The catalogue as others read it."""

import pytest

from paraguas.catalog.actions.save_products import save_products
from paraguas.catalog.actions.save_skus import save_skus
from paraguas.catalog.queries import catalogue
from paraguas.values.ids import SkuId
from tests.catalog.goods import CUP_GTIN, PEN_GTIN, product, sku, stamp


@pytest.fixture
def shop(db):
    pen = sku("PEN", titles={"en": "Blue pen", "es": "Bolígrafo azul"}, gtin=PEN_GTIN)
    cup = sku("CUP", of="cup", titles={"en": "Cup"}, gtin=CUP_GTIN)
    with db.writing() as tx:
        save_products(tx, stamp(), [product("pen"), product("cup")])
        save_skus(tx, stamp(), [pen, cup, sku("4006381333931", of="cup"), sku("CUP-2", of="cup")])
    return db


def test_found_by_code_and_by_gtin_as_scanned_or_typed(shop):
    with shop.reading() as tx:
        book = catalogue(tx)
        for text in ("PEN", " PEN ", PEN_GTIN, PEN_GTIN[1:]):
            assert book.find(text).code == "PEN"
        assert book.find("4006381333931").code == "4006381333931"
        assert book.find(PEN_GTIN[:-1] + "9") is None
        assert book.find("pen") is None
        assert book.sku(SkuId("0" * 32)) is None


def test_searched_in_a_language_and_in_english_where_it_has_no_title(shop):
    with shop.reading() as tx:
        book = catalogue(tx)
        assert [s.code for s in book.search("boligrafo", "es")] == ["PEN"]
        assert [s.code for s in book.search("cup", "es")] == ["CUP", "CUP-2"]
        assert book.search("boligrafo", "en") == []
        assert len(book.search("c", "en", most=1)) == 1


def test_the_skus_of_a_product(shop):
    with shop.reading() as tx:
        found = catalogue(tx).skus_of(product("cup").product_id)
    assert [s.code for s in found] == ["4006381333931", "CUP", "CUP-2"]


def test_a_snapshot_stays_as_it_was_and_the_next_one_is_new(shop):
    with shop.reading() as tx:
        before = catalogue(tx)
    with shop.writing() as tx:
        save_skus(tx, stamp(), [sku("NEW")])
        assert catalogue(tx).by_code("NEW")
    assert before.by_code("NEW") is None
    with shop.reading() as tx:
        assert catalogue(tx).by_code("NEW")
        assert catalogue(tx) is catalogue(tx)
