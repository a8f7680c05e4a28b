"""Reminders of goods that wait, by rules of the market, until they are fetched or go back."""

from paraguas.plumbing.clock import now
from paraguas.values.time import DAY, MINUTE
from tests.doors.api.wishes import fetched

SKU, STORE = "CASE-CLEAR", "ES-MAD-SERRANO"
AGAIN = "Still waiting for you"


def remind(api, *days, market="ES"):
    rules = [{"market": market, "days_before": n} for n in days]
    return api.put("/v1/pick-up-reminders", {"reminders": rules})


def ready(desk, units=1):
    desk.api.stock(SKU, ES_MAD_SERRANO=units)
    order_id = desk.place(fetched(SKU, units, STORE, language="en"))
    [part] = desk.parts(order_id, "released")
    desk.make_ready(part)
    desk.settle()
    return desk.parts(order_id, "ready")[0]


def reminded(desk):
    return sum(AGAIN in str(one) for one in desk.subjects())


def test_who_does_not_come_is_reminded_on_the_days_of_the_market(desk):
    told = remind(desk.api, 1, 3, 1)
    assert told.status_code == 200, told.text
    assert desk.api.get("/v1/pick-up-reminders").json() == told.json()
    assert len(told.json()) == 2, "the same twice is one"
    waits = ready(desk)
    until = waits.collect_until
    assert reminded(desk) == 0
    desk.pass_time(until - 3 * DAY + MINUTE)
    assert reminded(desk) == 1
    desk.pass_time(until - DAY + MINUTE)
    assert reminded(desk) == 2
    desk.pass_time(until + MINUTE)
    assert (reminded(desk), desk.parts(waits.order_id, "expired") != []) == (2, True)


def test_who_came_is_left_alone_and_days_that_have_passed_are_not_told(desk):
    assert remind(desk.api, 1, 60).status_code == 200
    waits = ready(desk)
    assert waits.collect_until - 60 * DAY < now()
    desk.step(waits, "hand-over", {"code": waits.code})
    desk.pass_time(waits.collect_until + MINUTE)
    assert reminded(desk) == 0


def test_without_a_rule_of_its_market_nobody_is_reminded(desk):
    assert remind(desk.api, 2, market="XX").json()["code"] == "market_unknown"
    assert remind(desk.api, 0).status_code == 400
    assert remind(desk.api, 2, market="FR").status_code == 200
    waits = ready(desk)
    desk.pass_time(waits.collect_until - MINUTE)
    assert reminded(desk) == 0
