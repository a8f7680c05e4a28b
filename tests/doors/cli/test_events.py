"""The journal at the command line: the latest facts in their envelopes, the newest last."""

import pytest

from tests.doors.api.wishes import shipped
from tests.doors.cli.shop import trading


@pytest.fixture
def desk(run, place, tmp_path):
    assert run("init", *place).code == 0
    with trading(place, tmp_path) as desk:
        desk.api.stock("CASE-CLEAR", ES_GETAFE=9)
        yield desk


@pytest.fixture
def listed(run, place):
    def call(*words):
        told = run("events", "list", "--json", *words, *place)
        assert told.code == 0, told.out
        return told.document["events"]

    return call


def test_an_orders_events_are_its_timeline(desk, listed):
    order_id = desk.place(shipped("CASE-CLEAR", 1))
    desk.place(shipped("CASE-CLEAR", 1))
    found = listed("--order", desk.order(order_id)["number"])
    assert found == listed("--order", order_id)
    told = desk.api.get(f"/v1/streams/{order_id}/facts").json()["facts"]
    assert {one["id"]: one["data"] for one in found} == {
        one["fact_id"]: one["body"] for one in told
    }
    assert found[0]["type"] == "order.placed.v1"
    assert {one["subject"] for one in found} == {order_id}
    assert {one["specversion"] for one in found} == {"1.0"}


def test_the_latest_come_last_and_pages_join(desk, listed):
    orders = [desk.place(shipped("CASE-CLEAR", 1)) for _ in range(3)]
    placed = listed("--name", "order.placed.v1")
    assert [one["subject"] for one in placed] == orders
    assert listed("--name", "order.placed.v1", "--most", "2") == placed[1:]
    before = listed("--name", "order.placed.v1", "--until", placed[1]["time"])
    assert before == placed[:1]
    assert listed("--name", "order.placed.v1", "--since", placed[1]["time"]) == placed[1:]
    both = listed("--name", "order.placed.v1", "--name", "payment.authorised.v1")
    assert {one["type"] for one in both} == {"order.placed.v1", "payment.authorised.v1"}
    times = [one["time"] for one in listed()]
    assert times == sorted(times)


def test_people_are_shown_a_table(run, place, desk):
    order_id = desk.place(shipped("CASE-CLEAR", 1))
    told = run("events", "list", "--order", order_id, *place)
    assert told.code == 0
    assert "order.placed.v1" in told.out
    assert order_id in told.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--order", "nothing"], "order_absent"),
        (["--order", "0" * 32], "order_absent"),
        (["--since", "soon"], "malformed"),
        (["--most", "0"], "command_wrong"),
        (["--most", "10001"], "command_wrong"),
    ],
)
def test_what_cannot_be_listed_is_refused(run, place, desk, words, code):
    told = run("events", "list", *words, "--json", *place)
    assert (told.code, told.document["code"]) == (2, code)
