"""A count at the store: scan, type, close; the page tells what is expected only then."""

import pytest

from tests.doors.api.test_transfers import on_hand
from tests.doors.pages.world import STORE

SKU = "CASE-CLEAR"
PAGE = f"/store/{STORE}/stock"


@pytest.fixture
def desk(world, reader):
    reader.enter(world.key())
    return reader


def begin(desk, skus=""):
    return desk.follow(desk.submit(desk.get(PAGE), "/counts", skus=skus))


def test_a_shelf_is_counted_and_closed(world, desk):
    page = begin(desk)
    page = desk.follow(desk.submit(page, "/entries", sku="9520000000042", quantity="7"))
    assert "Anotado." in page.text
    assert "esperadas" not in page.text
    page = desk.follow(desk.submit(page, "/close"))
    assert "Cerrado." in page.text
    assert "7 contadas, 9 esperadas" in page.text
    assert "-2" in page.text
    assert on_hand(world.api, SKU, STORE) == 7
    assert page.text.count("<form") == 1, "only the one to leave"


def test_an_open_count_is_found_again_and_says_how_far_it_is(desk):
    count = begin(desk, f"{SKU}, PHONE-128-BLACK")
    desk.submit(count, "/entries", sku=SKU, quantity="9")
    assert "1 de 2 artículos contados" in desk.get(PAGE).text


def test_what_cannot_be_counted_is_told_on_the_page(desk):
    page = begin(desk, SKU)
    for fields in ({"sku": "NONE", "quantity": "1"}, {"sku": SKU, "quantity": "x"}):
        refused = desk.submit(page, "/entries", **fields)
        assert refused.status_code in {400, 404}
        assert 'role="alert"' in refused.text
    without = desk.submit(page, "/entries", sku="CASE-GREEN", quantity="1")
    assert "no forma parte del recuento" in without.text
    unknown = desk.submit(desk.get(PAGE), "/counts", skus="NONE")
    assert unknown.status_code == 404
    assert desk.get(f"/store/{STORE}/counts/{'0' * 32}").status_code == 404
