"""Quotes at head office: drafted from a form, looked at, sent within authority."""

from datetime import UTC, datetime, timedelta

import pytest

from paraguas.staff.model import Scope

FORM = {
    "market": "ES",
    "lines": "CASE-CLEAR 10 20,00\nCASE-GREEN 1",
    "until": (datetime.now(UTC) + timedelta(days=10)).date().isoformat(),
    "name": "Ana",
    "email": "ana@example.com",
    "organisation": "ACME SL",
    "line1": "Calle Mayor 1",
    "city": "Madrid",
}


@pytest.fixture
def board(world, reader):
    reader.enter(world.key("shop", Scope.ADMIN, place=""))
    return reader


def test_a_quote_is_drafted_looked_at_and_sent(world, board):
    page = board.get("/board/quotes")
    answer = board.submit(page, "/board/quotes", **FORM)
    assert answer.status_code == 303, answer.text
    shown = board.follow(answer)
    assert "ACME SL" in shown.text
    assert "Listed at €24.90" in shown.text
    assert "€224.90" in shown.text
    board.submit(shown, "/send")
    (quote,) = world.api.get("/v1/quotes").json()["quotes"]
    assert (quote["status"], quote["given_minor"]) == ("sent", 4900)
    assert quote["contents"]["groups"][0]["address"]["country"] == "ES"
    sent = board.get(f"/board/quotes/{quote['quote_id']}").text
    assert "/q/" in sent
    assert quote["number"] in board.get("/board/quotes").text
    paper = board.get(f"/board/quotes/{quote['quote_id']}/pdf")
    assert paper.content.startswith(b"%PDF")


def test_what_cannot_be_quoted_stays_in_the_form(world, board):
    page = board.get("/board/quotes")
    for wrong in ({"lines": "NOBODY 1"}, {"lines": "CASE-CLEAR 1 2 3"}, {"until": "soon"}):
        refused = board.submit(page, "/board/quotes", **{**FORM, **wrong})
        assert refused.status_code in {400, 404, 409}
        assert "ACME SL" in refused.text
    assert world.api.get("/v1/quotes").json()["quotes"] == []


def test_who_may_not_give_so_much_does_not_send_it(world, reader):
    reader.enter(world.key("ES-04", Scope.ORDERS_READ, Scope.ORDERS_WRITE, place=""))
    form = {**FORM, "lines": "CASE-CLEAR 10 0,01"}
    shown = reader.follow(reader.submit(reader.get("/board/quotes"), "/board/quotes", **form))
    refused = reader.submit(shown, "/send")
    assert refused.status_code == 403
    assert world.api.get("/v1/quotes").json()["quotes"][0]["status"] == "draft"
