"""Cash drawers over the API: what orders paid in cash, counted blind, and who answers for it."""

import asyncio

import pytest

from paraguas.journeys.checkout.placing import place_orders
from paraguas.network.model import place_id_of
from paraguas.orders.model import GroupKind, Wish, WishedGroup, WishedLine, WishedTender
from paraguas.plumbing.clock import now, stamp
from paraguas.staff.model import Scope
from paraguas.values.by import By
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import sold

SKU = "CASE-CLEAR"
STORE = "ES-MAD-GRANVIA"
FLOAT = 10_000
PRICE = 2490
"""What one costs over the counter in Spain, tax included."""


@pytest.fixture
def stocked(api, desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE, "ES-MAD-SERRANO")
    api.stock(SKU, ES_MAD_GRANVIA=50, ES_MAD_SERRANO=50)
    return api


@pytest.fixture
def keys(api):
    """Lucía and Mateo work at the store, Carmen manages it."""
    scopes = (Scope.PAYMENTS_WRITE, Scope.ORDERS_READ, Scope.ORDERS_WRITE)
    names = {"lucia": "ES-01", "mateo": "ES-02", "carmen": "ES-03"}
    return {who: api.key_of(code, *scopes, place=STORE) for who, code in names.items()}


def begin(api, till="", float_minor=FLOAT, **how):
    body = {"place": STORE, "till": till, "float_minor": float_minor}
    answer = api.post("/v1/drawers", body, **how)
    assert answer.status_code == 201, answer.text
    return answer.json()["drawer_id"]


def sell(api, *tenders, store=STORE, **more):
    wish = sold(SKU, 1, store, **more)
    if tenders:
        wish["tenders"] = list(tenders)
    answer = api.post("/v1/orders", wish)
    assert answer.status_code == 201, answer.text
    return answer.json()["order_id"]


def told_late(api, at):
    """A sale of an instant that the till tells only now, as one that was without a network."""
    wish = Wish(
        stamp=stamp(By("till", "tills"), at=at),
        channel="till",
        market="ES",
        lines=(WishedLine(SKU, 1),),
        groups=(WishedGroup(GroupKind.CARRY_OUT, STORE),),
        tenders=(WishedTender("cash"),),
        place=STORE,
    )
    return api.runtime.write_now(place_orders, wish, together=True).order_id


def move(api, drawer, kind, amount, **how):
    body = {"kind": kind, "amount_minor": amount, "reason": "because"}
    return api.post(f"/v1/drawers/{drawer}/movements", body, **how)


def count(api, drawer, amount, **how):
    """Count so much, in pieces of 5 cents and of 1."""
    pieces = [
        {"value_minor": 5, "count": amount // 5},
        {"value_minor": 1, "count": amount % 5},
    ]
    return api.post(f"/v1/drawers/{drawer}/count", {"pieces": pieces}, **how)


def close(api, drawer, reason="change given wrongly", **how):
    return api.post(f"/v1/drawers/{drawer}/close", {"reason": reason}, **how)


def told(answer):
    seen = answer.json()
    return seen["state"], seen["expected_minor"], seen["difference_minor"]


def code_of(answer):
    return answer.status_code, answer.json().get("code")


def test_cash_of_orders_is_expected_and_a_right_count_closes(stocked):
    drawer = begin(stocked)
    sell(stocked, {"kind": "cash", "given_minor": 5000})
    sell(stocked, {"kind": "terminal"})
    sell(stocked, {"kind": "terminal", "amount_minor": 990}, {"kind": "cash"})
    sell(stocked, store="ES-MAD-SERRANO")
    refunded = sell(stocked)
    refund = {"amount_minor": 500, "reason": "scratched"}
    assert stocked.post(f"/v1/orders/{refunded}/refunds", refund).status_code == 200
    assert move(stocked, drawer, "pay_in", 2000).status_code == 201
    move(stocked, drawer, "pay_out", 300)
    move(stocked, drawer, "lift", 5000)
    expected = FLOAT + PRICE + (PRICE - 990) + PRICE - 500 + 2000 - 300 - 5000
    closed = count(stocked, drawer, expected)
    assert closed.status_code == 200, closed.text
    assert told(closed) == ("closed", expected, 0)
    kinds = [(one["kind"], one["amount_minor"]) for one in closed.json()["entries"]]
    assert kinds[:3] == [("pay_in", 2000), ("pay_out", -300), ("lift", -5000)]
    assert sorted(kinds[3:]) == sorted(
        [("sale", PRICE), ("sale", PRICE - 990), ("sale", PRICE), ("refund", -500)]
    )
    facts = stocked.get(f"/v1/streams/{place_id_of(STORE)}/facts").json()["facts"]
    names = [one["name"] for one in facts if one["name"].startswith("drawer.")]
    assert names == [
        "drawer.opened.v1",
        *["drawer.cash_moved.v1"] * 3,
        *("drawer.counted.v1", "drawer.closed.v1"),
    ]


def test_it_is_counted_blind_and_once(stocked):
    drawer = begin(stocked)
    sell(stocked)
    seen = stocked.get(f"/v1/drawers/{drawer}").json()
    assert (seen["state"], seen["expected_minor"], seen["entries"]) == ("open", None, [])
    off = count(stocked, drawer, FLOAT + PRICE - 100)
    assert told(off) == ("counted", FLOAT + PRICE, -100)
    assert code_of(count(stocked, drawer, FLOAT + PRICE)) == (409, "drawer_not_open")
    assert code_of(move(stocked, drawer, "pay_in", 100)) == (409, "drawer_not_open")
    assert told(close(stocked, drawer)) == ("closed", FLOAT + PRICE, -100)
    before = stocked.get(f"/v1/drawers/{drawer}").json()
    assert code_of(close(stocked, drawer, "another reason")) == (409, "drawer_not_counted")
    assert stocked.get(f"/v1/drawers/{drawer}").json() == before
    assert before["reason"] == "change given wrongly"


def test_a_large_difference_takes_a_second_person_of_authority(stocked, keys):
    drawer = begin(stocked, secret=keys["lucia"])
    off = count(stocked, drawer, FLOAT - 6000, secret=keys["lucia"])
    assert (off.json()["state"], off.json()["second"]) == ("counted", True)
    alone = close(stocked, drawer, secret=keys["lucia"])
    assert code_of(alone) == (403, "second_person_needed")
    beyond = close(stocked, drawer, secret=keys["mateo"])
    assert code_of(beyond) == (403, "authority_exceeded")
    closed = close(stocked, drawer, "theft reported", secret=keys["carmen"])
    assert told(closed) == ("closed", FLOAT, -6000)
    assert (closed.json()["counted_by"], closed.json()["closed_by"]) == ("ES-01", "ES-03")


def test_a_small_difference_is_explained_by_who_counted(stocked, keys):
    drawer = begin(stocked, secret=keys["lucia"])
    count(stocked, drawer, FLOAT + 1000, secret=keys["lucia"])
    assert told(close(stocked, drawer, secret=keys["lucia"])) == ("closed", FLOAT, 1000)


def test_what_one_explains_alone_is_data_by_currency(stocked, keys):
    limits = [{"currency": "EUR", "alone_minor": 250}]
    before = begin(stocked, secret=keys["lucia"])
    assert stocked.put("/v1/drawer-limits", {"limits": limits}).json() == limits
    after = begin(stocked, till="2", secret=keys["lucia"])
    for drawer, second in ((before, False), (after, True)):
        off = count(stocked, drawer, FLOAT - 251, secret=keys["lucia"])
        assert off.json()["second"] is second
    alone = close(stocked, after, secret=keys["lucia"])
    assert code_of(alone) == (403, "second_person_needed")
    assert stocked.get("/v1/drawer-limits").json() == limits


def test_a_limit_in_no_currency_is_refused(api):
    limits = [{"currency": "eur", "alone_minor": 1}]
    refused = api.put("/v1/drawer-limits", {"limits": limits})
    assert refused.json()["code"] == "currency_unknown"


def test_paying_out_is_within_authority(stocked, keys):
    drawer = begin(stocked, secret=keys["lucia"])
    refused = move(stocked, drawer, "pay_out", 5001, secret=keys["lucia"])
    assert code_of(refused) == (403, "authority_exceeded")
    assert move(stocked, drawer, "lift", 9000, secret=keys["lucia"]).status_code == 201


def test_a_till_has_one_open_drawer_and_several_tills_have_their_own_cash(stocked):
    first, second = begin(stocked, "T1"), begin(stocked, "T2")
    again = stocked.post("/v1/drawers", {"place": STORE, "till": "T1", "float_minor": 0})
    assert code_of(again) == (409, "drawer_taken")
    sell(stocked, {"kind": "cash", "token": "T1"})
    sell(stocked, {"kind": "cash", "token": "T2"})
    sell(stocked, {"kind": "cash", "token": "T2"})
    assert told(count(stocked, first, FLOAT + PRICE))[0] == "closed"
    assert told(count(stocked, second, FLOAT + 2 * PRICE))[0] == "closed"
    begin(stocked, "T1")


def test_cash_counts_in_one_session_and_never_while_the_drawer_is_shut(stocked):
    first = begin(stocked)
    sell(stocked)
    assert told(count(stocked, first, FLOAT + PRICE))[0] == "closed"
    sell(stocked)
    second = begin(stocked)
    sell(stocked)
    assert told(count(stocked, second, FLOAT + PRICE))[0] == "closed"


def test_a_refund_of_an_older_order_comes_out_of_the_drawer_that_is_open(stocked):
    first = begin(stocked)
    order_id = sell(stocked)
    count(stocked, first, FLOAT + PRICE)
    second = begin(stocked)
    stocked.post(f"/v1/orders/{order_id}/refunds", {"amount_minor": 700, "reason": "kind"})
    assert told(count(stocked, second, FLOAT - 700)) == ("closed", FLOAT - 700, 0)


def test_what_was_written_down_late_counts_in_the_next_session(stocked):
    first = begin(stocked)
    sold_at = now()
    assert told(count(stocked, first, FLOAT + PRICE)) == ("counted", FLOAT, PRICE)
    begin_next = begin(stocked)
    told_late(stocked, sold_at)
    assert told(count(stocked, begin_next, FLOAT)) == ("counted", FLOAT + PRICE, -PRICE)


def test_two_who_open_or_count_at_once_do_it_once(stocked):
    body = {"place": STORE, "float_minor": FLOAT}

    async def both(*asked):
        return await asyncio.gather(*asked)

    opened = stocked.run(both(*(stocked.ask("POST", "/v1/drawers", body) for _ in range(3))))
    assert sorted(one.status_code for one in opened) == [201, 409, 409]
    [drawer] = [one.json()["drawer_id"] for one in opened if one.status_code == 201]
    pieces = {"pieces": [{"value_minor": FLOAT, "count": 1}]}
    path = f"/v1/drawers/{drawer}/count"
    counted = stocked.run(both(*(stocked.ask("POST", path, pieces) for _ in range(3))))
    assert sorted(one.status_code for one in counted) == [200, 409, 409]


def test_a_store_sees_its_own_drawers_only(stocked, keys):
    drawer = begin(stocked)
    other = stocked.key_of("ES-04", Scope.PAYMENTS_WRITE, Scope.ORDERS_READ, place="ES-MAD-SERRANO")
    for answer in (
        stocked.get(f"/v1/drawers/{drawer}", secret=other),
        count(stocked, drawer, FLOAT, secret=other),
        move(stocked, drawer, "lift", 1, secret=other),
    ):
        assert code_of(answer) == (404, "drawer_unknown")
    assert stocked.get("/v1/drawers", secret=other).json()["drawers"] == []
    assert len(stocked.get("/v1/drawers", secret=keys["lucia"]).json()["drawers"]) == 1
    refused = stocked.post("/v1/drawers", {"place": STORE, "float_minor": 0}, secret=other)
    assert code_of(refused) == (404, "place_unknown")


def test_the_list_comes_in_pages_the_last_opened_first(stocked):
    drawers = [begin(stocked, till) for till in ("A", "B", "C")]
    page = stocked.get("/v1/drawers", params={"place": STORE, "limit": 2}).json()
    assert [one["drawer_id"] for one in page["drawers"]] == drawers[:0:-1]
    rest = stocked.get("/v1/drawers", params={"limit": 2, "before": page["next"]}).json()
    assert ([one["till"] for one in rest["drawers"]], rest["next"]) == (["A"], None)
    assert stocked.get("/v1/drawers", params={"state": "closed"}).json()["drawers"] == []


def test_what_cannot_be_counted_is_refused_and_nothing_written(stocked):
    drawer = begin(stocked)
    before = stocked.rows()
    for body in (
        {"pieces": [{"value_minor": 0, "count": 1}]},
        {"pieces": [{"value_minor": 5, "count": -1}]},
        {"pieces": [{"value_minor": 100_000_000_000, "count": 2}]},
        {},
    ):
        assert stocked.post(f"/v1/drawers/{drawer}/count", body).status_code == 400
    assert move(stocked, drawer, "sale", 100).status_code == 400
    assert move(stocked, drawer, "pay_in", 0).status_code == 400
    assert code_of(count(stocked, "0" * 32, 0)) == (404, "drawer_unknown")
    assert code_of(close(stocked, drawer)) == (409, "drawer_not_counted")
    after = stocked.rows()
    assert {n: after[n] for n in before if n.startswith("drawer")} == {
        "drawer_limits": 0,
        "drawer_sessions": 1,
        "drawer_entries": 0,
    }
