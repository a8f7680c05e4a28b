"""Members over the API: one person with several accounts, families, authority, partners."""

import asyncio

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.members import PRICE, SKU, code_of, give, held, join, member, paying
from tests.doors.api.people import ANA, LUIS, links, person_of
from tests.doors.api.wishes import CARD, shipped


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=60)
    return desk


def merged(shop, one, other):
    answer = shop.api.post(f"/v1/persons/{one}/merge", {"other": other, "reason": "one person"})
    assert answer.status_code == 200, answer.text


def points_of(shop, person):
    return shop.api.get(f"/v1/persons/{person}/points").json()


def test_two_accounts_of_one_person_are_one_balance_and_the_separation_undoes_it_exactly(shop):
    web = person_of(shop.api, ANA)
    store = person_of(shop.api, LUIS, source="till", system="till-fr")
    spanish, french = join(shop, person=web), join(shop, person=store, place="FR")
    give(shop, spanish, 1000)
    give(shop, french, 2000)
    before = held(shop, spanish), held(shop, french)
    assert member(shop, spanish)["spendable"] == 1000
    merged(shop, web, store)
    [link] = links(shop.api, web)
    assert member(shop, spanish)["spendable"] == member(shop, french)["spendable"] == 3000
    assert {one["number"] for one in points_of(shop, web)} == {
        spanish.replace("-", ""),
        french.replace("-", ""),
    }
    bought = shop.place(shipped(SKU, 1, tenders=[paying(spanish)], loyalty=spanish))
    assert member(shop, french)["spendable"] == 3000 - PRICE
    shop.cancel(bought)
    retracted = {"reason": "they are two"}
    path = f"/v1/customers/links/{link['link_id']}/retract"
    assert shop.api.post(path, retracted).status_code == 200
    assert (held(shop, spanish), held(shop, french)) == before
    assert member(shop, spanish)["spendable"] == 1000


def test_what_was_spent_together_stays_with_the_accounts_it_came_from(shop):
    web, store = person_of(shop.api, ANA), person_of(shop.api, LUIS)
    one, other = join(shop, person=web), join(shop, person=store)
    give(shop, one, 2000)
    give(shop, other, 1000)
    merged(shop, web, store)
    [link] = links(shop.api, web)
    shop.place(shipped(SKU, 1, tenders=[paying(other)]))
    left = held(shop, one)[0] + held(shop, other)[0]
    assert left == 3000 - PRICE
    before = held(shop, one), held(shop, other)
    shop.api.post(f"/v1/customers/links/{link['link_id']}/retract", {"reason": "two"})
    assert (held(shop, one), held(shop, other)) == before
    assert member(shop, one)["spendable"] + member(shop, other)["spendable"] == left


def test_an_account_is_linked_later_and_unlinked_with_its_points(shop):
    person = person_of(shop.api, ANA)
    number = join(shop)
    give(shop, number, 500)
    linked = shop.api.post(f"/v1/loyalty/accounts/{number}/link", {"person": person})
    assert (linked.status_code, linked.json()["linked"]) == (200, True)
    assert [one["points"] for one in points_of(shop, person)] == [500]
    alone = shop.api.post(f"/v1/loyalty/accounts/{number}/link", {})
    assert (alone.json()["linked"], alone.json()["points"]) == (False, 500)
    assert points_of(shop, person) == []
    nobody = shop.api.post(f"/v1/loyalty/accounts/{number}/link", {"person": "0" * 32})
    assert code_of(nobody) == (404, "person_unknown")


def test_a_family_pays_together_and_each_keeps_what_is_hers(shop):
    one, other = join(shop), join(shop)
    give(shop, one, 2000)
    give(shop, other, 1500)
    pooled = shop.api.post("/v1/loyalty/pools", {"numbers": [one, other]})
    assert [each["spendable"] for each in pooled.json()] == [3500, 3500]
    shop.place(shipped(SKU, 1, tenders=[paying(other)]))
    left = held(shop, one)[0], held(shop, other)[0]
    assert sum(left) == 3500 - PRICE
    gone = shop.api.post("/v1/loyalty/pools", {"numbers": [one]}).json()
    assert [each["spendable"] for each in gone] == [left[0]]
    assert member(shop, other)["spendable"] == left[1]
    shop.api.post("/v1/loyalty/pools", {"numbers": [one, join(shop)]})
    third = shop.api.post("/v1/loyalty/pools", {"numbers": [one, other]})
    assert code_of(third) == (409, "loyalty_pool_mixed")


def test_two_of_a_family_who_spend_at_once_do_not_spend_twice(shop):
    one, other = join(shop), join(shop)
    give(shop, one, 1500)
    give(shop, other, 1500)
    shop.api.post("/v1/loyalty/pools", {"numbers": [one, other]})

    async def both():
        wishes = (shipped(SKU, 1, tenders=[paying(each)]) for each in (one, other))
        asked = (shop.api.ask("POST", "/v1/orders", wish) for wish in wishes)
        return await asyncio.gather(*asked)

    answers = shop.api.run(both())
    assert sorted(each.status_code for each in answers) == [201, 400]
    assert held(shop, one)[0] + held(shop, other)[0] == 3000 - PRICE


def test_points_are_adjusted_once_for_a_cause_within_authority(shop):
    number = join(shop)
    lucia = shop.api.key_of("ES-01", Scope.PAYMENTS_WRITE)
    assert code_of(give(shop, number, 5001, secret=lucia)) == (403, "authority_exceeded")
    assert give(shop, number, 5000, secret=lucia).status_code == 200
    assert give(shop, number, 5000, secret=lucia).json()["points"] == 5000
    assert give(shop, number, 5001, cause="second person").json()["points"] == 10001
    assert give(shop, number, -1, cause="mistake").json()["points"] == 10000
    assert code_of(give(shop, number, -10001, cause="too many")) == (409, "points_short")
    assert code_of(give(shop, number, 0, cause="none")) == (400, "points_nothing")


def test_partners_of_the_programme_give_and_take_points(shop):
    number = join(shop)
    assert give(shop, number, 300, partner="airline").json()["points"] == 300
    assert give(shop, number, 40, partner="fuel").json()["points"] == 340
    assert give(shop, number, -100, cause="miles", partner="airline").json()["points"] == 240
    assert code_of(give(shop, number, 1, partner="bank")) == (404, "loyalty_partner_unknown")
    [ledger] = shop.api.get("/v1/loyalty/liability").json()
    assert (ledger["points"]["partner"], ledger["points"]["burnt"]) == (-240, 0)


def test_an_order_is_claimed_after_all_and_once(shop):
    one, other = join(shop), join(shop)
    bought = shop.place(shipped(SKU, 2))
    path = "/v1/loyalty/accounts/{}/claims"
    claimed = shop.api.post(path.format(one), {"order_id": bought})
    assert (claimed.status_code, claimed.json()["earned"]) == (200, 49)
    assert shop.api.post(path.format(one), {"order_id": bought}).json()["earned"] == 49
    taken = shop.api.post(path.format(other), {"order_id": bought})
    assert code_of(taken) == (409, "loyalty_order_taken")
    unknown = shop.api.post(path.format(one), {"order_id": "0" * 32})
    assert code_of(unknown) == (404, "order_absent")


def test_a_number_is_one_account_however_it_is_typed(shop):
    number = join(shop, "Club 1234-5678")
    assert number == "CLUB12345678"
    assert member(shop, "club1234 5678")["number"] == number
    body = {"number": "CLUB-1234-5678"}
    again = shop.api.post("/v1/loyalty/accounts", body)
    assert code_of(again) == (409, "loyalty_account_exists")
    for wrong in ("x", "ñandú", "a" * 41):
        answer = shop.api.post("/v1/loyalty/accounts", {"number": wrong})
        assert code_of(answer) == (400, "loyalty_number_malformed"), wrong
    assert code_of(shop.api.get("/v1/loyalty/accounts/nobody")) == (404, "loyalty_account_unknown")
    other = shop.api.post("/v1/loyalty/accounts", {"programme": "none"})
    assert code_of(other) == (404, "loyalty_programme_unknown")
    place = shop.api.post("/v1/loyalty/accounts", {"place": "Ontario"})
    assert code_of(place) == (400, "malformed")


def test_who_pays_with_points_earns_on_them_unless_another_account_is_named(shop):
    one, other = join(shop), join(shop)
    give(shop, one, 1000)
    shop.place(shipped(SKU, 1, tenders=[paying(one, amount_minor=100), CARD]))
    assert held(shop, one)[1] == PRICE // 100
    shop.place(shipped(SKU, 1, tenders=[paying(one, amount_minor=100), CARD], loyalty=other))
    assert held(shop, other)[1] == PRICE // 100
