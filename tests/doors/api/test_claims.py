"""Claims over the API: what does not work is repaired, replaced, or made good in money."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.test_returns import (
    PRICE,
    SKU,
    STORE,
    aside,
    counters,
    delivered,
    facts,
    instant,
    of_line,
)


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_GETAFE=20, ES_MAD_GRANVIA=20)
    return desk


def body(order_id, **more):
    return {"order": order_id, "line_no": 1, "what": "It does not charge.", **more}


def opened(shop, order_id, **more):
    answer = shop.api.post("/v1/claims", body(order_id, **more))
    assert answer.status_code == 201, answer.text
    return answer.json()


def step(shop, one, word, *, secret=None, **more):
    path = f"/v1/claims/{one['claim_id']}/steps"
    return shop.api.post(path, {"step": word, **more}, secret=secret)


def received(shop, one):
    answer = step(shop, one, "receive", place=STORE)
    assert answer.status_code == 200, answer.text
    return answer.json()


def lower(shop, one, amount=490):
    """Let an associate lower the price of what does not quite work."""
    key = shop.api.key_of("ES-01", Scope.STORE_WORK, door="till")
    answer = step(shop, one, "reduce", amount_minor=amount, reason="scratched", secret=key)
    assert answer.status_code == 200, answer.text
    return answer.json()


def code(answer):
    return answer.status_code, answer.json().get("code")


def test_it_is_repaired_and_its_guarantee_is_longer_afterwards(shop):
    order_id = delivered(shop)
    one = opened(shop, order_id)
    given = one["guarantee"]
    assert (one["state"], given["holds"]) == ("opened", True)
    assert "EU-G2-ES" in given["clauses"]
    assert one["until_on"][:4] == str(int(one["guarantee"]["due_on"][:4]) + 3)
    assert counters(shop, order_id) == (1, 0)
    # What is with the repairer is hers: no stock of ours, and in no other claim or return.
    stock = shop.stock(SKU, STORE)
    assert received(shop, one)["place_id"]
    assert step(shop, one, "repair", repairer="Taller Sol").json()["state"] == "at_repair"
    assert (shop.stock(SKU, STORE), aside(shop, STORE)) == (stock, (0, 0))
    listed = shop.api.get("/v1/claims", params={"state": "at_repair", "place": STORE}).json()
    assert [each["repairer"] for each in listed["claims"]] == ["Taller Sol"]
    assert instant(shop, order_id, of_line()).json()["code"] == "return_too_many"
    assert code(shop.api.post("/v1/claims", body(order_id))) == (409, "return_too_many")
    assert step(shop, one, "repaired").json()["state"] == "repaired"
    done = step(shop, one, "give_back").json()
    assert (done["state"], counters(shop, order_id)) == ("back", (0, 0))
    assert int(done["until_on"][:4]) == int(one["until_on"][:4]) + 1
    again = opened(shop, order_id)
    assert again["until_on"] == done["until_on"]
    # It was repaired before: now she may have her money, by Article 13(4)(b).
    assert again["guarantee"]["remedies"] == ["repair", "replacement", "reduction", "refund"]
    assert facts(shop, order_id).count("claim.moved.v1") == 4
    told = shop.api.get(f"/v1/orders/{order_id}/timeline").json()
    assert one["number"] in str(told)


def test_it_is_replaced_out_of_the_stock_and_the_defective_one_waits_for_the_vendor(shop):
    order_id = delivered(shop)
    one = opened(shop, order_id, wish="replacement")
    received(shop, one)
    before = shop.stock(SKU, STORE)
    charged = shop.charged(order_id)
    done = step(shop, one, "replace").json()
    assert (done["state"], counters(shop, order_id)) == ("replaced", (0, 0))
    on_hand, *rest = shop.stock(SKU, STORE)
    assert (on_hand + sum(aside(shop, STORE)), rest) == (before[0], [*before[1:]])
    assert aside(shop, STORE) == (0, 1)
    shop.settle()
    assert shop.charged(order_id) == charged
    assert code(step(shop, one, "replace")) == (409, "claim_step")


def test_all_of_the_money_comes_with_a_credit_note_where_the_guarantee_gives_it(shop):
    order_id = delivered(shop, 2)
    one = opened(shop, order_id, defect="major", wish="refund")
    received(shop, one)
    done = step(shop, one, "refund", leftover="damaged").json()
    assert (done["state"], done["given_minor"]) == ("refunded", PRICE)
    back = shop.api.get(f"/v1/returns/{done['return_id']}").json()
    assert (back["state"], back["items"][0]["ruling"]["cause"]) == ("settled", "guaranteed")
    shop.settle()
    assert (shop.charged(order_id), shop.billed(order_id)) == (PRICE, [2 * PRICE, PRICE])
    assert (counters(shop, order_id), aside(shop, STORE)) == ((0, 1), (1, 0))


def test_how_much_a_price_is_lowered_is_for_somebody_to_answer_for(shop):
    order_id = delivered(shop)
    one = opened(shop, order_id)
    machine = shop.api.key_of("shop", Scope.STORE_WORK, Scope.ORDERS_READ)
    refused = step(shop, one, "reduce", amount_minor=500, reason="a scratch", secret=machine)
    assert code(refused) == (403, "authority_exceeded")


def test_she_keeps_it_for_less_and_gets_the_rest_when_it_comes_back_after_all(shop):
    order_id = delivered(shop, 2)
    one = opened(shop, order_id)
    dear = step(shop, one, "reduce", amount_minor=PRICE + 1, reason="scratched")
    assert code(dear) == (409, "reduction_too_much")
    done = lower(shop, one)
    assert (done["state"], done["given_minor"]) == ("reduced", 490)
    shop.settle()
    assert shop.charged(order_id) == 2 * PRICE - 490
    back = instant(shop, order_id, of_line(2)).json()
    (item,) = back["items"]
    assert [(fee["kind"], fee["amount_minor"]) for fee in item["ruling"]["fees"]] == [
        ("reduced", 490)
    ]
    shop.settle()
    assert (back["refunded_minor"], shop.charged(order_id)) == (2 * PRICE - 490, 0)


def test_what_was_lowered_is_kept_once_however_it_comes_back(shop):
    order_id = delivered(shop, 2)
    lower(shop, opened(shop, order_id))
    shop.settle()
    asked = shop.api.post("/v1/returns", {"order": order_id, "items": [of_line()]}).json()
    other = instant(shop, order_id, of_line()).json()
    came = {"place": STORE, "items": [{"item": 1, "units": 1, "handling": "tried"}]}
    first = shop.api.post(f"/v1/returns/{asked['return_id']}/receive", came).json()
    given = first["refunded_minor"] + other["refunded_minor"]
    shop.settle()
    assert (given, shop.charged(order_id)) == (2 * PRICE - 490, 0)


def test_what_is_no_defect_is_hers_as_it_is(shop):
    order_id = delivered(shop)
    one = opened(shop, order_id)
    received(shop, one)
    done = step(shop, one, "refuse", reason="It fell into water.").json()
    assert (done["state"], done["ended_because"]) == ("refused", "It fell into water.")
    assert counters(shop, order_id) == (0, 0)
    shop.settle()
    assert "garantía" in shop.subjects()[-1] or "no funciona" in shop.subjects()[-1]


def test_what_cannot_be_is_one_clear_answer_and_leaves_nothing(shop):
    order_id = delivered(shop)
    before = shop.api.rows()
    wrong = {
        (409, "return_too_many"): body(order_id, units=2),
        (400, "return_line_absent"): body(order_id, line_no=7),
        (404, "order_absent"): body("0" * 32),
        (400, "policy_fact_wrong"): body(order_id, defect="cursed"),
    }
    for answer, wish in wrong.items():
        assert code(shop.api.post("/v1/claims", wish)) == answer, wish
    assert code(step(shop, {"claim_id": "0" * 32}, "repaired")) == (404, "claim_absent")
    assert code(step(shop, {"claim_id": "0" * 32}, "burn"))[0] in {400, 422}
    assert shop.api.rows() == before
