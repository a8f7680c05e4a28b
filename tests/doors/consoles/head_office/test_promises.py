"""How promises are kept, on a page of head office in its reader's language."""

import pytest

from paraguas.staff.model import Scope


@pytest.fixture
def board(world, reader):
    """A reader of head office, of no place, who reads English."""
    key = world.key("shop", Scope.ORDERS_READ, place="")
    reader.enter(key)
    return reader


def test_each_place_has_its_rate_and_its_numbers(world, board):
    order_id = world.place()
    world.settle()
    world.ready(order_id)
    page = board.get("/board/promises")
    assert page.status_code == 200, page.text
    assert "How promises are kept" in page.text
    section = page.text.partition("Madrid Serrano")[2].partition("</section>")[0]
    assert "100%" in section
    assert "Ready in store" in board.get("/board/promises?by=kind").text
    assert (
        "There were no promises" in board.get("/board/promises?from=2020-01-01&to=2020-01-02").text
    )


def test_days_that_cannot_be_are_refused(board):
    for asked in ("from=yesterday", "from=2026-02-02&to=2026-02-01"):
        assert board.get(f"/board/promises?{asked}").status_code == 400
