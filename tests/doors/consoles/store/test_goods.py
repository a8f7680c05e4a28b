"""A store's stock: transfers are taken in by two people once, and what never came is closed."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.test_transfers import on_hand
from tests.doors.pages.clicker import Forms
from tests.doors.pages.world import STORE

GREEN, CLEAR = "CASE-GREEN", "CASE-CLEAR"
PAGE = f"/store/{STORE}/stock"
SEND = f"/store/{STORE}/transfers"


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


def on_the_way(world):
    return world.api.get("/v1/transfers").json()["transfers"]


def test_units_are_sent_to_another_place_and_received_there(world, desk):
    page = desk.get(PAGE)
    form = [("to", "ES-GETAFE"), ("expected", "2031-03-01")]
    rows = [("sku", CLEAR), ("quantity", "2"), ("sku", ""), ("quantity", "1")]
    signed = [(k, v) for k, v in dict(Forms(page.text).found)[SEND] if k in {"form", "once"}]
    done = desk.follow(desk.post(SEND, [*signed, *form, *rows]))
    assert "Allí espera a que lo reciban." in done.text
    sent = on_the_way(world)[0]
    assert (sent["from_place"], sent["to_place"]) == (STORE, "ES-GETAFE")
    assert [(one["sku"], one["quantity"]) for one in sent["lines"]] == [(CLEAR, 2)]
    assert sent["created_by"] == "ES-04"
    assert sent["expected_at"]
    assert sent["number"] in done.text
    assert on_hand(world.api, CLEAR, STORE) == 7
    assert desk.post(SEND, [*signed, *form, *rows]).status_code == 303, "a second click"
    assert len(on_the_way(world)) == 2
    some = {"document": "R-1", "lines": [{"sku": CLEAR, "quantity": 1}]}
    world.api.post(f"/v1/transfers/{sent['transfer_id']}/receipts", some)
    assert f"{sent['transfer_id']}/cancel" not in desk.get(PAGE).text, "some of it came"


def test_what_did_not_leave_is_taken_back(world, desk):
    body = {"from_place": STORE, "to_place": "ES-GETAFE", "lines": [{"sku": CLEAR, "quantity": 4}]}
    world.api.post("/v1/transfers", body)
    assert on_hand(world.api, CLEAR, STORE) == 5
    page = desk.get(PAGE)
    assert desk.submit(page, "/cancel", reason="").status_code == 400
    page = desk.follow(desk.submit(page, "/cancel", reason="La furgoneta no vino"))
    assert "vuelven a estar aquí" in page.text
    assert on_hand(world.api, CLEAR, STORE) == 9
    found = world.api.get("/v1/transfers?state=cancelled").json()["transfers"]
    assert [one["reason"] for one in found] == ["La furgoneta no vino"]


def test_what_cannot_be_sent_is_told_and_nothing_moves(world, desk, sent):
    page, before = desk.get(PAGE), world.api.rows()
    plain = {"to": "ES-GETAFE", "sku": CLEAR, "quantity": "1"}
    wrong = (
        ({"sku": ""}, 400),
        ({"sku": "NO-SUCH"}, 404),
        ({"quantity": "0"}, 400),
        ({"quantity": "99"}, 409),
        ({"to": "NOWHERE"}, 404),
        ({"to": STORE}, 400),
        ({"expected": "soon"}, 400),
    )
    for change, status in wrong:
        answer = desk.submit(page, "/transfers", **{**plain, **change})
        assert answer.status_code == status, change
    elsewhere = f"/store/{STORE}/transfers/{sent['transfer_id']}/cancel"
    signed = [(k, v) for k, v in dict(Forms(page.text).found)[SEND] if k in {"form", "once"}]
    assert desk.post(elsewhere, [*signed, ("reason", "mine")]).status_code == 404
    assert world.api.rows() == before
    desk.enter(world.key("ES-04", Scope.STORE_WORK))
    assert SEND not in dict(Forms(desk.get(PAGE).text).found)
