"""A customer is offered another article on her page: she takes it, or has the rest cancelled."""

import pytest

from tests.doors.pages.world import STORE

INSTEAD = "CASE-GREEN"


@pytest.fixture
def asked(world, reader):
    """A store that lacks a case offers a green one, on its page; the order's page."""
    world.api.stock(INSTEAD, ES_MAD_SERRANO=9)
    reader.enter(world.key())

    def ask(language="en"):
        wish = {
            "channel": "web",
            "market": "ES",
            "language": language,
            "person": {"name": "Ana Díaz", "email": "ana@example.com"},
            "lines": [{"sku": "CASE-CLEAR", "quantity": 2}],
            "groups": [{"kind": "pick_up", "place": STORE}],
            "tenders": [{"kind": "card", "token": "tok_ok"}],
        }
        order_id = world.api.post("/v1/orders", wish).json()["order_id"]
        world.settle()
        (part,) = world.parts(order_id)
        task = reader.get(f"/store/{STORE}/tasks/{order_id}/{part.fulfilment_id}")
        told = {"line_no": "1", "units": "2", "sku": INSTEAD, "reason": "all are scratched"}
        answer = reader.submit(task, "/substitute", **told)
        assert answer.headers["location"] == f"/store/{STORE}?done=substitute", answer.text
        return order_id, f"/o/{world.token(order_id)}"

    return ask


def wanted(world, order_id):
    return {
        entry["line"]["code"]: entry["line"]["quantity"] - entry["counters"]["cancelled"]
        for entry in world.order(order_id)["lines"]
    }


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Will this do instead?"), ("es", "en su lugar"), ("fr", "à la place")],
)
def test_she_takes_another_article(world, reader, asked, language, title):
    order_id, path = asked(language)
    page = reader.get(path)
    assert title in page.text
    answer = reader.submit(page, "/substitutions/1", answer="yes")
    assert "done=changed" in answer.headers["location"]
    assert wanted(world, order_id) == {"CASE-CLEAR": 0, INSTEAD: 2}
    assert title not in reader.get(path).text.partition('<ul class="ruled">')[0]


def test_she_wants_nothing_else(world, reader, asked):
    order_id, path = asked()
    answer = reader.submit(reader.get(path), "/substitutions/1", answer="no")
    assert "done=cancelled" in answer.headers["location"]
    assert wanted(world, order_id) == {"CASE-CLEAR": 0}


def test_an_answer_that_is_none_and_a_second_one_are_refused(world, reader, asked):
    order_id, path = asked()
    page = reader.get(path)
    assert reader.submit(page, "/substitutions/1", answer="hm").status_code == 400
    reader.submit(page, "/substitutions/1", answer="no")
    late = reader.submit(page, "/substitutions/1", answer="yes")
    assert late.status_code == 409
    assert wanted(world, order_id) == {"CASE-CLEAR": 0}
