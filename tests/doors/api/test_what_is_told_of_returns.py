"""What comes back, what does not work and what is given for it is told in the order's stream."""

from paraguas.catalog.model import sku_id_of
from paraguas.network.model import place_id_of
from paraguas.staff.model import Scope
from tests.doors.api.test_claims import opened
from tests.doors.api.test_credited_refunds import refund
from tests.doors.api.test_returns import PRICE, SKU, STORE, ask, delivered, of_line, shop, step
from tests.doors.api.test_returns_beyond import final_sale
from tests.doors.api.test_returns_blind import bring
from tests.doors.api.test_what_is_told import told
from tests.doors.api.wishes import sold

__all__ = ["shop"]


def since(shop, order_id, *wanted):
    """The facts of these names an order's stream tells, in their order, and their bodies."""
    names, bodies = told(shop.api, order_id)
    return [name for name in names if name.startswith(wanted)], bodies


def test_a_return_that_is_sent_and_received(shop):
    order_id = delivered(shop, 2)
    asked = ask(shop, order_id, of_line(2)).json()
    for tracking in ("RR1", "RR1"):
        step(shop, asked, "sent", {"tracking": tracking})
    came = [{"item": 1, "units": 2, "handling": "unused"}]
    step(shop, asked, "receive", {"place": STORE, "items": came})
    names, bodies = since(shop, order_id, "return.")
    assert names == [
        *("return.requested", "return.authorised", "return.sent"),
        *("return.received", "return.settled"),
    ]
    requested = bodies["return.requested"]
    assert (requested["number"], requested["waits"]) == (asked["number"], False)
    assert requested["lines"] == [{"line_no": 1, "quantity": 2}]
    assert requested["amount_minor"] == 2 * PRICE
    assert bodies["return.authorised"]["overridden"] is False
    assert bodies["return.sent"]["tracking"] == "RR1"
    received = bodies["return.received"]
    assert received["place_id"] == place_id_of(STORE)
    assert received["dispositions"] == [{"line_no": 1, "disposition": "sellable", "quantity": 2}]


def test_a_return_that_a_second_person_agrees_to(shop):
    final_sale(shop)
    order_id = shop.place(sold(SKU, 1, STORE))
    waits = ask(shop, order_id, of_line(), override={"reason": "called off"}).json()
    names, bodies = since(shop, order_id, "return.")
    assert names == ["return.requested"]
    assert bodies["return.requested"]["waits"] is True
    manager = shop.api.key_of("ES-03", Scope.STORE_WORK, Scope.ORDERS_WRITE, door="till")
    step(shop, waits, "authorise", {"reason": "she is right"}, secret=manager)
    names, bodies = since(shop, order_id, "return.")
    assert names == ["return.requested", "return.authorised"]
    assert bodies["return.authorised"]["overridden"] is True


def test_a_return_that_comes_to_nothing(shop):
    order_id = delivered(shop, 2)
    for verb, reason, state in (
        ("cancel", "keeps it", "cancelled"),
        ("refuse", "not ours", "refused"),
    ):
        asked = ask(shop, order_id, of_line()).json()
        assert step(shop, asked, verb, {"reason": reason}).status_code == 200
        names, bodies = since(shop, order_id, "return.")
        assert names[-1] == "return.ended"
        ended = bodies["return.ended"]
        assert (ended["number"], ended["state"], ended["cause"]) == (
            *(asked["number"], state, reason),
        )


def test_goods_without_a_proof_of_purchase_are_told_at_their_place(shop):
    associate = shop.api.key_of("ES-01", Scope.STORE_WORK, door="till", place=STORE)
    taken = bring(shop, associate, units=2).json()
    names, bodies = told(shop.api, place_id_of(STORE))
    assert names.count("return.taken_blind") == 1
    fact = bodies["return.taken_blind"]
    assert (fact["number"], fact["sku_id"], fact["units"]) == (
        *(taken["number"], sku_id_of(SKU), 2),
    )
    assert (fact["credited_minor"], fact["currency"]) == (2 * PRICE, "EUR")


def test_a_claim(shop):
    order_id = delivered(shop)
    claim = opened(shop, order_id)
    names, bodies = since(shop, order_id, "claim.")
    assert names == ["claim.opened"]
    fact = bodies["claim.opened"]
    assert (fact["claim_id"], fact["number"]) == (claim["claim_id"], claim["number"])
    assert fact["lines"] == [{"line_no": 1, "quantity": 1}]
    assert fact["until_on"] == claim["until_on"]


def test_money_given_back_as_store_credit(shop):
    order_id = delivered(shop)
    assert refund(shop, order_id, 1500).status_code == 200
    shop.settle()
    names, bodies = since(shop, order_id, "payment.")
    assert names[-1] == "payment.credited"
    fact = bodies["payment.credited"]
    assert (fact["amount_minor"], fact["currency"], fact["cause"]) == (1500, "EUR", "")
