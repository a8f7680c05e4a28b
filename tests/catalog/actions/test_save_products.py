"""Products are listed once and described anew when they differ."""

from paraguas.catalog.actions.save_products import save_products
from paraguas.catalog.queries import catalogue
from tests.catalog.goods import product, stamp, told


def test_saving_again_changes_nothing_and_tells_nothing(db):
    for wanted in (2, 0):
        with db.writing() as tx:
            assert save_products(tx, stamp(), [product("pen"), product("cup")]) == wanted
    assert told(db) == [("product.listed.v1", '{"codes":["pen","cup"]}')]


def test_only_what_differs_is_told(db):
    with db.writing() as tx:
        save_products(tx, stamp(), [product("pen"), product("cup")])
    with db.writing() as tx:
        assert save_products(tx, stamp(), [product("pen", es="boli"), product("cup")]) == 1
    assert told(db)[-1] == ("product.listed.v1", '{"codes":["pen"]}')
    with db.reading() as tx:
        found = catalogue(tx).product(product("pen").product_id)
    assert found == product("pen", es="boli")
