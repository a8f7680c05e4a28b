"""Exceptions on one list: whose they are, since when, and closed where that is possible."""

import pytest

from paraguas.holds.tables import order_holds
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import DAY, HOUR
from tests.doors.pages.clicker import Forms
from tests.doors.pages.world import STORE

PAGE = "/board/exceptions"
GREEN, CLEAR = "CASE-GREEN", "CASE-CLEAR"


@pytest.fixture
def head(world, reader):
    """A reader of head office who may do everything, in English."""
    reader.enter(world.key("shop", Scope.ADMIN, place=""))
    return reader


def wait_for_all(world):
    """Bring one of each into being that comes from outside an order."""
    api = world.api
    declined = world.handset(tenders=[{"kind": "card", "token": "tok_declined"}])
    api.stock(GREEN, ES_GETAFE=9)
    body = {"from_place": "ES-GETAFE", "to_place": STORE, "lines": [{"sku": GREEN, "quantity": 5}]}
    sent = api.post("/v1/transfers", body).json()
    some = {"document": "R-1", "lines": [{"sku": GREEN, "quantity": 2}]}
    assert api.post(f"/v1/transfers/{sent['transfer_id']}/receipts", some).status_code == 201
    told = {"place": "ES-GETAFE", "feed": "WMS", "sequence": 1, "kind": "snapshot"}
    lines = [{"sku": GREEN, "quantity": 1}]
    message = {**told, "told_at": now(), "lines": lines}
    assert api.post("/v1/supply-feeds/messages", message).status_code == 201
    line = {"payout": "P-1", "reference": "R-9", "kind": "capture", "amount_minor": 4200,
            "currency": "EUR", "settled_on": "2031-03-01"}  # fmt: skip
    assert api.post("/v1/settlements", {"lines": [line]}).json()["differences"] == 1
    return declined, sent


def kinds_shown(page) -> set[str]:
    return {action.split("/")[3] for action, _ in Forms(page.text).found if "/own" in action}


def test_what_waits_stands_on_one_list_with_order_place_and_owner(world, head):
    declined, sent = wait_for_all(world)
    page = head.get(PAGE)
    assert page.status_code == 200
    assert kinds_shown(page) == {"declined", "transfer", "feed", "settlement"}
    assert f'href="/board/orders/{declined}"' in page.text
    assert f"{sent['number']} to Madrid Serrano: some came; units missing: 3" in page.text
    assert "WMS: CASE-GREEN -3 against ours" in page.text
    assert "Paid out, and not in our books: €42.00" in page.text
    assert kinds_shown(head.get(f"{PAGE}?kind=feed")) == {"feed"}
    assert kinds_shown(head.get(f"{PAGE}?kind=nonsense")) == set()
    for language, title in (("es", "Incidencias"), ("fr", "Anomalies")):
        assert title in head.get(PAGE, accept_language=language).text


@pytest.mark.parametrize("kind", ["declined", "transfer", "feed", "settlement"])
def test_somebody_takes_it_and_gives_it_back(world, head, kind):
    wait_for_all(world)
    page = head.follow(head.submit(head.get(f"{PAGE}?kind={kind}"), "/own"))
    assert "Yours." in page.text
    assert "looked after by" in page.text
    assert kinds_shown(page) == {kind}, "the list stays narrowed"
    assert kinds_shown(head.get(f"{PAGE}?owner=shop")) == {kind}
    assert kind not in kinds_shown(head.get(f"{PAGE}?owner=-"))
    page = head.follow(head.submit(page, "/own"))
    assert "Given back." in page.text
    assert kinds_shown(head.get(f"{PAGE}?owner=shop")) == set()


def test_who_took_it_stands_in_the_orders_life(world, head):
    declined, _ = wait_for_all(world)
    head.follow(head.submit(head.get(f"{PAGE}?kind=declined"), "/own"))
    facts = world.api.get(f"/v1/streams/{declined}/facts").json()["facts"]
    [owned] = [one["body"] for one in facts if one["name"] == "exception.owned.v1"]
    assert owned == {"kind": "declined", "subject_id": declined, "owner": "shop"}


def test_two_who_take_it_at_once_leave_one_owner(world, head):
    wait_for_all(world)
    shown = head.get(f"{PAGE}?kind=transfer")
    head.enter(world.key())
    other = head.get(f"{PAGE}?kind=transfer")
    assert head.submit(shown, "/own").status_code == 409, "a form of another session"
    head.follow(head.submit(other, "/own"))
    head.enter(world.key("shop", Scope.ADMIN, place=""))
    assert kinds_shown(head.get(f"{PAGE}?owner=ES-04")) == {"transfer"}
    page = head.follow(head.submit(head.get(f"{PAGE}?kind=transfer"), "/own"))
    assert page.text.count("<article") == 1
    assert kinds_shown(head.get(f"{PAGE}?owner=shop")) == {"transfer"}
    assert kinds_shown(head.get(f"{PAGE}?owner=ES-04")) == set()


def test_it_is_closed_with_a_reason_where_that_is_possible(world, head):
    _, sent = wait_for_all(world)
    for kind in ("transfer", "settlement", "feed"):
        page = head.get(f"{PAGE}?kind={kind}")
        before = world.api.rows()
        assert head.submit(page, "/close", outcome="adjusted", reason="").status_code == 400
        assert world.api.rows() == before
        page = head.get(f"{PAGE}?kind={kind}")
        done = head.follow(head.submit(page, "/close", outcome="adjusted", reason="Looked into"))
        assert "Closed." in done.text
        assert kinds_shown(done) == set()
        again = head.get(PAGE)
        assert kind not in kinds_shown(again)
    found = world.api.get(f"/v1/transfers/{sent['transfer_id']}").json()
    assert (found["state"], found["reason"]) == ("closed", "Looked into")
    closed = world.api.get("/v1/settlements/differences?state=closed").json()["differences"]
    assert [(one["reason"], one["closed_by"]) for one in closed] == [("Looked into", "shop")]


def test_a_feeds_difference_needs_a_choice(world, head):
    wait_for_all(world)
    page = head.get(f"{PAGE}?kind=feed")
    assert head.submit(page, "/close", reason="Looked into").status_code == 400
    kept = head.submit(page, "/close", reason="Displays", outcome="kept")
    assert kinds_shown(head.follow(kept)) == set()


def test_a_hold_that_is_overdue_is_lifted(world, head):
    order_id = world.handset()
    due_at = now() + HOUR
    hold = {"kind": "fraud", "reason": "Unusual", "due_at": due_at}
    assert world.api.post(f"/v1/orders/{order_id}/holds", hold).status_code == 201
    assert "held" not in kinds_shown(head.get(PAGE))
    with world.runtime.database.writing() as tx:
        tx.run(order_holds.update().values(due_at=now() - DAY))
    page = head.follow(head.submit(head.get(f"{PAGE}?kind=held"), "/own"))
    page = head.follow(head.submit(page, "/close", reason="She called"))
    assert kinds_shown(page) == set()
    [lifted] = world.api.get(f"/v1/orders/{order_id}/holds").json()
    assert (lifted["lifted_by"], lifted["lifted_because"]) == ("shop", "She called")


def test_a_chore_that_was_given_up_tries_again(world, head):
    world.settle()
    with world.runtime.database.writing() as tx:
        columns = (
            "chore_id",
            "bucket",
            "due_at",
            "kind",
            "subject_id",
            "attempts",
            "body",
            "problem",
        )
        row = ("1" * 32, 0, now(), "errand:letter", "f" * 32, chores.TRIES, "{}", "mailbox full")
        tx.insert(chores.chores, columns, [row])
    page = head.get(f"{PAGE}?kind=dead")
    assert "mailbox full" in page.text
    page = head.follow(head.submit(page, "/own"))
    assert kinds_shown(head.follow(head.submit(page, "/close"))) == set()
    assert world.due() == 1
    with world.runtime.database.writing() as tx:
        tx.run(chores.chores.delete())


def test_who_may_less_sees_and_does_less(world, reader):
    wait_for_all(world)
    reader.enter(world.key("shop", Scope.ORDERS_READ, place=""))
    page = reader.get(PAGE)
    assert "Payment declined" in page.text
    assert kinds_shown(page) == set(), "nothing to take"
    assert "Payout differs: " not in page.text
    assert "WMS" not in page.text
    reader.enter(world.key("ES-04", Scope.STORE_WORK))
    assert reader.get(PAGE).status_code == 403
    reader.enter(world.key())
    page = reader.get(PAGE)
    assert kinds_shown(page) == {"transfer"}, "a store's key sees that store's"


def test_what_waits_no_more_is_told_in_words(world, head):
    wait_for_all(world)
    page = head.get(f"{PAGE}?kind=transfer")
    head.follow(head.submit(page, "/close", reason="Looked into"))
    refused = head.submit(page, "/own")
    assert refused.status_code == 404
    assert "waits for nobody any more" in refused.text
    for address in (f"{PAGE}/nonsense/{'0' * 32}/own", f"{PAGE}/feed/{'0' * 32}/own"):
        form = dict(Forms(page.text).found)[next(iter(dict(Forms(page.text).found)))]
        fresh = [(name, "other" if name == "once" else text) for name, text in form]
        assert head.post(address, fresh).status_code == 404
