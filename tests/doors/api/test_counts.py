"""Cycle counts over the API: counted blind, as of the moment of each entry, applied at once."""

import asyncio

import pytest

from paraguas.network.model import place_id_of
from paraguas.staff.model import Scope
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import fetched, sold

SKU, GREEN = "CASE-CLEAR", "CASE-GREEN"
STORE = "ES-MAD-GRANVIA"


@pytest.fixture
def stocked(api, desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    api.stock(SKU, ES_MAD_GRANVIA=10)
    api.stock(GREEN, ES_MAD_GRANVIA=4)
    return api


def begin(api, *skus, **how):
    answer = api.post("/v1/counts", {"place": STORE, "skus": list(skus)}, **how)
    assert answer.status_code == 201, answer.text
    return answer.json()


def enter(api, count, *, sku=SKU, quantity=0, **how):
    body = {"lines": [{"sku": sku, "quantity": quantity}]}
    return api.post(f"/v1/counts/{count['count_id']}/entries", body, **how)


def close(api, count, reason="cycle count", **how):
    return api.post(f"/v1/counts/{count['count_id']}/close", {"reason": reason}, **how)


def numbers(api, sku=SKU):
    seen = api.get(f"/v1/stock/{sku}/availability", params={"place": STORE}).json()
    [one] = seen["places"]
    return one["on_hand"], one["allocated"], one["available"]


def line(answer, sku=SKU):
    [one] = [one for one in answer.json()["lines"] if one["sku"] == sku]
    return one["counted"], one["expected"], one["difference"]


def test_differences_are_applied_at_once_and_shown_once_closed(stocked):
    count = begin(stocked, SKU, GREEN)
    assert (count["number"][:2], count["state"], count["skus"]) == ("C-", "open", 2)
    blind = enter(stocked, count, quantity=8)
    assert (blind.status_code, line(blind)) == (200, (8, None, None))
    assert blind.json()["difference"] is None
    enter(stocked, count, sku=GREEN, quantity=5)
    assert numbers(stocked) == (10, 0, 10)
    closed = close(stocked, count)
    assert (closed.json()["state"], closed.json()["recorded"]) == ("closed", True)
    assert (line(closed), line(closed, GREEN)) == ((8, 10, -2), (5, 4, 1))
    assert (closed.json()["difference"], closed.json()["counted"]) == (-1, 2)
    assert (numbers(stocked), numbers(stocked, GREEN)) == ((8, 0, 8), (5, 0, 5))
    page = stocked.get(f"/v1/streams/{place_id_of(STORE)}/facts").json()
    assert page["facts"][-1]["name"] == "stock.counted.v1"


def test_a_sale_between_entry_and_close_spoils_nothing(stocked):
    count = begin(stocked, SKU)
    enter(stocked, count, quantity=9)
    assert stocked.post("/v1/orders", sold(SKU, 3, STORE)).status_code == 201
    assert numbers(stocked)[0] == 7
    assert line(close(stocked, count)) == (9, 10, -1)
    assert numbers(stocked) == (6, 0, 6)


def test_counting_again_replaces_what_was_entered(stocked):
    count = begin(stocked, SKU)
    enter(stocked, count, quantity=2)
    assert stocked.post("/v1/orders", sold(SKU, 1, STORE)).status_code == 201
    enter(stocked, count, quantity=9)
    assert line(close(stocked, count)) == (9, 9, 0)
    assert numbers(stocked)[0] == 9


def test_a_count_closed_twice_does_nothing_the_second_time(stocked):
    count = begin(stocked, SKU)
    enter(stocked, count, quantity=7)
    close(stocked, count)
    again = close(stocked, count, "once more")
    assert (again.status_code, again.json()["recorded"]) == (200, False)
    assert again.json()["reason"] == "cycle count"
    assert numbers(stocked)[0] == 7
    late = enter(stocked, count, quantity=1)
    assert (late.status_code, late.json()["code"]) == (409, "count_closed")


def test_two_who_close_at_once_apply_it_once(stocked):
    count = begin(stocked, SKU)
    enter(stocked, count, quantity=12)
    path = f"/v1/counts/{count['count_id']}/close"

    async def both():
        asked = (stocked.ask("POST", path, {"reason": "count"}) for _ in range(2))
        return await asyncio.gather(*asked)

    answers = stocked.run(both())
    assert sorted(one.json()["recorded"] for one in answers) == [False, True]
    assert numbers(stocked)[0] == 12


def test_fewer_than_are_promised_are_written_down_and_said(stocked):
    assert stocked.post("/v1/orders", fetched(SKU, 6, STORE)).status_code == 201
    count = begin(stocked, SKU)
    enter(stocked, count, quantity=4)
    closed = close(stocked, count)
    assert closed.json()["lines"][0]["short"] == 2
    assert numbers(stocked) == (4, 6, 0)


def test_more_sold_since_than_was_found_is_to_be_counted_again(stocked):
    count = begin(stocked, SKU, GREEN)
    enter(stocked, count, quantity=1)
    enter(stocked, count, sku=GREEN, quantity=1)
    assert stocked.post("/v1/orders", sold(SKU, 3, STORE)).status_code == 201
    before = stocked.rows()
    short = close(stocked, count)
    assert (short.status_code, short.json()["code"]) == (409, "position_short")
    assert (short.json()["details"]["sku"], short.json()["details"]["place"]) == (SKU, STORE)
    assert stocked.rows() == before
    assert numbers(stocked, GREEN)[0] == 4
    enter(stocked, count, quantity=7)
    assert close(stocked, count).json()["difference"] == -3


def test_all_of_a_place_is_counted_and_what_nobody_counted_stays(stocked):
    count = begin(stocked)
    assert (count["whole"], {one["sku"] for one in count["lines"]}) == (True, {SKU, GREEN})
    found = enter(stocked, count, sku="PHONE-128-BLACK", quantity=1)
    assert line(found, "PHONE-128-BLACK")[0] == 1
    closed = close(stocked, count)
    assert (closed.json()["skus"], closed.json()["counted"]) == (3, 1)
    assert line(closed) == (None, None, None)
    assert (numbers(stocked)[0], numbers(stocked, "PHONE-128-BLACK")[0]) == (10, 1)


def test_what_is_not_to_be_counted_is_refused(stocked):
    count = begin(stocked, SKU)
    refused = enter(stocked, count, sku=GREEN, quantity=1)
    assert (refused.status_code, refused.json()["code"]) == (400, "count_without")
    assert refused.json()["details"] == {"sku": GREEN, "number": count["number"]}
    assert enter(stocked, count, quantity=-1).json()["code"] == "quantity_out_of_range"
    assert enter(stocked, count, sku="NONE", quantity=1).json()["code"] == "sku_unknown"
    assert close(stocked, count, " ").json()["code"] == "difference_unexplained"


def test_a_store_counts_its_own_place_only(stocked):
    own = stocked.key_of("ES-01", Scope.STOCK_WRITE, door="till", place=STORE)
    other = stocked.key_of("ES-01", Scope.STOCK_WRITE, door="till", place="ES-MAD-SERRANO")
    foreign = stocked.post("/v1/counts", {"place": STORE}, secret=other)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "place_unknown")
    count = begin(stocked, SKU, secret=own)
    for barred in (
        enter(stocked, count, quantity=1, secret=other),
        close(stocked, count, secret=other),
        stocked.get(
            f"/v1/counts/{count['count_id']}",
            secret=stocked.key_of("ES-01", Scope.STOCK_READ, place="ES-MAD-SERRANO"),
        ),
    ):
        assert (barred.status_code, barred.json()["code"]) == (404, "count_unknown")
    assert enter(stocked, count, quantity=10, secret=own).status_code == 200


def test_the_list_comes_in_pages_the_last_opened_first(stocked):
    opened = [begin(stocked, SKU, GREEN) for _ in range(3)]
    enter(stocked, opened[2], quantity=10)
    close(stocked, opened[0])
    first = stocked.get("/v1/counts", params={"limit": 2, "place": STORE}).json()
    assert [one["number"] for one in first["counts"]] == [one["number"] for one in opened[:0:-1]]
    assert [(one["skus"], one["counted"]) for one in first["counts"]] == [(2, 1), (2, 0)]
    rest = stocked.get("/v1/counts", params={"limit": 2, "before": first["next"]}).json()
    assert ([one["state"] for one in rest["counts"]], rest["next"]) == (["closed"], None)
    found = stocked.get("/v1/counts", params={"state": "open"}).json()
    assert len(found["counts"]) == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "shop counted, -2 against the books (count {number}): cycle count"),
        ("es", "shop contó, -2 respecto a lo anotado (recuento {number}): cycle count"),
        ("fr", "shop a compté, -2 par rapport aux livres (comptage {number}) : cycle count"),
    ],
)
def test_why_this_number_tells_counts_in_the_readers_words(stocked, language, words):
    count = begin(stocked, SKU)
    enter(stocked, count, quantity=8)
    close(stocked, count)
    path = f"/v1/stock/{SKU}/places/{STORE}/history"
    told = stocked.get(path, accept_language=language).json()[0]
    assert told["words"] == words.format(number=count["number"])
    assert told["paper"] == count["number"]
