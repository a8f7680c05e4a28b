"""What happened, for machines page by page and for people in words."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.wishes import shipped


@pytest.fixture
def basket(api):
    """A basket with four facts: opened, held, changed, held."""
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    body = {"market": "ES", "channel": "web", "lines": [{"sku": "CASE-CLEAR", "quantity": 1}]}
    made = api.post("/v1/baskets", body).json()
    api.put(f"/v1/baskets/{made['basket_id']}", {"version": 1, "lines": body["lines"]})
    return made["basket_id"]


def test_a_stream_is_read_page_by_page_without_gap_or_repeat(api, basket):
    path = f"/v1/streams/{basket}/facts"
    whole = api.get(path).json()
    assert [one["name"] for one in whole["facts"]] == [
        *("basket.opened.v1", "stock.held.v1", "basket.changed.v1", "stock.held.v1")
    ]
    assert whole["next"] is None
    first = api.get(path, params={"limit": 3}).json()
    rest = api.get(path, params={"limit": 3, "after": first["next"]}).json()
    assert first["facts"] + rest["facts"] == whole["facts"]
    assert rest["next"] is None
    opened = whole["facts"][0]
    assert (opened["actor"], opened["door"]) == ("shop", "web")
    assert opened["body"] == {"basket_id": basket, "channel": "web", "market": "ES"}


def test_a_stream_of_nothing_and_a_cursor_that_is_none(api, basket):
    assert api.get("/v1/streams/nothing/facts").json() == {"facts": [], "next": None}
    path = f"/v1/streams/{basket}/facts"
    assert api.get(path, params={"after": "x"}).json()["details"]["where"] == "after"
    assert api.get(path, params={"limit": 201}).status_code == 400
    blind = api.key_of("shop", Scope.STOCK_READ)
    assert api.get(path, secret=blind).json()["code"] == "scope_missing"


@pytest.mark.parametrize(
    ("language", "door", "who", "what"),
    [
        ("en", "Contact centre", "Store tills", "Order {} placed for €24.90"),
        ("es", "Contact centre", "Store tills", "Pedido {} realizado por 24,90\xa0€"),
        ("fr", "Contact centre", "Store tills", "Commande {} passée pour 24,90\xa0€"),
    ],
)
def test_an_orders_life_is_told_in_the_readers_language(api, language, door, who, what):
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    agent = api.key_of("tills", Scope.ORDERS_WRITE, Scope.ORDERS_READ, door="phone")
    placed = api.post("/v1/orders", shipped("CASE-CLEAR", 1), secret=agent).json()
    path = f"/v1/orders/{placed['order_id']}/timeline"
    told = api.get(path, accept_language=language).json()
    first = told["happenings"][0]
    assert (first["who"], first["door"]) == (who, door)
    assert first["what"] == what.format(placed["number"])
    assert first["when"]
    assert told["next"] is None
    assert api.get(path, params={"language": language}).json() == told


def test_an_order_that_is_not_there_has_no_life(api):
    absent = api.get(f"/v1/orders/{'0' * 32}/timeline")
    assert (absent.status_code, absent.json()["code"]) == (404, "order_absent")


def test_the_catalogue_of_events_is_served_to_anybody(api):
    told = api.get("/v1/asyncapi.json", secret="")
    assert (told.status_code, told.headers["content-type"]) == (200, "application/json")
    assert told.json()["asyncapi"] == "3.0.0"
    assert "order.placed.v1" in told.json()["channels"]["order"]["messages"]
