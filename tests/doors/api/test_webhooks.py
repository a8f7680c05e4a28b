"""Webhooks over the API, received by a real server on loopback, signatures verified anew there."""

import pytest
from sqlalchemy import select

from paraguas.plumbing import chores
from paraguas.plumbing.clock import now
from paraguas.plumbing.facts import chores as chore_table
from paraguas.staff.model import Scope
from paraguas.values.time import iso
from tests.doors.api.receiver import SKU, opened, path_of, waiting
from tests.doors.api.wishes import shipped


def facts_of(reaching, order_id):
    found = reaching.api.get(f"/v1/streams/{order_id}/facts").json()["facts"]
    return {one["fact_id"]: one for one in found}


def test_a_fact_is_delivered_in_its_envelope_with_a_signature_that_verifies(reaching, receiver):
    webhook = opened(reaching, receiver.url())
    order_id = reaching.place(shipped(SKU, 1))
    told = facts_of(reaching, order_id)
    heard = [one for one in receiver.heard if one.event["subject"] == order_id]
    assert [one.event["id"] for one in heard] == list(told)
    for one in heard:
        fact = told[one.event["id"]]
        assert one.signed_with(webhook["secret"]) == 0
        assert one.headers["webhook-id"] == fact["fact_id"]
        assert abs(int(one.headers["webhook-timestamp"]) - now() // 1_000_000) < 60
        assert one.headers["content-type"] == "application/cloudevents+json"
        assert (one.event["specversion"], one.name) == ("1.0", fact["name"])
        assert one.event["time"] == iso(fact["at"])
        assert (one.event["actor"], one.event["door"]) == (fact["actor"], fact["door"])
        assert one.event["data"] == fact["body"]
    assert "order.placed.v1" in receiver.names(order_id)
    assert waiting(reaching) == []


def test_only_names_subscribed_to_are_left_and_a_refused_order_announces_nothing(
    reaching, receiver
):
    opened(reaching, receiver.url(), "order.*")
    opened(reaching, receiver.url("/other"), "invoice.issued.v1")
    refused = reaching.api.post("/v1/orders", shipped(SKU, 1000))
    assert refused.status_code == 409
    assert waiting(reaching) == []
    order_id = reaching.place(shipped(SKU, 1))
    assert {one.path for one in receiver.heard} == {"/hook"}
    assert receiver.names(order_id)[0] == "order.placed.v1"
    assert all(name.startswith("order.") for name in receiver.names())


def test_the_next_event_of_an_order_waits_for_the_one_before_and_others_do_not(reaching, receiver):
    opened(reaching, receiver.url())
    first = reaching.api.post("/v1/orders", shipped(SKU, 1)).json()["order_id"]
    receiver.fail(first, 500, 503, 429)
    reaching.settle()
    other = reaching.place(shipped(SKU, 1))
    assert receiver.names(first) == ["order.placed.v1"]
    assert len(receiver.names(other)) == len(facts_of(reaching, other)) > 1
    for _ in range(3):
        reaching.hurry()
    taken = receiver.names(first)[3:]
    assert receiver.names(first)[:4] == ["order.placed.v1"] * 4
    assert taken == [fact["name"] for fact in facts_of(reaching, first).values()]
    assert waiting(reaching) == []


def test_what_comes_later_waits_with_its_order_however_soon_it_is_due(reaching, receiver):
    opened(reaching, receiver.url(), "order.*")
    order_id = reaching.api.post("/v1/orders", shipped(SKU, 1)).json()["order_id"]
    receiver.fail(order_id, 500)
    reaching.settle()
    reaching.cancel(order_id)
    assert receiver.names(order_id) == ["order.placed.v1"]
    reaching.hurry()
    told = [one["name"] for one in facts_of(reaching, order_id).values()]
    subscribed = [name for name in told if name.startswith("order.")]
    assert receiver.names(order_id)[1:] == subscribed
    assert "order.cancelled.v1" in subscribed


def test_what_nobody_took_is_given_up_lets_the_next_go_and_is_revived(reaching, receiver):
    opened(reaching, receiver.url(), "order.*")
    order_id = reaching.api.post("/v1/orders", shipped(SKU, 1)).json()["order_id"]
    receiver.fail(order_id, *[500] * chores.TRIES)
    reaching.settle()
    for _ in range(chores.TRIES - 1):
        assert waiting(reaching)[0][1] == "answered 500"
        reaching.hurry()
    assert waiting(reaching) == [(chores.TRIES, "answered 500")]
    assert reaching.api.findings() == []
    reaching.cancel(order_id)
    assert receiver.names(order_id)[-1] == "order.cancelled.v1"
    with reaching.api.runtime.database.writing() as tx:
        rows = tx.all(select(chore_table.c.chore_id).where(chore_table.c.attempts > 0))
        assert chores.revive(tx, [row.chore_id for row in rows], now=now()) == 1
    reaching.settle()
    assert receiver.names(order_id)[-1] == "order.placed.v1"
    assert waiting(reaching) == []


def test_a_receiver_that_is_not_there_is_a_failure_like_any_other(reaching, receiver):
    receiver.close()
    opened(reaching, receiver.url(), "order.placed.v1")
    reaching.place(shipped(SKU, 1))
    [(attempts, problem)] = waiting(reaching)
    assert attempts == 1
    assert "ConnectError" in problem


def test_a_rotated_secret_signs_beside_the_previous_one_and_then_alone(reaching, receiver):
    webhook = opened(reaching, receiver.url(), "order.placed.v1")
    rotated = reaching.api.post(path_of(webhook, "rotate"), {}).json()
    assert rotated["secret"] != webhook["secret"]
    assert rotated["previous_secret_until"] > now()
    reaching.place(shipped(SKU, 1))
    both = receiver.heard[-1]
    assert (both.signed_with(rotated["secret"]), both.signed_with(webhook["secret"])) == (0, 1)
    last = reaching.api.post(path_of(webhook, "rotate"), {"overlap_seconds": 0}).json()
    reaching.place(shipped(SKU, 1))
    alone = receiver.heard[-1]
    assert alone.signed_with(last["secret"]) == 0
    assert alone.signed_with(rotated["secret"]) == -1
    assert len(alone.headers["webhook-signature"].split(" ")) == 1


def test_a_secret_is_told_once_and_no_more(reaching, receiver):
    body = {"url": receiver.url()}
    first = reaching.api.post("/v1/webhooks", body, idempotency_key="one").json()
    assert first["secret"].startswith("whsec_")
    again = reaching.api.post("/v1/webhooks", body, idempotency_key="one").json()
    assert again == {**first, "secret": None}
    assert reaching.api.get("/v1/webhooks").json() == [again]
    assert reaching.api.get(path_of(first)).json() == again


def test_a_test_event_goes_the_same_way_whatever_was_subscribed_to(reaching, receiver):
    webhook = opened(reaching, receiver.url(), "invoice.*")
    tried = reaching.api.post(path_of(webhook, "test")).json()
    reaching.settle()
    [heard] = receiver.heard
    assert (heard.name, heard.event["id"]) == ("webhook.test.v1", tried["event_id"])
    assert heard.event["subject"] == webhook["endpoint_id"]
    assert heard.signed_with(webhook["secret"]) == 0


def test_facts_are_sent_again_by_their_ids_and_by_their_time(reaching, receiver):
    before = now()
    order_id = reaching.place(shipped(SKU, 1))
    webhook = opened(reaching, receiver.url(), "order.*")
    told = facts_of(reaching, order_id)
    placed = next(one for one in told.values() if one["name"] == "order.placed.v1")
    other = next(one for one in told.values() if not one["name"].startswith("order."))
    asked = {"fact_ids": [other["fact_id"]]}
    assert reaching.api.post(path_of(webhook, "resend"), asked).json() == {
        "queued": 1,
        "next": None,
    }
    reaching.settle()
    assert [one.event["id"] for one in receiver.heard] == [other["fact_id"]]
    span = {"since": before, "until": now()}
    subscribed = [one["fact_id"] for one in told.values() if one["name"].startswith("order.")]
    queued = reaching.api.post(path_of(webhook, "resend"), span).json()
    assert queued == {"queued": len(subscribed), "next": None}
    reaching.settle()
    assert [one.event["id"] for one in receiver.heard[1:]] == subscribed
    assert receiver.heard[1].event["data"] == placed["body"]
    rest = {**span, "after": subscribed[-1]}
    assert reaching.api.post(path_of(webhook, "resend"), rest).json()["queued"] == 0


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "malformed"),
        ({"fact_ids": ["0" * 32], "since": 1}, "malformed"),
        ({"fact_ids": ["one"]}, "malformed"),
        ({"since": 1, "after": "x"}, "malformed"),
    ],
)
def test_a_resend_that_cannot_be(reaching, receiver, asked, code):
    webhook = opened(reaching, receiver.url())
    refused = reaching.api.post(path_of(webhook, "resend"), asked)
    assert (refused.status_code, refused.json()["code"]) == (400, code)


def test_gone_disables_and_what_waits_is_dropped_until_it_is_enabled(reaching, receiver):
    webhook = opened(reaching, receiver.url(), "order.*")
    order_id = reaching.api.post("/v1/orders", shipped(SKU, 1)).json()["order_id"]
    receiver.fail(order_id, 410)
    reaching.settle()
    assert reaching.api.get(path_of(webhook)).json()["state"] == "disabled"
    reaching.place(shipped(SKU, 1))
    assert (len(receiver.heard), waiting(reaching)) == (1, [])
    refused = reaching.api.post(path_of(webhook, "test"))
    assert (refused.status_code, refused.json()["code"]) == (409, "webhook_disabled")
    assert reaching.api.call("PATCH", path_of(webhook), {"enabled": True}).status_code == 200
    reaching.place(shipped(SKU, 1))
    assert len(receiver.heard) > 1


def test_a_webhook_changes_its_address_and_its_names_and_is_closed(reaching, receiver):
    webhook = opened(reaching, receiver.url(), "invoice.*")
    change = {"url": receiver.url("/new"), "facts": ["order.placed.v1"]}
    changed = reaching.api.call("PATCH", path_of(webhook), change).json()
    assert (changed["url"], changed["facts"]) == (change["url"], change["facts"])
    reaching.place(shipped(SKU, 1))
    assert [(one.path, one.name) for one in receiver.heard] == [("/new", "order.placed.v1")]
    reaching.api.post("/v1/orders", shipped(SKU, 1))
    assert reaching.api.delete(path_of(webhook)).json() == {"endpoint_id": webhook["endpoint_id"]}
    reaching.place(shipped(SKU, 1))
    assert (len(receiver.heard), waiting(reaching)) == (1, [])
    gone = reaching.api.get(path_of(webhook))
    assert (gone.status_code, gone.json()["code"]) == (404, "webhook_absent")


def test_a_name_that_no_fact_goes_by_is_refused(reaching, receiver):
    for name in ("order.plcaed.v1", "nothing.*", "*", ""):
        refused = reaching.api.post("/v1/webhooks", {"url": receiver.url(), "facts": [name]})
        assert (refused.status_code, refused.json()["code"]) == (400, "malformed"), name


def test_webhooks_are_for_administrators(api):
    reader = api.key_of("shop", Scope.ORDERS_READ)
    assert api.get("/v1/webhooks", secret=reader).json()["code"] == "scope_missing"
