"""The same request has the same verdict, byte by byte, through every door there is."""

from random import Random

import msgspec
import pytest

from paraguas.doors.customer.returning import HANDLINGS, REASONS
from paraguas.staff.model import Scope
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import ANA, shipped, sold

SKU, STORE = "CASE-CLEAR", "ES-MAD-GRANVIA"
DOORS = ("web", "app", "till", "phone", "catalogue", "field_rep", "partner", "marketplace", "chat",
         "assistant")  # fmt: skip
PLACES = ("", STORE, "ES-GETAFE", "FR-PAR-RIVOLI")
CASES = 60


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_GETAFE=60, ES_MAD_GRANVIA=60)
    return desk


def orders(shop):
    """Orders of several laws and contract forms, in their people's hands."""
    code = shop.gift_card("GIFT-9999-0001", 3000)
    wishes = [
        shipped(SKU, 3, person=ANA),
        shipped(SKU, 2, person=ANA, tenders=[{"kind": "gift_card", "token": code},
                                             {"kind": "card", "token": "tok_ok"}]),
        sold(SKU, 2, STORE, person=ANA),
    ]  # fmt: skip
    placed = []
    for wish in wishes:
        order_id = shop.place(wish)
        for part in shop.parts(order_id, "released"):
            shop.deliver(part)
        placed.append((order_id, wish["lines"][0]["quantity"]))
    return placed


def cases(placed, seed):
    chance = Random(seed)
    for _ in range(CASES):
        order_id, quantity = chance.choice(placed)
        item = {
            "line_no": 1,
            "units": chance.randint(1, quantity),
            "reason": chance.choice(REASONS),
            "handling": chance.choice(HANDLINGS),
            "opened": chance.random() < 0.5,
            "defect": chance.choice(("none", "minor", "major")),
        }
        yield {"order": order_id, "items": [item], "gift": chance.random() < 0.3}


def test_generated_requests_have_one_verdict_at_every_door_and_place(shop):
    keys = {
        door: shop.api.key_of("shop", Scope.ORDERS_READ, Scope.ORDERS_WRITE, door=door)
        for door in DOORS
    }
    placed, verdicts = orders(shop), set()
    for number, body in enumerate(cases(placed, 20_261_122)):
        told = {
            shop.api.post(
                "/v1/returns/preview", {**body, "place": PLACES[n % 4]}, secret=keys[door]
            ).content
            for n, door in enumerate(DOORS, start=number)
        }
        assert len(told) == 1, body
        verdicts |= told
    assert len(verdicts) > CASES // 4


def test_what_is_asked_for_has_the_verdict_that_was_shown_at_any_other_door(shop):
    placed = [(order_id, 1) for order_id, _ in orders(shop)]
    keys = [
        shop.api.key_of("shop", Scope.ORDERS_READ, Scope.ORDERS_WRITE, door=door) for door in DOORS
    ]
    chance, asked = Random(7), 0
    for body in cases(placed, 7):
        shown, other = chance.sample(keys, 2)
        preview = shop.api.post("/v1/returns/preview", body, secret=shown)
        if preview.status_code != 200:
            assert preview.json()["code"] == "return_too_many"
            continue
        (ruling,) = preview.json()["rulings"]
        contact = {"contact": "leo@example.com"} if body["gift"] else {}
        answer = shop.api.post("/v1/returns", {**body, **contact}, secret=other)
        if not ruling["allowed"]:
            assert answer.status_code == 409
            continue
        (item,) = answer.json()["items"]
        assert msgspec.json.encode(item["ruling"]) == msgspec.json.encode(ruling)
        asked += 1
    assert asked == 3 + 2 + 2
