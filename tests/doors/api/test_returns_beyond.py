"""More than the policy book gives: with a reason, within authority, else by a second person."""

from paraguas.staff.model import Scope
from tests.doors.api.test_returns import ask, counters, instant, of_line, shop, step
from tests.doors.api.wishes import sold

__all__ = ["shop"]

SKU, PRICE, STORE = "CASE-CLEAR", 2490, "ES-MAD-GRANVIA"


def final_sale(shop):
    """Sell the SKU as a final sale from now on."""
    told = shop.api.get(f"/v1/skus/{SKU}").json()["sku"]
    row = {"code": SKU, "product": told["product"], "titles": {"en": "Clear case"}}
    answer = shop.api.put("/v1/skus", [{**row, "attributes": {"final_sale": "true"}}])
    assert answer.status_code == 200, answer.text


def test_what_the_book_excludes_is_refused_and_overridden_within_authority(shop):
    final_sale(shop)
    order_id = shop.place(sold(SKU, 3, STORE))
    associate = shop.api.key_of("ES-01", Scope.STORE_WORK, Scope.ORDERS_WRITE, door="till")
    manager = shop.api.key_of("ES-03", Scope.STORE_WORK, Scope.ORDERS_WRITE, door="till")
    before = shop.api.rows()
    refused = instant(shop, order_id, of_line(), secret=associate)
    assert (refused.status_code, refused.json()["code"]) == (409, "return_excluded")
    why = {"reason": "gift for a wedding that was called off"}
    beyond = instant(shop, order_id, of_line(3), override=why, secret=associate)
    assert (beyond.status_code, beyond.json()["code"]) == (403, "authority_exceeded")
    machine = instant(shop, order_id, of_line(), override=why)
    assert (machine.status_code, machine.json()["code"]) == (403, "authority_exceeded")
    assert shop.api.rows() == before
    waits = ask(shop, order_id, of_line(2), override=why, secret=associate).json()
    assert waits["state"] == "authorised"
    waits = ask(shop, order_id, of_line(1), override=why).json()
    assert (waits["state"], waits["override_by"]) == ("requested", "shop")
    agreed = step(shop, waits, "authorise", {"reason": "she is right"}, secret=manager).json()
    assert (agreed["state"], agreed["approved_by"]) == ("authorised", "ES-03")
    assert agreed["items"][0]["ruling"]["overridden"]


def test_above_her_authority_a_second_person_agrees(shop):
    final_sale(shop)
    order_id = shop.place(sold(SKU, 3, STORE))
    associate = shop.api.key_of("ES-01", Scope.STORE_WORK, Scope.ORDERS_WRITE, door="till")
    other = shop.api.key_of("ES-02", Scope.STORE_WORK, Scope.ORDERS_WRITE, door="till")
    manager = shop.api.key_of("ES-03", Scope.STORE_WORK, Scope.ORDERS_WRITE, door="till")
    why = {"reason": "the till told her she could"}
    waits = ask(shop, order_id, of_line(3), override=why, secret=associate).json()
    assert (waits["state"], counters(shop, order_id)) == ("requested", (3, 0))
    come = {"place": STORE, "items": [{"item": 1, "units": 3}]}
    assert step(shop, waits, "receive", come, secret=associate).json()["code"] == "return_step"
    reason = {"reason": "true"}
    assert step(shop, waits, "authorise", reason, secret=other).json()["code"] == (
        "authority_exceeded"
    )
    assert step(shop, waits, "authorise", reason, secret=manager).json()["state"] == "authorised"
    done = step(shop, waits, "receive", come, secret=associate).json()
    assert (done["state"], done["refunded_minor"]) == ("settled", 3 * PRICE)
