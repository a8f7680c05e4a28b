"""Substitutes: offered by a store, asked by letter, and given only where the person agrees."""

import pytest
from sqlalchemy import select

from paraguas.plumbing.clock import now
from paraguas.plumbing.facts import facts
from paraguas.values.time import DAY, HOUR
from paraguas.views.auditing import audit
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import fetched

SKU, STORE = "CASE-CLEAR", "ES-MAD-SERRANO"
PRICE = 2490
OTHER, OTHERS_PRICE = "UMBRELLA-FOLDING", 1990
DEARER = "CHARGER-EU"


@pytest.fixture
def store(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=20)
    desk.api.stock(OTHER, ES_MAD_SERRANO=20)
    desk.api.stock(DEARER, ES_MAD_SERRANO=20)
    return desk


def rule(desk, market="ES", **said):
    return desk.api.put(f"/v1/substitution-rules/{market}", said)


def begin(desk, units=2, **more):
    order_id = desk.place(fetched(SKU, units, STORE, **more))
    (part,) = desk.parts(order_id)
    return order_id, part


def offer(desk, part, units=1, sku=OTHER, **more):
    body = {"line_no": 1, "units": units, "sku": sku, "reason": "the last ones are scratched"}
    path = f"/v1/orders/{part.order_id}/fulfilments/{part.fulfilment_id}/substitutions"
    answer = desk.api.post(path, body | more)
    desk.settle()
    return answer


def said(desk, order_id, *, accepts, number=1, note="she rang us"):
    path = f"/v1/orders/{order_id}/substitutions/{number}/answer"
    answer = desk.api.post(path, {"accepts": accepts, "note": note})
    desk.settle()
    return answer


def questions(desk, order_id):
    told = desk.api.get(f"/v1/orders/{order_id}/substitutions").json()
    return [(one["code"], one["units"], one["answer"]) for one in told]


def wanted(desk, order_id):
    return {
        entry["line"]["code"]: entry["line"]["quantity"] - entry["counters"]["cancelled"]
        for entry in desk.order(order_id)["lines"]
    }


def sound(desk):
    with desk.api.runtime.database.reading() as tx:
        return [finding for check in audit(tx, at=now()) for finding in check.findings] == []


def announced(desk, order_id):
    with desk.api.runtime.database.reading() as tx:
        rows = tx.all(select(facts.c.name).where(facts.c.stream_id == order_id))
        return [row.name for row in rows if row.name.startswith("substitution.")]


def test_the_line_waits_and_the_rest_goes_on_until_she_agrees(store):
    order_id, part = begin(store)
    asked = offer(store, part)
    assert asked.status_code == 201, asked.text
    assert (asked.json()["unit_minor"], asked.json()["saved_minor"]) == (OTHERS_PRICE, 500)
    waiting = [one for one in store.parts(order_id) if one.hold]
    assert [sum(p.quantity for p in one.portions) for one in waiting] == [1]
    assert "Una pregunta sobre su pedido" in store.subjects()[-1]
    assert said(store, order_id, accepts=True).json()["answer"] == "accepted"
    assert wanted(store, order_id) == {SKU: 1, OTHER: 1}
    assert questions(store, order_id) == [(OTHER, 1, "accepted")]
    assert announced(store, order_id) == ["substitution.asked.v1", "substitution.answered.v1"]
    (last,) = [e for e in store.order(order_id)["lines"] if e["line"]["code"] == OTHER]
    assert last["line"]["amount_minor"] == OTHERS_PRICE
    assert sound(store)


def test_a_no_cancels_what_is_missing_and_gives_its_money_back(store):
    order_id, part = begin(store)
    offer(store, part)
    assert said(store, order_id, accepts=False, note="she prefers none").status_code == 200
    assert wanted(store, order_id) == {SKU: 1}
    assert questions(store, order_id) == [(OTHER, 1, "refused")]
    told = store.api.get(f"/v1/orders/{order_id}/substitutions").json()
    assert told[0]["note"] == "she prefers none"
    assert sound(store)


def test_silence_is_a_no_once_the_deadline_has_passed(store):
    rule(store, wait_minutes=60)
    order_id, part = begin(store)
    asked = offer(store, part, units=2).json()
    assert asked["answer_by_at"] - asked["asked_at"] == HOUR
    store.pass_time(asked["answer_by_at"] - 1)
    assert questions(store, order_id) == [(OTHER, 2, "asked")]
    store.pass_time(asked["answer_by_at"])
    assert questions(store, order_id) == [(OTHER, 2, "lapsed")]
    assert wanted(store, order_id) == {SKU: 0}
    late = said(store, order_id, accepts=True)
    assert late.json()["code"] == "substitution_answered"
    assert sound(store)


def test_she_answers_once(store):
    order_id, part = begin(store)
    offer(store, part)
    said(store, order_id, accepts=True)
    assert said(store, order_id, accepts=False).json()["code"] == "substitution_answered"
    assert said(store, order_id, accepts=True, number=9).json()["code"] == "substitution_absent"
    assert wanted(store, order_id) == {SKU: 1, OTHER: 1}


@pytest.mark.parametrize(
    ("charge", "sku", "costs"),
    [
        ("lower", OTHER, OTHERS_PRICE),
        ("same", OTHER, PRICE),
        ("lower", DEARER, PRICE),
        ("same", DEARER, PRICE),
    ],
)
def test_what_it_costs_is_a_rule_of_the_market_and_never_more(store, charge, sku, costs):
    rule(store, charge=charge)
    order_id, part = begin(store)
    asked = offer(store, part, sku=sku).json()
    assert (asked["unit_minor"], asked["saved_minor"]) == (costs, PRICE - costs)
    assert said(store, order_id, accepts=True).status_code == 200
    (last,) = [e for e in store.order(order_id)["lines"] if e["line"]["code"] == sku]
    assert last["line"]["amount_minor"] == costs
    assert sound(store)


def test_what_cannot_stand_for_it_is_refused_and_nobody_is_asked(store):
    order_id, part = begin(store)
    letters = len(store.letters())

    def code(**how):
        return offer(store, part, **how).json()["code"]

    assert code(sku=SKU) == "substitute_same"
    assert code(sku="NONE") == "sku_unknown"
    assert code(units=3) == "substitute_unfit"
    assert code(line_no=9) == "line_absent"
    rule(store, dearer_pcm=20_000)
    assert code(sku=DEARER) == "substitute_dearer"
    assert questions(store, order_id) == []
    assert len(store.letters()) == letters
    assert [one.hold for one in store.parts(order_id)] == [None]


def test_a_line_is_asked_about_once_at_a_time(store):
    order_id, part = begin(store)
    offer(store, part)
    assert offer(store, part).json()["code"] == "substitution_asked"
    said(store, order_id, accepts=False)
    assert offer(store, part).status_code == 201


def test_what_she_cancelled_meanwhile_is_not_given_instead(store):
    order_id, part = begin(store, 1)
    offer(store, part)
    store.cancel(order_id)
    assert said(store, order_id, accepts=True).status_code >= 400
    until = store.api.get(f"/v1/orders/{order_id}/substitutions").json()[0]["answer_by_at"]
    store.pass_time(until + DAY)
    assert questions(store, order_id) == [(OTHER, 1, "lapsed")]
    assert wanted(store, order_id) == {SKU: 0}
    assert sound(store)


def test_a_market_that_is_not_there_has_no_rule(store):
    assert rule(store, market="NOWHERE").json()["code"] == "market_unknown"
    assert store.api.get("/v1/substitution-rules").json() == []
