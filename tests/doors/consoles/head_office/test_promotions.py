"""Promotions at head office: written, tried on a basket, listed with their days, stopped."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.promoted import day

TEXT = """
[[promotions]]
code = "WINTER"
market = "ES"
kind = "percentage"
percent = "20"
titles = { es = "Rebajas de invierno", en = "Winter sale" }
starts_on = 2026-01-01
ends_on = 2099-01-01
"""
PAGE = "/board/promotions"


@pytest.fixture
def board(world, reader):
    reader.enter(world.key("shop", Scope.ADMIN, place=""))
    return reader


def codes(world):
    return [one["promotion"]["code"] for one in world.api.get("/v1/promotions").json()]


def test_they_are_tried_on_a_basket_then_written_listed_and_stopped(world, board):
    page = board.get(PAGE)
    form = {"text": TEXT, "market": "ES", "lines": "CASE-CLEAR 2", "day": "2026-06-01"}
    tried = board.submit(page, PAGE, **form, **{"try": "yes"})
    assert tried.status_code == 200, tried.text
    assert "€9.96" in tried.text
    assert "€39.84" in tried.text
    assert codes(world) == []
    shown = board.follow(board.submit(page, PAGE, text=TEXT))
    assert codes(world) == ["WINTER"]
    assert "Winter sale" in shown.text
    assert "2099" in shown.text
    assert "running" in shown.text
    stopped = board.follow(board.submit(shown, f"{PAGE}/WINTER/stop"))
    assert world.api.get("/v1/promotions/WINTER").json()["state"] == "over"
    assert "/WINTER/stop" not in stopped.text


def test_a_slip_stays_in_the_form_with_its_sentence(world, board):
    page = board.get(PAGE)
    for wrong in ({"text": TEXT + 'channel = "web"'}, {"text": "[["}, {"text": ""}):
        refused = board.submit(page, PAGE, **wrong)
        assert refused.status_code == 400
        assert "promotions.toml" in refused.text
    for wrong in ({"lines": ""}, {"lines": "A B C"}, {"lines": "NONE"}, {"market": "XX"}):
        form = {"text": TEXT, "market": "ES", "lines": "CASE-CLEAR", **wrong, "try": "yes"}
        assert board.submit(page, PAGE, **form).status_code in {400, 404}
    assert codes(world) == []


def test_what_differs_by_door_stands_on_the_page_with_its_reason(world, board):
    differs = {
        "kind": "price",
        "sku": "CASE-CLEAR",
        "market": "ES",
        "place": "ES-MAD-GRANVIA",
        "amount_minor": 2000,
        "reason": "The store closes",
        "starts_on": day(-2),
        "ends_on": day(20),
    }
    assert world.api.put("/v1/differences", {"differences": [differs]}).status_code == 200
    page = board.get(PAGE).text
    assert "The store closes" in page
    assert "€20.00" in page


def test_who_may_only_read_writes_nothing(world, reader):
    reader.enter(world.key("shop", Scope.ORDERS_READ, place=""))
    page = reader.get(PAGE)
    assert reader.submit(page, PAGE, text=TEXT).status_code == 403
    assert codes(world) == []
