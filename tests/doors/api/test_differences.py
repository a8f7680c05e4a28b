"""What differs by door: for a stated reason and a while, listed whole, kept at check-out."""

import pytest

from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.promoted import code_of, day, lines, row, saved
from tests.doors.api.wishes import shipped, sold

SKU, PRICE, STORE, OTHER = "CASE-CLEAR", 2490, "ES-MAD-GRANVIA", "ES-MAD-SERRANO"


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE, OTHER)
    desk.api.stock(SKU, ES_GETAFE=20, ES_MAD_GRANVIA=20, ES_MAD_SERRANO=20)
    return desk


def differs(**more):
    told = {
        "kind": "price",
        "sku": SKU,
        "market": "ES",
        "place": STORE,
        "amount_minor": 2000,
        "reason": "The last pieces of a store that closes",
        "starts_on": day(-2),
        "ends_on": day(20),
    }
    return {name: value for name, value in (told | more).items() if value is not None}


def save(shop, *rows):
    body = {"differences": list(rows), "file": "closing.toml"}
    return shop.api.put("/v1/differences", body)


def test_a_price_of_its_own_holds_at_its_place_only_and_stands_in_the_report(shop):
    assert save(shop, differs()).json() == {"saved": 1}
    assert save(shop, differs()).json() == {"saved": 0}
    assert lines(shop, shop.place(sold(SKU, 2, STORE))) == [(2000, 0, 4000)]
    assert lines(shop, shop.place(sold(SKU, 2, OTHER))) == [(PRICE, 0, 4980)]
    assert lines(shop, shop.place(shipped(SKU, 2))) == [(PRICE, 0, 4980)]
    local = row("LOCAL", places=[OTHER], reason="A street fair", ends_on=day(3))
    saved(shop, local, row("EVERYWHERE"))
    told = shop.api.get("/v1/differences").json()
    assert [(one["what"], one["subject"], one["place"]) for one in told] == [
        ("price", SKU, STORE),
        ("promotion", "LOCAL", OTHER),
    ]
    assert (told[0]["amount_minor"], told[0]["list_minor"]) == (2000, PRICE)
    assert [one["reason"] for one in told] == [differs()["reason"], "A street fair"]
    assert all(one["starts_on"] and one["ends_on"] and one["state"] == "running" for one in told)


def test_a_sku_that_is_missing_at_a_door_is_refused_there_with_the_reason(shop):
    missing = differs(
        kind="missing", amount_minor=None, place=None, channel="web", reason="It may not be posted"
    )
    assert save(shop, missing).status_code == 200
    answer = shop.api.post("/v1/orders", shipped(SKU, 1))
    assert code_of(answer) == (409, "sku_not_sold_here")
    assert "It may not be posted" in answer.json()["detail"]
    assert lines(shop, shop.place(sold(SKU, 1, STORE))) == [(PRICE, 0, PRICE)]
    over = {**missing, "starts_on": day(-9), "ends_on": day(-2)}
    assert save(shop, over).status_code == 200
    assert shop.api.get("/v1/differences").json() == []
    assert shop.api.post("/v1/orders", shipped(SKU, 1)).status_code == 201
    shop.settle()


@pytest.mark.parametrize(
    ("more", "code", "word"),
    [
        ({"reason": None}, "door_difference_unexplained", SKU),
        ({"reason": "  "}, "door_difference_unexplained", STORE),
        ({"ends_on": None}, "door_difference_unexplained", SKU),
        ({"place": None}, "promotion_wrong", "place or a channel"),
        ({"channel": "web"}, "promotion_wrong", "place or a channel"),
        ({"place": None, "channel": "nowhere"}, "promotion_wrong", "nowhere"),
        ({"place": "FR-PAR-RIVOLI"}, "promotion_wrong", "FR-PAR-RIVOLI"),
        ({"sku": "NONE"}, "promotion_wrong", "NONE"),
        ({"market": "XX"}, "promotion_wrong", "XX"),
        ({"amount_minor": None}, "promotion_wrong", "amount_minor"),
        ({"ends_on": day(-2)}, "promotion_wrong", "ends_on"),
        ({"sex": "f"}, "promotion_wrong", "sex"),
    ],
)
def test_what_has_no_reason_or_no_end_or_names_what_is_not_there_is_refused(shop, more, code, word):
    answer = save(shop, differs(sku="CASE-GREEN"), differs(**more))
    assert code_of(answer) == (400, code)
    assert "closing.toml" in answer.json()["detail"]
    assert word in answer.json()["detail"]
    assert shop.api.get("/v1/differences").json() == []
