"""The withdrawal function: declared, confirmed, and acknowledged with day and hour."""

from email import message_from_bytes, policy

import pytest

from paraguas.journeys.returning.withdrawal import withdrawable
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.clock import now
from paraguas.values.time import DAY


@pytest.fixture
def link(world):
    return lambda order_id: f"/o/{world.token(order_id)}"


def delivered(world, **more):
    """Two cases at her door and a handset still in the store."""
    order_id = world.handset(**more)
    parcel = world.parts(order_id)[-1]
    world.step(parcel, "accept", "pick", "pack")
    world.step(parcel, "ship", carrier="Correos", tracking="PK42")
    world.step(parcel, "deliver")
    world.settle()
    return order_id


def letters(world):
    mails = sorted((world.folder / "mail").glob("*.eml"), key=lambda one: one.stat().st_mtime_ns)
    return [message_from_bytes(one.read_bytes(), policy=policy.default) for one in mails]


def returns(world, order_id):
    return world.api.get("/v1/returns", params={"order": order_id}).json()["returns"]


def test_two_steps_and_a_receipt_with_day_and_hour(world, reader, link):
    order_id = delivered(world, language="en")
    path = link(order_id) + "/withdraw"
    assert "Withdraw from the contract here" in reader.get(link(order_id)).text
    first = reader.get(path)
    assert "You need no reason" in first.text
    seen = reader.submit(first, "/withdraw", units_1="0", units_3="1", name="Ana D. Díaz")
    assert "Confirm your withdrawal" in seen.text
    assert "I, Ana D. Díaz, withdraw" in seen.text
    assert returns(world, order_id) == []
    done = reader.follow(reader.submit(seen, "/withdraw/confirm"))
    assert "You have withdrawn" in done.text
    (one,) = returns(world, order_id)
    assert (one["withdrawal"], one["state"], one["asked_by"]) == (True, "authorised", "customer")
    assert [(item["line_no"], item["units"]) for item in one["items"]] == [(3, 1)]
    world.settle()
    receipt = next(one for one in letters(world) if "withdrawal" in one["subject"])
    text = receipt.get_body(("plain",)).get_content()
    assert "Ana D. Díaz" in text
    assert one["number"] in text
    assert "Received: " in text
    names = [f["name"] for f in world.api.get(f"/v1/streams/{order_id}/facts").json()["facts"]]
    assert names.count("withdrawal.declared.v1") == 1


def test_what_has_not_left_is_cancelled_and_the_rest_comes_back(world, reader, link):
    order_id = delivered(world, language="es")
    seen = reader.submit(reader.get(link(order_id) + "/withdraw"), "/withdraw", units_1="1")
    assert "Confirme su desistimiento" in seen.text
    reader.submit(seen, "/withdraw/confirm")
    order = world.order(order_id)
    lines = {one["line"]["line_no"]: one["counters"] for one in order["lines"]}
    assert (lines[1]["cancelled"], lines[2]["cancelled"]) == (1, 1)
    assert lines[3]["coming_back"] == 2
    assert reader.get(link(order_id) + "/withdraw").status_code == 200


def test_what_she_may_not_is_told_and_nothing_is_done(world, reader, link):
    order_id = delivered(world, language="en")
    path = link(order_id) + "/withdraw"
    seen = reader.submit(reader.get(path), "/withdraw", units_1="0", units_3="2")
    for wrong in ({"units_3": "9"}, {"reply_to": "nowhere"}, {"name": ""}):
        answer = reader.submit(seen, "/withdraw/confirm", **wrong)
        assert 'role="alert"' in answer.text
    assert returns(world, order_id) == []
    forged = reader.post(f"{path}/confirm", [("units-3", "1"), ("form", "forged")])
    assert forged.status_code == 409


def test_it_is_there_as_long_as_anything_has_still_to_come_and_ends_with_the_books_days(world):
    order_id = delivered(world)
    with world.runtime.database.reading() as tx:
        found = read_order(tx, order_id)
        # The handset waits in the store, so that the right has not begun to end.
        assert withdrawable(tx, found, now() + 400 * DAY).gone == {3: 2}
    assert world.api.post(f"/v1/orders/{order_id}/cancel", {"reason": "x"}).status_code == 200
    with world.runtime.database.reading() as tx:
        found = read_order(tx, order_id)
        assert withdrawable(tx, found, now() + 14 * DAY).gone == {3: 2}
        assert withdrawable(tx, found, now() + 400 * DAY).gone == {}
