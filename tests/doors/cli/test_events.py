"""The journal at the command line: the latest facts in their envelopes, the newest last."""

import pytest

from paraguas.plumbing.clock import stamp
from paraguas.plumbing.facts import chores
from paraguas.values.by import SYSTEM
from paraguas.values.time import iso
from paraguas.webhooks.actions.open_endpoint import open_endpoint
from paraguas.webhooks.model import errand_of
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


@pytest.fixture
def webhook(desk):
    """An endpoint that is told of orders only."""
    with desk.api.runtime.database.writing() as tx:
        address, chance = "https://example.com/hook", bytes(24)
        return open_endpoint(tx, stamp(SYSTEM), address, ("order.*",), entropy=chance).endpoint_id


@pytest.fixture
def resent(run, place, desk, webhook):
    """Send again beside nobody, as the only owner, and tell which events wait then."""

    def call(*words):
        told = run("events", "resend", webhook, "--json", *words, *place)
        assert told.code == 0, told.out
        with desk.api.runtime.database.reading() as tx:
            rows = tx.all(chores.select().where(chores.c.kind == errand_of(webhook)))
        waiting = [row.body for row in sorted(rows, key=lambda row: row.chore_id)]
        assert told.document == {"queued": len(waiting)}
        with desk.api.runtime.database.writing() as tx:
            tx.run(chores.delete().where(chores.c.kind == errand_of(webhook)))
        return waiting

    return call


def ids(bodies):
    return [one.partition('"id":"')[2][:32] for one in bodies]


def test_events_are_sent_again_by_id_by_order_and_by_span(desk, listed, resent):
    first, second = (desk.place(shipped("CASE-CLEAR", 1)) for _ in range(2))
    told = {one["id"]: one for one in listed()}
    other = next(one for one in told.values() if not one["type"].startswith("order."))
    placed = [one for one in told.values() if one["type"] == "order.placed.v1"]
    assert ids(resent("--id", other["id"])) == [other["id"]], "named, whatever it subscribed to"
    both = [one["id"] for one in placed]
    assert sorted(ids(resent("--id", both[0], "--id", both[1]))) == both
    number = desk.order(second)["number"]
    assert ids(resent("--order", number)) == [both[1]]
    assert ids(resent("--order", first, "--until", placed[0]["time"])) == []
    assert ids(resent("--since", placed[1]["time"])) == [both[1]]
    assert ids(resent("--since", "2020-01-01", "--until", placed[1]["time"])) == [both[0]]


def test_a_span_longer_than_a_page_is_sent_whole(desk, resent, monkeypatch):
    monkeypatch.setattr("paraguas.doors.webhooks.resending.MOST", 2)
    orders = [desk.place(shipped("CASE-CLEAR", 1)) for _ in range(3)]
    found = resent("--since", "2020-01-01")
    assert [one.partition('"subject":"')[2][:32] for one in found] == orders


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], "malformed"),
        (["--id", "0" * 32, "--order", "0" * 32], "malformed"),
        (["--id", "0" * 32], "malformed"),
        (["--id", "one"], "malformed"),
        (["--order", "nothing"], "order_absent"),
        (["--since", "soon"], "malformed"),
        (["--until", "2020-01-01"], "malformed"),
    ],
)
def test_what_cannot_be_sent_again_is_refused(run, place, webhook, words, code):
    told = run("events", "resend", webhook, *words, "--json", *place)
    assert (told.code, told.document["code"]) == (2, code)


def test_an_endpoint_that_is_unknown_or_disabled_is_sent_nothing(run, place, desk, webhook):
    asked = ["--since", iso(1), "--json", *place]
    unknown = run("events", "resend", "0" * 32, *asked)
    assert unknown.document["code"] == "webhook_absent"
    desk.api.call("PATCH", f"/v1/webhooks/{webhook}", {"enabled": False})
    desk.place(shipped("CASE-CLEAR", 1))
    disabled = run("events", "resend", webhook, *asked)
    assert (disabled.code, disabled.document["code"]) == (2, "webhook_disabled")
