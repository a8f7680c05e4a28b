"""An order is changed, held and let go at head office."""

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
