"""A declined card is replaced on her page: once, with what she has, and never with its number."""

import pytest

from paraguas.messages.queries import letters_of

DECLINED = [{"kind": "card", "token": "tok_declined"}]


@pytest.fixture
def declined(world):
    return world.handset(language="en", tenders=DECLINED)


@pytest.fixture
def home(world, declined):
    return f"/o/{world.token(declined)}"


def test_she_pays_again_and_the_store_may_begin(world, reader, declined, home):
    page = reader.get(home)
    assert "Pay €677.80" in page.text
    assert "We begin as soon as it is paid." in page.text
    assert "Ready for you on" not in page.text
    assert world.parts(declined)[0].status.value == "waiting"
    answer = reader.submit(page, "/pay", token="tok_ok")
    assert answer.headers["location"] == f"{home}?done=paid"
    assert "We are checking the payment" in reader.follow(answer).text
    world.settle()
    assert world.order(declined)["payment_status"] == "authorised"
    assert world.parts(declined)[0].status.value == "released"
    assert "Pay again" not in reader.get(home).text


def test_she_is_told_by_a_letter_that_opens_her_page(world, reader, declined, home):
    told = reader.get(home).text.partition('id="told"')[2]
    assert "is not paid yet" in told
    assert "€677.80" in told


def test_two_cards_declined_together_are_told_once_and_a_third_again(world, reader):
    halves = [{"amount_minor": 30_000}, {}]
    cards = [{"kind": "card", "token": "tok_declined", **half} for half in halves]
    order_id = world.handset(language="en", tenders=cards)
    world.settle()
    assert len(world.runtime.read_now(lambda tx: letters_of(tx, order_id))) == 1
    page = reader.get(f"/o/{world.token(order_id)}")
    reader.submit(page, "/pay", token="tok_declined")
    world.settle()
    assert len(world.runtime.read_now(lambda tx: letters_of(tx, order_id))) == 2


def test_a_card_that_is_declined_too_can_be_replaced_again(world, reader, declined, home):
    reader.submit(reader.get(home + "?lang=es"), "/pay", token="tok_declined")
    world.settle()
    page = reader.get(home)
    assert "did not go through" in page.text
    reader.submit(page, "/pay", token="tok_ok")
    world.settle()
    assert world.order(declined)["payment_status"] == "authorised"


def test_a_gift_card_pays_as_far_as_it_reaches(world, reader, declined, home):
    body = {"code": "GIFT1111", "amount_minor": 1000, "currency": "EUR"}
    assert world.api.post("/v1/gift-cards", body).status_code == 201
    page = reader.get(home)
    short = reader.submit(page, "/pay", gift_card="GIFT1111")
    assert short.status_code == 400
    assert "667.80 EUR are still missing" in short.text
    reader.submit(reader.get(home), "/pay", gift_card="GIFT1111", token="tok_ok")
    world.settle()
    assert world.order(declined)["payment_status"] == "authorised"


def test_a_double_click_pays_once(world, reader, declined, home):
    page = reader.get(home)
    first, second = (reader.submit(page, "/pay", token="tok_ok") for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    world.settle()
    money = world.api.get(f"/v1/orders/{declined}/timeline").json()["happenings"]
    assert [one["name"] for one in money].count("payment.authorised.v1") == 1


@pytest.mark.parametrize("number", ["4111111111111111", "4111 1111 1111 1111"])
def test_the_number_of_a_card_is_refused_and_kept_nowhere(world, reader, home, number):
    before = world.api.rows()
    answer = reader.submit(reader.get(home), "/pay", token=number)
    assert answer.status_code == 400
    assert "Never type a card" in answer.text
    assert "4111" not in answer.text
    assert world.api.rows() == before


def test_nothing_to_pay_with_and_nothing_to_pay_are_told(world, reader, declined, home):
    page = reader.get(home)
    assert "Fill in a card or a gift card" in reader.submit(page, "/pay").text
    reader.submit(reader.get(home), "/pay", token="tok_ok")
    world.settle()
    late = reader.submit(page, "/pay", token="tok_ok")
    assert late.status_code == 409
    assert "Nothing is left to pay" in late.text


def test_what_left_before_the_card_failed_is_asked_for(world, reader):
    order_id = world.handset(language="en", tenders=[{"kind": "card", "token": "tok_late_decline"}])
    pick_up, parcel = world.parts(order_id)
    ready = world.ready(order_id)
    world.step(pick_up, "hand-over", code=ready.code)
    world.step(parcel, "accept", "pick", "pack")
    world.step(parcel, "ship", carrier="correos")
    world.step(parcel, "deliver")
    world.api.post(f"/v1/orders/{order_id}/cancel", {"reason": "no set-up wanted"})
    world.settle()
    page = reader.get(f"/o/{world.token(order_id)}").text
    assert "Please pay again what you have" in page
    assert "Pay €648.80" in page
