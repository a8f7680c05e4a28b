"""A second person decides what the first may not: prices lowered, and money given back."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import DAY, HOUR
from paraguas.views.auditing import audit
from tests.doors.api.wishes import shipped

SKU, STORE = "CASE-CLEAR", "ES-MAD-GRANVIA"
SCOPES = (Scope.ORDERS_READ, Scope.ORDERS_WRITE)


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=40)
    names = {"lucia": "ES-01", "mateo": "ES-02", "carmen": "ES-03"}
    desk.keys = {who: desk.api.key_of(code, *SCOPES) for who, code in names.items()}
    desk.rich = desk.api.key_of("ES-03", *SCOPES, Scope.PAYMENTS_WRITE)
    return desk


def post(shop, path, body=None, who="lucia", secret=None):
    return shop.api.post(f"/v1/orders/{path}", body or {}, secret=secret or shop.keys[who])


def lowered(shop, minor=6000, units=4):
    """An order and an open set that takes more off than Lucía may, as she was shown it."""
    order_id = shop.place(shipped(SKU, units))
    change = {"kind": "give_goodwill", "amount_minor": minor}
    opened = post(shop, f"{order_id}/changes", {"reason": "it came late", "changes": [change]})
    number = opened.json()["change_no"]
    return order_id, number, post(shop, f"{order_id}/changes/{number}/preview").json()["basis"]


def asked(shop, order_id, number, basis, **how):
    body = {"basis": basis, "reason": "he was promised it"}
    return post(shop, f"{order_id}/changes/{number}/approval", body, **how)


def decided(shop, order_id, *, approves=True, who="carmen", number=1, **how):
    body = {"approves": approves, "reason": "seen the letters"}
    return post(shop, f"{order_id}/approvals/{number}/decide", body, who=who, **how)


def waiting(shop):
    told = shop.api.get("/v1/approvals").json()
    return [(one["kind"], one["amount_minor"], one["asked_by"]) for one in told["approvals"]]


def sound(shop):
    with shop.api.runtime.database.reading() as tx:
        return [finding for check in audit(tx, at=now()) for finding in check.findings] == []


def test_what_she_may_not_lower_a_second_person_does(shop):
    order_id, number, basis = lowered(shop)
    alone = post(shop, f"{order_id}/changes/{number}/confirm", {"basis": basis})
    assert alone.json()["code"] == "authority_exceeded"
    asking = asked(shop, order_id, number, basis)
    assert asking.status_code == 201, asking.text
    assert waiting(shop) == [("change", 6000, "ES-01")]
    told = decided(shop, order_id).json()
    assert (told["state"], told["decided_by"]) == ("approved", "ES-03")
    assert shop.order(order_id)["total_minor"] == 4 * 2490 - 6000
    assert waiting(shop) == []
    names = [
        one["name"] for one in shop.api.get(f"/v1/orders/{order_id}/timeline").json()["happenings"]
    ]
    assert {"approval.asked.v1", "approval.decided.v1", "order.changed.v1"} <= set(names)
    assert sound(shop)


def test_a_store_sees_what_is_about_its_own_orders(shop):
    order_id, number, basis = lowered(shop)
    asked(shop, order_id, number, basis)
    store = shop.api.key_of("ES-03", *SCOPES, place=STORE)
    assert shop.api.get("/v1/approvals", secret=store).json()["approvals"] == []


def test_a_no_changes_nothing_and_keeps_its_reason(shop):
    order_id, number, basis = lowered(shop)
    asked(shop, order_id, number, basis)
    assert decided(shop, order_id, approves=False).json()["state"] == "refused"
    (told,) = shop.api.get(f"/v1/orders/{order_id}/approvals").json()
    assert (told["reason"], told["word"]) == ("he was promised it", "seen the letters")
    assert shop.order(order_id)["total_minor"] == 4 * 2490
    assert decided(shop, order_id).json()["code"] == "approval_decided"


def test_nobody_answers_her_own_question_nor_beyond_her_authority(shop):
    order_id, number, basis = lowered(shop)
    asked(shop, order_id, number, basis)
    assert decided(shop, order_id, who="lucia").json()["code"] == "approval_own"
    assert decided(shop, order_id, who="mateo").json()["code"] == "authority_exceeded"
    assert waiting(shop) == [("change", 6000, "ES-01")]
    assert decided(shop, order_id, number=7).json()["code"] == "approval_absent"


def test_it_waits_a_day_and_is_what_was_shown(shop):
    order_id, number, basis = lowered(shop)
    assert asked(shop, order_id, number, "x").json()["code"] == "preview_stale"
    asked(shop, order_id, number, basis)
    assert asked(shop, order_id, number, basis).json()["code"] == "approval_asked"
    found = shop.api.get(f"/v1/orders/{order_id}/changes/{number}").json()
    assert DAY - HOUR < found["expires_at"] - now() <= DAY
    shop.cancel(order_id, {"1": 1})
    assert decided(shop, order_id).json()["code"] == "preview_stale"
    post(shop, f"{order_id}/changes/{number}/withdraw")
    assert waiting(shop) == []


def test_what_lowers_no_price_needs_nobody(shop):
    order_id = shop.place(shipped(SKU, 2))
    change = {"kind": "set_quantity", "line_no": 1, "quantity": 1}
    post(shop, f"{order_id}/changes", {"reason": "one will do", "changes": [change]})
    basis = post(shop, f"{order_id}/changes/1/preview").json()["basis"]
    assert asked(shop, order_id, 1, basis).json()["code"] == "approval_needless"


def test_a_refund_beyond_her_authority_is_given_by_a_second_person(shop):
    order_id = shop.place(shipped(SKU, 4))
    for part in shop.parts(order_id):
        shop.deliver(part)
    shop.settle()
    body = {"amount_minor": 7000, "reason": "they were the wrong ones"}
    assert post(shop, f"{order_id}/approvals", body).status_code == 201
    assert post(shop, f"{order_id}/approvals", body).json()["code"] == "approval_asked"
    assert decided(shop, order_id).json()["code"] == "scope_missing"
    assert decided(shop, order_id, secret=shop.rich).json()["state"] == "approved"
    shop.settle()
    assert ("refund", "done", 7000) in shop.money(order_id)
    too_much = {"amount_minor": 9000, "reason": "more"}
    assert post(shop, f"{order_id}/approvals", too_much).json()["code"] == "refund_too_much"
    assert sound(shop)


def test_orders_held_for_consent_are_on_the_list(shop):
    order_id = shop.place(shipped(SKU, 1))
    past = {"kind": "approval", "reason": "a large order", "due_at": now() + 2_000_000}
    held = shop.api.post(f"/v1/orders/{order_id}/holds", past)
    assert held.status_code == 201, held.text
    (told,) = shop.api.get("/v1/approvals").json()["holds"]
    assert (told["order_id"], told["reason"]) == (order_id, "a large order")
    lifted = shop.api.post(f"/v1/orders/{order_id}/holds/{told['hold_no']}/lift", {"reason": "ok"})
    assert lifted.status_code == 200
    assert shop.api.get("/v1/approvals").json() == {"approvals": [], "holds": []}


def test_exceptions_are_listed_by_kind_and_owner(shop):
    order_id = shop.place(shipped(SKU, 1, tenders=[{"kind": "card", "token": "tok_declined"}]))
    (one,) = shop.api.get("/v1/exceptions", params={"kind": "declined"}).json()
    assert (one["order_id"], one["subject"]["kind"], one["owner"]) == (order_id, "declined", None)
    assert one in shop.api.get("/v1/exceptions").json()
    assert shop.api.get("/v1/exceptions", params={"kind": "feed"}).json() == []
    assert shop.api.get("/v1/exceptions", params={"owner": "ES-01"}).json() == []
    assert shop.api.get("/v1/exceptions", params={"kind": "nonsense"}).status_code == 400
