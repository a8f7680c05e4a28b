"""A store's deliveries: goods of suppliers taken in once, damaged ones aside, the rest closed."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.test_transfers import on_hand
from tests.doors.pages.clicker import Forms
from tests.doors.pages.world import STORE

GREEN = "CASE-GREEN"
PAGE = f"/store/{STORE}/deliveries"


@pytest.fixture
def announced(world):
    """Five green cases a supplier announced to the store."""
    lines = [{"sku": GREEN, "quantity": 5, "expected_on": "2031-03-01"}]
    body = {"place": STORE, "supplier": "ACME", "reference": "PO-7", "lines": lines}
    return world.api.post("/v1/purchase-orders", body).json()


@pytest.fixture
def desk(world, reader, announced):
    reader.enter(world.key())
    return reader


def state(world, announced):
    found = world.api.get(f"/v1/purchase-orders/{announced['purchase_order_id']}").json()
    [line] = found["lines"]
    return found["state"], line["received"], line["damaged"], line["missing"]


def test_what_came_is_taken_in_the_damaged_aside_and_the_rest_closed(world, desk, announced):
    page = desk.get(PAGE)
    assert "5 de 5 previstas el 1 de marzo de 2031" in page.text
    page = desk.follow(desk.submit(page, "/receipts", units_0="3", **{"damaged-0": "1"}))
    assert "Recibido." in page.text
    assert "1 de 5 previstas" in page.text
    assert "dañado: 1" in page.text
    assert on_hand(world.api, GREEN, STORE) == 3
    page = desk.follow(desk.submit(page, "/close", reason="supplier_out"))
    assert "No se espera nada más." in page.text
    assert "PO-7" not in page.text
    assert state(world, announced) == ("closed", 3, 1, 1)


def test_two_people_with_one_page_take_it_in_once(world, desk, announced):
    first, second = desk.get(PAGE), desk.get(PAGE)
    for page in (first, second):
        desk.follow(desk.submit(page, "/receipts", units_0="2", **{"damaged-0": "0"}))
    assert state(world, announced) == ("announced", 2, 0, 0)
    other = desk.submit(second, "/receipts", units_0="1", **{"damaged-0": "0"})
    assert other.status_code == 409


def test_goods_are_set_aside_and_go_back_on_sale_with_a_reason(world, desk):
    form = {"sku": "CASE-CLEAR", "quantity": "2", "reason": "wet"}
    page = desk.submit(desk.get(PAGE), "/aside", move="sellable-damaged", **form)
    page = desk.follow(page)
    assert "dañado: 2" in page.text
    assert on_hand(world.api, "CASE-CLEAR", STORE) == 7
    page = desk.follow(desk.submit(page, "/aside", move="damaged-sellable", **form))
    assert on_hand(world.api, "CASE-CLEAR", STORE) == 9
    short = desk.submit(page, "/aside", move="damaged-sellable", **form)
    assert (short.status_code, "solo hay 0" in short.text) == (409, True)


def test_a_double_click_sets_aside_once(world, desk):
    page = desk.get(PAGE)
    form = {"sku": "CASE-CLEAR", "quantity": "2", "reason": "wet", "move": "sellable-damaged"}
    for _ in range(2):
        desk.follow(desk.submit(page, "/aside", **form))
    assert on_hand(world.api, "CASE-CLEAR", STORE) == 7


def test_a_form_that_names_nothing_is_told_in_words(world, desk, announced):
    page = desk.get(PAGE)
    nothing = {"units_0": "0", "damaged-0": "0"}
    assert desk.submit(page, "/receipts", **nothing).status_code == 400
    assert desk.submit(page, "/receipts", units_7="1").status_code == 400
    assert desk.submit(page, "/close", reason="bored").status_code == 400
    odd = {"sku": "CASE-CLEAR", "quantity": "1", "reason": "wet", "move": "sellable-lost"}
    assert desk.submit(page, "/aside", **odd).status_code == 400
    assert state(world, announced) == ("announced", 0, 0, 0)


def test_who_may_not_write_stock_looks_only(world, reader, announced):
    reader.enter(world.key("ES-04", Scope.STORE_WORK))
    page = reader.get(PAGE)
    assert "PO-7" in page.text
    assert not any(action.endswith("/aside") for action, _ in Forms(page.text).found)
    refused = reader.submit(page, "/receipts", units_0="1")
    assert refused.status_code == 403
    assert state(world, announced) == ("announced", 0, 0, 0)
