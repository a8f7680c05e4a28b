"""One order whole, and what head office does about it: cancel with a reason, issue the invoice."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.documents.ubl_rules import findings
from tests.doors.pages.clicker import Forms


@pytest.fixture
def board(world, reader):
    key = world.key("shop", Scope.ORDERS_READ, Scope.ORDERS_WRITE, Scope.INVOICES_READ, place="")
    reader.enter(key)
    return reader


def test_everything_of_an_order_is_on_its_page(world, board):
    order_id = world.handset()
    world.book(order_id)
    world.ready(order_id, bay="B2")
    page = board.get(f"/board/orders/{order_id}").text
    for told in (
        *("Ana Díaz", "ana@example.com", "PHONE-128-BLACK", "€677.80", "Madrid Serrano"),
        *("Getafe warehouse", "Bay B2", "Hugo Prieto", "Compared in this order", "Card"),
        *("Ready in store", "Kept", "listo", "Calle Mayor 1"),
    ):
        assert told in page, told


def test_lines_are_cancelled_with_a_reason(world, board):
    order_id = world.handset()
    page = board.get(f"/board/orders/{order_id}")
    answer = board.submit(page, "/cancel", units_3="1", reason="wrong colour")
    assert answer.headers["location"] == f"/board/orders/{order_id}?done=cancelled"
    after = board.follow(answer).text
    assert "1 cancelled" in after
    assert "wrong colour" in after
    assert world.order(order_id)["lines"][2]["counters"]["cancelled"] == 1


def test_cancelling_needs_a_reason_and_units(world, board):
    order_id = world.handset()
    page = board.get(f"/board/orders/{order_id}")
    for changes in ({"units_3": "1", "reason": " "}, {"reason": "why not"}):
        answer = board.submit(page, "/cancel", **changes)
        assert answer.status_code in {400, 409}
        assert 'role="alert"' in answer.text
    assert world.order(order_id)["lines"][2]["counters"]["cancelled"] == 0


def test_a_second_click_cancels_nothing_twice(world, board):
    order_id = world.handset()
    page = board.get(f"/board/orders/{order_id}")
    once = board.submit(page, "/cancel", units_3="1", reason="wrong colour")
    again = board.submit(page, "/cancel", units_3="1", reason="wrong colour")
    assert again.headers["location"] == once.headers["location"]
    assert world.order(order_id)["lines"][2]["counters"]["cancelled"] == 1
    changed = board.submit(page, "/cancel", units_3="1", reason="another reason")
    assert changed.status_code == 409
    assert world.order(order_id)["lines"][2]["counters"]["cancelled"] == 1


def test_the_invoice_is_issued_and_read(world, board):
    order_id = world.handset()
    page = board.follow(board.submit(board.get(f"/board/orders/{order_id}"), "/invoice"))
    assert not [form for form in Forms(page.text).found if form[0].endswith("/invoice")]
    address = page.text.partition(f'href="/board/orders/{order_id}/invoices/')[2].partition('"')[0]
    html = board.get(f"/board/orders/{order_id}/invoices/{address}")
    assert html.status_code == 200
    assert "'sha256-" in html.headers["content-security-policy"]
    pdf = board.get(f"/board/orders/{order_id}/invoices/{address}?as=pdf")
    assert pdf.content.startswith(b"%PDF")
    ubl = board.get(f"/board/orders/{order_id}/invoices/{address}?as=ubl")
    assert f"{address}?as=ubl" in page.text
    assert ubl.headers["content-disposition"].endswith('.xml"')
    assert findings(ubl.content) == []


def test_an_order_nobody_knows_is_a_kind_page(world, board):
    answer = board.get(f"/board/orders/{'0' * 32}")
    assert answer.status_code == 404
    assert "That did not work" in answer.text


def test_who_may_only_read_is_offered_no_change(world, reader):
    order_id = world.handset()
    reader.enter(world.key("shop", Scope.ORDERS_READ, place=""))
    page = reader.get(f"/board/orders/{order_id}")
    assert [address for address, _ in Forms(page.text).found] == ["/leave"]


def test_a_colleague_writes_a_note_and_all_read_it(world, board):
    order_id = world.handset(language="en")
    page = board.get(f"/board/orders/{order_id}")
    answer = board.submit(page, "/notes", text="She rings at six.", visible="yes")
    assert "done=noted" in answer.headers["location"]
    shown = board.get(f"/board/orders/{order_id}").text
    assert "She rings at six." in shown
    assert "for the customer too" in shown
