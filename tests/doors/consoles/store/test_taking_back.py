"""A store takes units back on its page: the order, the lines, the verdict, the money."""

import pytest

from tests.doors.customer.test_withdrawing import delivered, returns
from tests.doors.pages.world import STORE

PATH = f"/store/{STORE}/returns"


@pytest.fixture
def associate(world, reader):
    reader.enter(world.key())
    return reader


def test_an_order_of_the_web_is_taken_back_in_one_step(world, associate):
    order_id = delivered(world)
    number = world.order(order_id)["number"]
    chosen = associate.get(f"{PATH}?order={number}")
    assert "units-3" in chosen.text
    assert "units-1" not in chosen.text
    seen = associate.get(f"{PATH}?order={number}&units-3=1&reason=wrong")
    assert "24,90" in seen.text
    assert returns(world, order_id) == []
    done = associate.follow(associate.submit(seen, "/returns", becomes="damaged"))
    assert 'role="status"' in done.text
    (one,) = returns(world, order_id)
    assert (one["state"], one["refunded_minor"], one["asked_by"]) == ("settled", 2490, "ES-04")
    assert one["items"][0]["dispositions"] == {"damaged": 1}
    assert one["number"] in done.text


def test_the_form_sent_twice_is_one_return(world, associate):
    order_id = delivered(world)
    seen = associate.get(f"{PATH}?order={order_id}&units-3=1")
    for _ in range(2):
        assert associate.submit(seen, "/returns").status_code == 303
    assert len(returns(world, order_id)) == 1


def test_more_than_the_book_gives_needs_a_reason_and_the_authority(world, associate):
    order_id = delivered(world)
    seen = associate.get(f"{PATH}?order={order_id}&units-3=2&handling=worn")
    waived = associate.submit(seen, "/returns", override="tela rota de fábrica", waive="1")
    assert waived.status_code == 303
    (one,) = returns(world, order_id)
    assert (one["refunded_minor"], one["override_by"]) == (2 * 2490, "ES-04")


def test_what_cannot_be_is_told_on_the_page(world, associate):
    order_id = delivered(world)
    assert 'role="alert"' in associate.get(f"{PATH}?order=NOWHERE").text
    assert 'role="alert"' in associate.get(f"{PATH}?order={order_id}&units-3=9").text
    seen = associate.get(f"{PATH}?order={order_id}&units-3=1")
    assert 'role="alert"' in associate.submit(seen, "/returns", becomes="eaten").text
    assert returns(world, order_id) == []


def test_without_proof_it_becomes_store_credit_on_the_page(world, associate):
    page = associate.get(PATH)
    sent = {"sku": "CASE-CLEAR", "units": "1", "contact": "eva@example.com"}
    for wrong in ({"sku": "NOTHING"}, {"units": "0"}, {"handling": "eaten"}):
        assert 'role="alert"' in associate.submit(page, "/blind", **sent | wrong).text
    done = associate.follow(associate.submit(page, "/blind", **sent))
    assert 'role="status"' in done.text


def test_money_may_be_store_credit_instead(world, associate):
    order_id = delivered(world)
    seen = associate.get(f"{PATH}?order={order_id}&units-3=1")
    assert associate.submit(seen, "/returns", as_credit="1").status_code == 303
    (one,) = returns(world, order_id)
    assert (one["refunded_minor"], one["credited_minor"]) == (0, 2490)
