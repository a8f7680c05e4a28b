"""A change that costs more asks the card that pays already for it, on the approval it gave."""

import pytest

from tests.doors.api.wishes import ANA, CARD, MADRID, shipped

SKU = "CASE-CLEAR"
PRICE = 2490
DEPOT = "ES-GETAFE"


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=20, ES_MAD_SERRANO=5)
    return desk


def placed(shop, token="tok_ok", **more):
    tenders = [{"kind": "card", "token": token, "label": "Visa 4242"}]
    order_id = shop.place(shipped(SKU, 1, person=ANA, tenders=tenders, **more))
    shop.hurry()
    return order_id


def grown(shop, order_id, quantity=3, **how):
    """Let an order hold more units, and ask the card for what they cost."""
    wish = {"kind": "set_quantity", "line_no": 1, "quantity": quantity}
    base = f"/v1/orders/{order_id}/changes"
    opened = shop.api.post(base, {"reason": "wants more", "changes": [wish]})
    path = f"{base}/{opened.json()['change_no']}"
    basis = shop.api.post(f"{path}/preview").json()["basis"]
    body = {"basis": basis, "raise_card": True}
    return shop.api.post(f"{path}/confirm", body | how.pop("body", {}), **how)


def deliver_all(shop, order_id):
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)


def approvals(shop, order_id):
    """The authorisations at the provider, with what each stands for."""
    found = {}
    for one in shop.provider.ledger():
        if one.key.startswith(order_id) and one.kind == "authorise" and one.state == "approved":
            found[one.authorisation] = found.get(one.authorisation, 0) + one.amount_minor
    return sorted(found.values())


def test_the_approval_is_raised_and_taken_parcel_by_parcel(shop):
    order_id = placed(shop)
    assert grown(shop, order_id).status_code == 200
    assert shop.statuses(order_id)[2] == "pending"
    shop.settle()
    assert shop.statuses(order_id)[2] == "authorised"
    assert approvals(shop, order_id) == [3 * PRICE]
    deliver_all(shop, order_id)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert shop.charged(order_id) == 3 * PRICE
    assert shop.billed(order_id) == [3 * PRICE]


def test_what_was_raised_is_set_free_with_its_approval_and_taken_in_part(shop):
    order_id = placed(shop)
    grown(shop, order_id)
    shop.settle()
    shop.cancel(order_id, {"1": 1})
    assert [step for step in shop.money(order_id) if step[0] == "void"] == []
    deliver_all(shop, order_id)
    assert shop.charged(order_id) == 2 * PRICE
    other = placed(shop)
    grown(shop, other)
    shop.settle()
    shop.cancel(other)
    assert shop.statuses(other)[2] == "voided"
    ledger = shop.provider.ledger()
    freed = [one for one in ledger if one.kind == "void" and one.key.startswith(other)]
    assert sum(one.amount_minor for one in freed) == 3 * PRICE


def test_a_card_that_cannot_be_raised_gives_an_approval_of_its_own(shop):
    order_id = placed(shop, "tok_raise_unknown")
    assert grown(shop, order_id).status_code == 200
    shop.settle()
    assert approvals(shop, order_id) == [PRICE, 2 * PRICE]
    deliver_all(shop, order_id)
    assert shop.charged(order_id) == 3 * PRICE


def test_a_refusal_to_give_more_is_paid_another_way(shop):
    order_id = placed(shop, "tok_raise_declined")
    grown(shop, order_id)
    shop.settle()
    assert shop.statuses(order_id)[2] == "declined"
    assert approvals(shop, order_id) == [PRICE]
    again = shop.api.post(f"/v1/orders/{order_id}/tenders", {"tenders": [CARD]})
    assert again.status_code == 200, again.text
    shop.settle()
    assert shop.statuses(order_id)[2] == "authorised"
    deliver_all(shop, order_id)
    assert shop.charged(order_id) == 3 * PRICE


@pytest.mark.parametrize("token", ["tok_timeout", "tok_unknown_once", "tok_double"])
def test_silence_and_answers_that_come_twice_raise_it_once(shop, token):
    order_id = placed(shop, token)
    grown(shop, order_id)
    shop.settle()
    shop.hurry()
    for key, answer in shop.told:
        assert answer.reference
        assert key.startswith(order_id)
    assert shop.statuses(order_id)[2] == "authorised"
    assert approvals(shop, order_id) == [3 * PRICE]
    deliver_all(shop, order_id)
    shop.hurry()
    assert shop.charged(order_id) == 3 * PRICE


def test_an_approval_taken_whole_is_closed_and_another_is_asked_for(shop):
    wish = shipped(SKU, 1, person=ANA)
    wish["lines"].append({"sku": SKU, "quantity": 1, "group": 1})
    wish["groups"].append({"kind": "pick_up", "place": "ES-MAD-SERRANO"})
    wish["groups"][0]["address"] = MADRID
    order_id = shop.place(wish)
    for part in shop.parts(order_id):
        if not part.code:
            shop.deliver(part)
    asked = {"kind": "set_quantity", "line_no": 2, "quantity": 2}
    base = f"/v1/orders/{order_id}/changes"
    number = shop.api.post(base, {"reason": "more", "changes": [asked]}).json()["change_no"]
    basis = shop.api.post(f"{base}/{number}/preview").json()["basis"]
    body = {"basis": basis, "raise_card": True}
    assert shop.api.post(f"{base}/{number}/confirm", body).status_code == 200
    shop.settle()
    assert approvals(shop, order_id) == [3 * PRICE]
    for part in shop.parts(order_id, "released"):
        shop.hand_over(part)
    assert shop.charged(order_id) == 3 * PRICE
    assert shop.statuses(order_id)[2] == "paid"


def test_without_a_card_that_pays_it_is_refused_and_nothing_changes(shop):
    shop.gift_card("GIFT-2345-6789", 9000)
    gift = {"kind": "gift_card", "token": "GIFT-2345-6789"}
    order_id = shop.place(shipped(SKU, 1, tenders=[gift]))
    refused = grown(shop, order_id)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_card_to_raise")
    assert shop.stock(SKU, DEPOT) == (20, 1, 0)
    assert shop.money(order_id) == [("authorise", "done", PRICE)]


def test_named_tenders_pay_and_a_confirm_that_comes_twice_asks_once(shop):
    order_id = placed(shop)
    body = {"tenders": [{"kind": "card", "token": "tok_ok"}]}
    assert grown(shop, order_id, body=body).status_code == 200
    shop.settle()
    assert approvals(shop, order_id) == [PRICE, 2 * PRICE]
    other = placed(shop)
    first = grown(shop, other, idempotency_key="once")
    shop.settle()
    assert first.status_code == 200
    assert approvals(shop, other) == [3 * PRICE]
