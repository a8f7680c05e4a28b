"""A store's stock: transfers are taken in by two people once, and what never came is closed."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.test_transfers import on_hand
from tests.doors.pages.clicker import Forms
from tests.doors.pages.world import STORE

GREEN, CLEAR = "CASE-GREEN", "CASE-CLEAR"
PAGE = f"/store/{STORE}/stock"


@pytest.fixture
def sent(world):
    """Five green cases on their way to the store."""
    world.api.stock(GREEN, ES_GETAFE=5)
    lines = [{"sku": GREEN, "quantity": 5}]
    body = {"from_place": "ES-GETAFE", "to_place": STORE, "lines": lines}
    return world.api.post("/v1/transfers", body).json()


@pytest.fixture
def desk(world, reader, sent):
    reader.enter(world.key())
    return reader


def state(world, sent):
    found = world.api.get(f"/v1/transfers/{sent['transfer_id']}").json()
    [line] = found["lines"]
    return found["state"], line["received"], line["written_off"]


def test_what_came_is_taken_in_and_the_rest_closed(world, desk, sent):
    page = desk.get(PAGE)
    assert sent["number"] in page.text
    assert "5 de 5 en camino" in page.text
    page = desk.follow(desk.submit(page, "/receipts", units_0="3"))
    assert "Recibido." in page.text
    assert "2 de 5 en camino" in page.text
    assert on_hand(world.api, GREEN, STORE) == 3
    page = desk.follow(desk.submit(page, "/close", reason="damaged"))
    assert "Dado de baja." in page.text
    assert sent["number"] not in page.text
    assert state(world, sent) == ("closed", 3, 2)


def test_two_people_with_one_page_take_it_in_once(world, desk, sent):
    first, second = desk.get(PAGE), desk.get(PAGE)
    desk.follow(desk.submit(first, "/receipts", units_0="3"))
    desk.follow(desk.submit(second, "/receipts", units_0="3"))
    assert state(world, sent) == ("sent", 3, 0)
    other = desk.submit(second, "/receipts", units_0="2")
    assert other.status_code == 409
    third = desk.submit(desk.get(PAGE), "/receipts", units_0="3")
    assert (third.status_code, "solo 2" in third.text) == (409, True)
    assert state(world, sent) == ("sent", 3, 0)


def test_a_form_that_names_nothing_is_told_in_words(world, desk, sent):
    page = desk.get(PAGE)
    assert desk.submit(page, "/receipts", units_0="0").status_code == 400
    assert desk.submit(page, "/receipts", units_7="1").status_code == 400
    assert desk.submit(page, "/close", reason="bored").status_code == 400
    assert state(world, sent) == ("sent", 0, 0)


def test_who_may_not_write_stock_looks_only(world, reader, sent):
    reader.enter(world.key("ES-04", Scope.STORE_WORK))
    page = reader.get(PAGE)
    assert sent["number"] in page.text
    assert not any(action.endswith("/close") for action, _ in Forms(page.text).found)
    refused = reader.submit(page, "/receipts", units_0="1")
    assert refused.status_code == 403
    assert state(world, sent) == ("sent", 0, 0)
