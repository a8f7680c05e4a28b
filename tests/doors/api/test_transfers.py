"""Transfers over the API: what is sent comes, is written off with a reason, or goes back."""

import asyncio

import pytest

from paraguas.network.model import place_id_of
from paraguas.staff.model import Scope
from tests.doors.api.wishes import shipped

SKU, GREEN = "CASE-CLEAR", "CASE-GREEN"
SENDER, RECEIVER = "ES-GETAFE", "ES-MAD-GRANVIA"
OPEN_STATE, DONE_STATE = "sent", "received"


def lines(**units):
    return [{"sku": sku.replace("_", "-"), "quantity": n} for sku, n in units.items()]


@pytest.fixture
def stocked(api):
    api.stock(SKU, ES_GETAFE=10)
    api.stock(GREEN, ES_GETAFE=4)
    return api


def send(api, units=None, **more):
    body = {
        "from_place": SENDER,
        "to_place": RECEIVER,
        "lines": units or lines(CASE_CLEAR=6, CASE_GREEN=2),
    }
    answer = api.post("/v1/transfers", body | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def receive(api, transfer, units, document="R-1", **how):
    path = f"/v1/transfers/{transfer['transfer_id']}/receipts"
    return api.post(path, {"document": document, "lines": units}, **how)


def end(api, transfer, how, reason="not in the boxes", **more):
    return api.post(f"/v1/transfers/{transfer['transfer_id']}/{how}", {"reason": reason}, **more)


def on_hand(api, sku, place):
    seen = api.get(f"/v1/stock/{sku}/availability", params={"place": place}).json()
    return sum(one["on_hand"] for one in seen["places"])


def incoming(api, sku, place):
    seen = api.get(f"/v1/stock/{sku}/availability", params={"place": place}).json()
    return sum(one["on_the_way"] for one in seen["places"])


def by_sku(answer):
    return {
        line["sku"]: [line[name] for name in ("quantity", "received", "written_off", "on_the_way")]
        for line in answer.json()["lines"]
    }


def facts(api, place):
    page = api.get(f"/v1/streams/{place_id_of(place)}/facts").json()
    return [one["name"] for one in page["facts"]]


def test_units_on_the_way_are_in_nobodys_stock_until_they_are_received(stocked):
    sent = send(stocked, expected_at=1_900_000_000_000_000)
    assert (sent["state"], sent["from_place"], sent["to_place"]) == (OPEN_STATE, SENDER, RECEIVER)
    assert sent["number"].startswith("T-")
    assert (on_hand(stocked, SKU, SENDER), on_hand(stocked, SKU, RECEIVER)) == (4, 0)
    assert incoming(stocked, SKU, RECEIVER) == 6
    some = receive(stocked, sent, lines(CASE_CLEAR=4))
    assert (some.status_code, some.json()["state"], some.json()["recorded"]) == (201, "sent", True)
    assert by_sku(some) == {SKU: [6, 4, 0, 2], GREEN: [2, 0, 0, 2]}
    assert (on_hand(stocked, SKU, RECEIVER), incoming(stocked, SKU, RECEIVER)) == (4, 2)
    rest = receive(stocked, sent, lines(CASE_CLEAR=2, CASE_GREEN=2), "R-2")
    assert (rest.json()["state"], rest.json()["ended_at"] is not None) == (DONE_STATE, True)
    assert [one["units"] for one in rest.json()["receipts"]] == [{SKU: 4}, {SKU: 2, GREEN: 2}]
    assert (on_hand(stocked, SKU, RECEIVER), incoming(stocked, SKU, RECEIVER)) == (6, 0)
    assert "stock.transfer_sent.v1" in facts(stocked, SENDER)
    assert facts(stocked, RECEIVER).count("stock.transfer_received.v1") == 2


def test_the_same_receipt_counts_once_and_another_under_its_name_is_refused(stocked):
    sent = send(stocked)
    receive(stocked, sent, lines(CASE_CLEAR=4))
    again = receive(stocked, sent, lines(CASE_CLEAR=4))
    assert (again.status_code, again.json()["recorded"]) == (201, False)
    assert by_sku(again)[SKU] == [6, 4, 0, 2]
    other = receive(stocked, sent, lines(CASE_CLEAR=1))
    assert (other.status_code, other.json()["code"]) == (409, "stock_cause_reused")
    assert on_hand(stocked, SKU, RECEIVER) == 4
    receive(stocked, sent, lines(CASE_CLEAR=2, CASE_GREEN=2), "R-2")
    late = receive(stocked, sent, lines(CASE_CLEAR=4))
    assert (late.json()["state"], late.json()["recorded"]) == (DONE_STATE, False)


@pytest.mark.parametrize(
    ("units", "sku", "left"),
    [
        (lines(CASE_CLEAR=7), SKU, 6),
        (lines(CASE_GREEN=1, CASE_CLEAR=3) + lines(CASE_CLEAR=4), SKU, 6),
        (lines(SETUP_PHONE=1), "SETUP-PHONE", 0),
    ],
)
def test_more_than_was_sent_is_refused_and_nothing_written(stocked, units, sku, left):
    sent = send(stocked)
    before = stocked.rows()
    refused = receive(stocked, sent, units)
    assert (refused.status_code, refused.json()["code"]) == (409, "transfer_over_received")
    details = refused.json()["details"]
    assert (details["sku"], details["left"], details["number"]) == (sku, left, sent["number"])
    assert stocked.rows() == before
    assert on_hand(stocked, SKU, RECEIVER) == 0


def test_more_than_was_sent_in_all_is_refused_over_several_receipts(stocked):
    sent = send(stocked)
    assert receive(stocked, sent, lines(CASE_CLEAR=5)).status_code == 201
    over = receive(stocked, sent, lines(CASE_CLEAR=2), "R-2")
    assert (over.json()["code"], over.json()["details"]["left"]) == ("transfer_over_received", 1)


def test_what_never_came_is_written_off_with_a_reason_and_stays_on_the_document(stocked):
    sent = send(stocked)
    receive(stocked, sent, lines(CASE_CLEAR=5, CASE_GREEN=2))
    blank = end(stocked, sent, "close", " ")
    assert blank.json()["code"] == "difference_unexplained"
    closed = end(stocked, sent, "close", "box was open")
    assert (closed.status_code, closed.json()["state"]) == (200, "closed")
    assert closed.json()["reason"] == "box was open"
    assert by_sku(closed) == {SKU: [6, 5, 1, 0], GREEN: [2, 2, 0, 0]}
    assert (on_hand(stocked, SKU, SENDER), on_hand(stocked, SKU, RECEIVER)) == (4, 5)
    assert incoming(stocked, SKU, RECEIVER) == 0
    for over in (
        end(stocked, sent, "close"),
        receive(stocked, sent, lines(CASE_CLEAR=1), "R-2"),
    ):
        assert (over.status_code, over.json()["code"]) == (409, "transfer_not_open")
    assert facts(stocked, RECEIVER)[-1] == "stock.transfer_closed.v1"


def test_what_is_wholly_on_the_way_is_cancelled_and_goes_back(stocked):
    sent = send(stocked)
    cancelled = end(stocked, sent, "cancel")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert {line["sku"]: line["returned"] for line in cancelled.json()["lines"]} == {
        SKU: 6,
        GREEN: 2,
    }
    assert (on_hand(stocked, SKU, SENDER), incoming(stocked, SKU, RECEIVER)) == (10, 0)
    assert end(stocked, sent, "cancel").json()["code"] == "transfer_not_open"
    begun = send(stocked)
    receive(stocked, begun, lines(CASE_CLEAR=1))
    refused = end(stocked, begun, "cancel")
    assert (refused.status_code, refused.json()["code"]) == (409, "transfer_begun")


def test_only_what_is_available_is_sent(stocked):
    assert stocked.post("/v1/orders", shipped(SKU, 5)).status_code == 201
    safety = {"place": SENDER, "lines": lines(CASE_CLEAR=2)}
    stocked.put("/v1/stock/safety", safety)
    body = {"from_place": SENDER, "to_place": RECEIVER, "lines": lines(CASE_CLEAR=4)}
    before = stocked.rows()
    short = stocked.post("/v1/transfers", body)
    assert (short.status_code, short.json()["code"]) == (409, "position_short")
    details = short.json()["details"]
    assert (details["sku"], details["place"], details["available"]) == (SKU, SENDER, 3)
    assert stocked.rows() == before
    send(stocked, lines(CASE_CLEAR=3))
    nowhere = stocked.post("/v1/transfers", body | {"to_place": SENDER})
    assert nowhere.json()["code"] == "transfer_nowhere"


def at_once(api, *requests):
    async def all_of_them():
        return await asyncio.gather(*requests)

    return api.run(all_of_them())


def test_two_receipts_at_once_never_take_in_more_than_was_sent(stocked):
    sent = send(stocked)
    path = f"/v1/transfers/{sent['transfer_id']}/receipts"
    answers = at_once(
        stocked,
        *(
            stocked.ask("POST", path, {"document": f"R-{n}", "lines": lines(CASE_CLEAR=2)})
            for n in range(5)
        ),
    )
    assert sorted(one.status_code for one in answers) == [201, 201, 201, 409, 409]
    assert on_hand(stocked, SKU, RECEIVER) == 6
    twice = at_once(
        stocked,
        *(
            stocked.ask("POST", path, {"document": "G", "lines": lines(CASE_GREEN=2)})
            for _ in range(3)
        ),
    )
    assert [one.status_code for one in twice] == [201] * 3
    assert sorted(one.json()["recorded"] for one in twice) == [False, False, True]
    assert on_hand(stocked, GREEN, RECEIVER) == 2


def test_a_cancel_that_races_a_receipt_leaves_one_of_the_two(stocked):
    for round_no in range(4):
        sent = send(stocked, lines(CASE_CLEAR=1))
        path = f"/v1/transfers/{sent['transfer_id']}"
        receipt = {"document": f"R-{round_no}", "lines": lines(CASE_CLEAR=1)}
        cancelled, received = at_once(
            stocked,
            stocked.ask("POST", f"{path}/cancel", {"reason": "wrong store"}),
            stocked.ask("POST", f"{path}/receipts", receipt),
        )
        outcome = cancelled.status_code, received.status_code
        assert outcome in {(200, 409), (409, 201)}
        state = stocked.get(path).json()["state"]
        assert state == ("cancelled" if outcome[0] == 200 else DONE_STATE)
    assert on_hand(stocked, SKU, SENDER) + on_hand(stocked, SKU, RECEIVER) == 10


def test_the_sender_sends_the_receiver_receives_and_nobody_else_sees_it(stocked):
    sender = stocked.key_of("ES-01", Scope.STOCK_WRITE, door="till", place=SENDER)
    receiver = stocked.key_of("ES-01", Scope.STOCK_WRITE, door="till", place=RECEIVER)
    body = {"from_place": SENDER, "to_place": RECEIVER, "lines": lines(CASE_CLEAR=1)}
    foreign = stocked.post("/v1/transfers", body, secret=receiver)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "place_unknown")
    sent = stocked.post("/v1/transfers", body, secret=sender).json()
    for barred in (
        receive(stocked, sent, lines(CASE_CLEAR=1), secret=sender),
        end(stocked, sent, "close", secret=sender),
        end(stocked, sent, "cancel", secret=receiver),
    ):
        assert (barred.status_code, barred.json()["code"]) == (404, "transfer_unknown")
    assert receive(stocked, sent, lines(CASE_CLEAR=1), secret=receiver).status_code == 201
    elsewhere = stocked.key_of("ES-01", Scope.STOCK_READ, place="ES-MAD-SERRANO")
    path = f"/v1/transfers/{sent['transfer_id']}"
    assert stocked.get(path, secret=elsewhere).json()["code"] == "transfer_unknown"
    assert stocked.get("/v1/transfers", secret=elsewhere).json()["transfers"] == []
    reader = stocked.key_of("ES-01", Scope.STOCK_READ, place=SENDER)
    assert stocked.get(path, secret=reader).json()["number"] == sent["number"]


def test_the_list_comes_in_pages_the_last_sent_first(stocked):
    numbers = [send(stocked, lines(CASE_CLEAR=1))["number"] for _ in range(5)]
    first = stocked.get("/v1/transfers", params={"limit": 3}).json()
    assert [one["number"] for one in first["transfers"]] == numbers[:1:-1]
    rest = stocked.get("/v1/transfers", params={"limit": 3, "before": first["next"]}).json()
    assert [one["number"] for one in rest["transfers"]] == numbers[1::-1]
    assert rest["next"] is None
    end(stocked, first["transfers"][0], "cancel")
    found = stocked.get("/v1/transfers", params={"state": "sent", "place": RECEIVER}).json()
    assert [one["number"] for one in found["transfers"]] == numbers[3::-1]
    assert stocked.get(f"/v1/transfers/{'0' * 32}").json()["code"] == "transfer_unknown"


def test_why_this_number_tells_transfers_in_the_readers_words(stocked):
    sent = send(stocked)
    receive(stocked, sent, lines(CASE_CLEAR=4))
    back = send(stocked, lines(CASE_CLEAR=1))
    end(stocked, back, "cancel")

    def told(place, language):
        path = f"/v1/stock/{SKU}/places/{place}/history"
        return [one["words"] for one in stocked.get(path, accept_language=language).json()]

    store = stocked.get(f"/v1/places/{RECEIVER}").json()["name"]
    warehouse = stocked.get(f"/v1/places/{SENDER}").json()["name"]
    assert told(SENDER, "en")[:3] == [
        f"1 came back, transfer {back['number']} to {store} was cancelled",
        f"1 sent to {store} with transfer {back['number']}",
        f"6 sent to {store} with transfer {sent['number']}",
    ]
    number = sent["number"]
    assert told(RECEIVER, "es") == [f"4 llegaron de {warehouse} con el traslado {number}"]
    assert told(RECEIVER, "fr") == [f"4 arrivées de {warehouse} avec le transfert {number}"]


def test_what_is_amiss_is_named_as_it_was_sent(api):
    odd = api.get("/v1/transfers", params={"state": "odd"})
    assert (odd.json()["code"], odd.json()["details"]["where"]) == ("malformed", "state")
    body = {"place": "ES-GETAFE"}
    long = api.post("/v1/counts", body, idempotency_key="k" * 201)
    assert (long.json()["code"], long.json()["details"]["where"]) == (
        "malformed",
        "Idempotency-Key",
    )
