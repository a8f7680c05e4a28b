"""Who is recognised by her e-mail or phone earns on her account without naming it."""

import re

import pytest

from paraguas.plumbing.tx import on_statement
from tests.doors.api.members import PRICE, SKU, held, join, member
from tests.doors.api.people import ANA, LUIS, links, person_of, take_in
from tests.doors.api.wishes import shipped

HER = {"name": "Ana García", "email": ANA["emails"][0]}
HIM = {"name": "Luis Pérez", "email": LUIS["emails"][0]}
AGAIN = {"given_name": "Ana", "family_name": "García López", "emails": ["ana@example.net"]}
POINTS = PRICE // 100


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=60)
    return desk


def points_of(shop, order_id):
    shop.settle()
    return shop.api.get(f"/v1/orders/{order_id}/points").json()


def test_a_member_who_is_recognised_earns_without_naming_her_card(shop):
    number = join(shop, person=person_of(shop.api, ANA))
    order_id = shop.place(shipped(SKU, 1, person=HER))
    told = points_of(shop, order_id)
    assert (told["number"], told["earned"]) == (member(shop, number)["number"], POINTS)
    assert held(shop, number) == (0, POINTS, 0)
    shop.cancel(order_id)
    shop.settle()
    assert held(shop, number) == (0, 0, 0)


def test_who_has_no_account_is_not_made_a_member(shop):
    join(shop, person=person_of(shop.api, ANA))
    luis = person_of(shop.api, LUIS)
    order_id = shop.place(shipped(SKU, 1, person=HIM))
    assert points_of(shop, order_id)["number"] is None
    assert shop.api.get(f"/v1/persons/{luis}/points").json() == []


def test_the_account_an_order_names_earns_and_no_other(shop):
    hers, his = join(shop, person=person_of(shop.api, ANA)), join(shop)
    order_id = shop.place(shipped(SKU, 1, person=HER, loyalty=his))
    assert points_of(shop, order_id)["number"] == member(shop, his)["number"]
    assert held(shop, hers) == (0, 0, 0)


def test_a_newcomer_earns_once_taken_in_as_somebody_who_became_a_member_meanwhile(shop):
    join(shop, person=person_of(shop.api, LUIS))
    order_id = shop.place(shipped(SKU, 1, person=HER))
    number = join(shop, person=person_of(shop.api, ANA))
    take_in(shop.api)
    assert points_of(shop, order_id)["earned"] == POINTS
    assert held(shop, number) == (0, POINTS, 0)


def test_a_newcomer_who_named_an_account_earns_on_that_one(shop):
    named = join(shop)
    order_id = shop.place(shipped(SKU, 1, person=HER, loyalty=named))
    hers = join(shop, person=person_of(shop.api, ANA))
    take_in(shop.api)
    assert points_of(shop, order_id)["number"] == member(shop, named)["number"]
    assert held(shop, hers) == (0, 0, 0)


def test_of_two_accounts_of_one_person_the_older_earns_and_keeps_it_when_she_is_two_again(shop):
    web, store = person_of(shop.api, ANA), person_of(shop.api, AGAIN)
    older, newer = join(shop, person=store), join(shop, person=web)
    path = f"/v1/persons/{web}/merge"
    assert shop.api.post(path, {"other": store, "reason": "one"}).status_code == 200
    order_id = shop.place(shipped(SKU, 1, person=HER))
    assert points_of(shop, order_id)["number"] == member(shop, older)["number"]
    before = held(shop, older), held(shop, newer)
    [link] = [one for one in links(shop.api, web) if one["by"] == "human"]
    shop.api.post(f"/v1/customers/links/{link['link_id']}/retract", {"reason": "two"})
    assert (held(shop, older), held(shop, newer)) == before


def test_placing_sends_no_statement_more_for_who_may_earn(shop):
    person_of(shop.api, ANA)

    def said():
        heard = []
        on_statement.append(heard.append)
        try:
            assert shop.api.post("/v1/orders", shipped(SKU, 1, person=HER)).status_code == 201
        finally:
            on_statement.remove(heard.append)
        # A look may be taken twice, and lists grow with what she told: what is asked is the same.
        return {re.sub(r"IN \([?, ]+\)", "IN (?)", text) for text in heard}

    said()
    before = said()
    join(shop, person=person_of(shop.api, LUIS))
    said()
    after = said()
    assert after <= before
    assert not [text for text in after if "loyalty_" in text]
