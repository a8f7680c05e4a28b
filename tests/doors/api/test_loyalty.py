"""Loyalty over the API: earned, pending, spent at every door, given back, never below zero."""

import asyncio

import pytest

from paraguas.plumbing.clock import now
from paraguas.values.time import DAY
from tests.doors.api.wishes import CARD, shipped, sold

SKU = "CASE-CLEAR"
PRICE = 2490
STORE = "ES-MAD-SERRANO"


@pytest.fixture
def stocked(desk):
    desk.api.stock(SKU, ES_GETAFE=50)
    desk.api.stock(SKU, ES_MAD_SERRANO=20)
    return desk


def join(desk, number="", **more):
    answer = desk.api.post("/v1/loyalty/accounts", {"number": number, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()["number"]


def give(desk, number, points, cause="welcome", **how):
    body = {"points": points, "cause": cause, "reason": "a present"}
    return desk.api.post(f"/v1/loyalty/accounts/{number}/adjustments", body, **how)


def member(desk, number):
    return desk.api.get(f"/v1/loyalty/accounts/{number}").json()


def held(desk, number):
    found = member(desk, number)
    return found["points"], found["pending"], found["debt"]


def paying(number, **more):
    return {"kind": "points", "token": number, **more}


def order(desk, *tenders, quantity=1, **more):
    return desk.api.post("/v1/orders", shipped(SKU, quantity, tenders=list(tenders), **more))


def code_of(answer):
    return answer.status_code, answer.json().get("code")


def test_an_order_earns_burns_and_gives_back(stocked):
    ana = join(stocked)
    bought = stocked.place(shipped(SKU, 2, loyalty=ana))
    assert held(stocked, ana) == (0, 49, 0)
    stocked.deliver(stocked.parts(bought)[0])
    assert held(stocked, ana) == (0, 49, 0)
    stocked.pass_time(now() + 31 * DAY)
    assert held(stocked, ana) == (49, 0, 0)
    assert give(stocked, ana, 1000).json()["points"] == 1049
    paid = stocked.place(shipped(SKU, 1, tenders=[paying(ana, amount_minor=500), CARD]))
    assert held(stocked, ana) == (549, 24, 0)
    stocked.cancel(paid)
    stocked.settle()
    assert held(stocked, ana) == (1049, 0, 0)
    points = stocked.api.get(f"/v1/orders/{paid}/points").json()
    assert (points["earned"], points["spent"], points["given_back"]) == (0, 500, 500)
