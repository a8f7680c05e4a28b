"""An order is changed, held and let go at head office."""

import re

import pytest

from paraguas.staff.model import Scope


@pytest.fixture
def board(world, reader):
    reader.enter(world.key("shop", Scope.ORDERS_READ, Scope.ORDERS_WRITE, place=""))
    return reader


def test_a_quantity_is_changed_after_seeing_what_it_means(world, board):
    order_id = world.handset()
    page = board.get(f"/board/orders/{order_id}/change")
    assert "/change" in board.get(f"/board/orders/{order_id}").text
    shown = board.submit(page, "/change", **{"quantity-3": "1", "reason": "one is enough"})
    assert shown.headers["location"] == f"/board/orders/{order_id}/change/1"
    preview = board.follow(shown)
    assert "€652.90" in preview.text
    assert world.order(order_id)["lines"][2]["counters"]["cancelled"] == 0
    done = board.submit(preview, "/confirm")
    assert done.headers["location"] == f"/board/orders/{order_id}?done=changed"
    assert world.order(order_id)["lines"][2]["counters"]["cancelled"] == 1


def test_a_delivery_is_fetched_instead_and_a_set_can_be_withdrawn(world, board):
    order_id = world.handset()
    page = board.get(f"/board/orders/{order_id}/change")
    shown = board.submit(page, "/change", **{"way-3": "ES-MAD-SERRANO", "reason": "at work"})
    again = board.get(f"/board/orders/{order_id}/change")
    assert again.headers["location"] == shown.headers["location"]
    gone = board.submit(board.follow(shown), "/withdraw")
    assert gone.headers["location"] == f"/board/orders/{order_id}"
    assert world.order(order_id)["groups"][2]["kind"] == "ship"


def test_nothing_changed_is_told_on_the_page(world, board):
    order_id = world.handset()
    page = board.get(f"/board/orders/{order_id}/change")
    answer = board.submit(page, "/change", reason="no idea")
    assert 'role="alert"' in answer.text


def test_a_hold_is_placed_and_lifted_with_its_owner(world, board):
    order_id = world.handset()
    page = board.get(f"/board/orders/{order_id}")
    held = board.submit(page, "/holds", kind="fraud", reason="two cards", owner="shop")
    after = board.follow(held)
    assert "Fraud suspected" in after.text
    assert "seen to by shop" in after.text
    refused = board.submit(after, "/lift", reason=" ")
    assert 'role="alert"' in refused.text
    lifted = board.submit(after, "/lift", reason="she called")
    assert "seen to by shop" not in board.follow(lifted).text


def test_prices_are_lowered_an_article_is_added_and_a_set_up_is_moved(world, board):
    order_id = world.handset()
    page = board.get(f"/board/orders/{order_id}/change")
    slot = re.search(r'<select name="slot-2">.*?<option value="(\d+)"', page.text, re.DOTALL)[1]
    asked = {"price-3": "20,00", "sku": "CASE-CLEAR", "add_group": "3", "slot-2": slot}
    shown = board.submit(page, "/change", **asked, reason="agreed on the phone")
    preview = board.follow(shown)
    done = board.submit(preview, "/confirm", token="tok_ok")
    assert done.headers["location"] == f"/board/orders/{order_id}?done=changed", done.text
    lines = [entry["line"] for entry in world.order(order_id)["lines"]]
    assert [line["unit_price_minor"] for line in lines][2:] == [2000, 2490]
    assert world.appointment(order_id).start_at == int(slot)


def test_a_second_person_approves_at_head_office_what_another_asked(world, reader):
    scopes = (Scope.ORDERS_READ, Scope.ORDERS_WRITE)
    order_id = world.handset()
    reader.enter(world.key("ES-11", *scopes, place=""))
    page = reader.get(f"/board/orders/{order_id}/change")
    shown = reader.submit(page, "/change", goodwill="60", reason="it came late")
    preview = reader.follow(shown)
    assert 'role="alert"' in reader.submit(preview, "/confirm").text
    asked = reader.submit(preview, "/ask", reason="he was promised it")
    assert "done=approval-asked" in asked.headers["location"]
    assert "lo decide otra persona" in reader.get("/board/approvals").text
    reader.enter(world.key("shop", *scopes, place=""))
    waiting = reader.get("/board/approvals")
    assert "he was promised it" in waiting.text
    path = f"/board/approvals/{order_id}/1"
    assert 'role="alert"' in reader.submit(waiting, path, answer="yes", reason=" ").text
    done = reader.submit(waiting, path, answer="yes", reason="seen the letters")
    assert done.headers["location"] == "/board/approvals?done=approval-decided", done.text
    assert "Nothing waits" in reader.follow(done).text
    whole = sum(entry["line"]["discount_minor"] for entry in world.order(order_id)["lines"])
    assert whole == 6000
