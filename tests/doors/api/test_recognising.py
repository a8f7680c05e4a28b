"""An order that brings a contact point is its person's: at once where she is known, soon if not."""

import asyncio

import pytest

from paraguas.journeys.checkout.placing import place_orders
from paraguas.orders.model import (
    GroupKind,
    Person,
    Recorded,
    Wish,
    WishedGroup,
    WishedLine,
    WishedTender,
)
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.db import open_database
from paraguas.values.by import By
from tests.doors.api.people import ANA, LUIS, facts, links, person_of, read, take_in
from tests.doors.api.wishes import shipped


@pytest.fixture
def shop(api):
    api.stock("CASE-CLEAR", ES_GETAFE=500)
    return api


def buy(api, **person):
    placed = order(api, **person)
    take_in(api)
    return api.get(f"/v1/orders/{placed['order_id']}").json()


def order(api, **person):
    placed = api.post("/v1/orders", shipped("CASE-CLEAR", 1, person=person))
    assert placed.status_code == 201, placed.text
    return api.get(f"/v1/orders/{placed.json()['order_id']}").json()


def whose(api, order):
    return read(api, order["record_id"])["person_id"]


def past(external, **person):
    return Wish(
        stamp=stamp(By("web", "shop")),
        channel="web",
        market="ES",
        lines=(WishedLine("CASE-CLEAR", 1, recorded=Recorded(2490)),),
        groups=(WishedGroup(GroupKind.CARRY_OUT, "ES-MAD-SERRANO"),),
        tenders=(WishedTender("card", token="tok_ok"),),
        person=Person(**person),
        external=external,
        historic=True,
    )


def test_an_order_is_of_whom_its_e_mail_or_phone_is(shop):
    ana = person_of(shop, ANA)
    one = order(shop, name="Ana García", email="ana.garcia@EXAMPLE.com")
    other = order(shop, phone="+34 600 123 456")
    assert (whose(shop, one), whose(shop, other)) == (ana, ana)
    assert [link["by"] for link in links(shop, ana)] == ["rule", "rule"]
    assert facts(shop, one["record_id"]) == ["customer.recorded.v1"]
    told = shop.get(f"/v1/streams/{one['order_id']}/facts").json()["facts"][0]
    assert told["body"]["record_id"] == one["record_id"]


def test_who_is_new_is_taken_in_soon_and_her_order_says_so(shop):
    first = order(shop, name="Luis", email="luis@example.com")
    assert first["record_id"] is None
    take_in(shop)
    after = shop.get(f"/v1/orders/{first['order_id']}").json()
    told = shop.get(f"/v1/streams/{first['order_id']}/facts").json()["facts"]
    assert told[-1]["name"] == "order.recognised.v1"
    assert told[-1]["body"]["record_id"] == after["record_id"]
    assert person_of(shop, LUIS) == after["record_id"]
    take_in(shop)
    assert facts(shop, after["record_id"]) == ["customer.recorded.v1"]


def test_who_became_known_before_she_was_taken_in_is_one_person(shop):
    first = order(shop, name="Ana García", email="ana.garcia@example.com")
    ana = person_of(shop, ANA)
    take_in(shop)
    assert whose(shop, shop.get(f"/v1/orders/{first['order_id']}").json()) == ana


def test_who_comes_again_with_the_same_words_leaves_no_second_record(shop):
    first = buy(shop, name="Luis", email="luis@example.com")
    again = buy(shop, name="Luis", email="luis@example.com")
    assert again["record_id"] == first["record_id"]
    assert facts(shop, first["record_id"]) == ["customer.recorded.v1"]
    assert person_of(shop, LUIS) == first["record_id"]


@pytest.mark.parametrize("person", [{}, {"name": "Ana García"}, {"email": "none", "phone": "-"}])
def test_an_order_without_a_contact_point_is_nobodys(shop, person):
    assert buy(shop, **person)["record_id"] is None


def test_the_address_of_a_parcel_says_nothing_of_who_sends_it(shop):
    known = read(shop, buy(shop, name="Ana", email="a@example.com")["record_id"])
    assert set(known["fields"]) == {"name", "emails"}


def test_orders_that_come_at_once_are_of_one_person(shop):
    wishes = [
        shipped("CASE-CLEAR", 1, person={"name": name, "email": "ana@example.com"})
        for name in ("Ana", "Ana García", "Ana", "A. García", "Ana", "Ana María García")
    ]

    async def all_at_once():
        return await asyncio.gather(*(shop.ask("POST", "/v1/orders", one) for one in wishes))

    answers = [answer.json() for answer in shop.run(all_at_once())]
    take_in(shop)
    found = [shop.get(f"/v1/orders/{answer['order_id']}").json() for answer in answers]
    assert len({one["record_id"] for one in found}) == 4
    assert len({whose(shop, one) for one in found}) == 1


def test_an_order_that_is_refused_leaves_no_record(shop):
    refused = shop.post("/v1/orders", shipped("NONE", 1, person={"email": "luis@example.com"}))
    assert refused.json()["code"] == "sku_unknown"
    assert shop.post("/v1/customers/find", {"details": LUIS}).json() == []


def test_an_order_of_the_past_brings_back_nobody_who_was_erased(shop):
    before = person_of(shop, LUIS)
    shop.post(f"/v1/persons/{before}/erase", {"reason": "he asked"})
    database = shop.runtime.database
    wishes = [
        past("old-1", name="Luis P.", email="luis@example.com"),
        past("old-2", name="Ana", email="ana@example.com"),
    ]
    erased, known = shop.runtime.write_now(place_all, wishes)
    take_in(shop)
    with database.reading() as tx:
        assert read_order(tx, erased.order_id).record_id is None
        assert read_order(tx, known.order_id).record_id is not None
    himself = buy(shop, name="Luis", email="luis@example.com")
    assert whose(shop, himself) == himself["record_id"] != before


def place_all(tx, wishes):
    return place_orders(tx, wishes)


def test_what_was_decided_before_somebody_else_recorded_her_is_decided_again(shop, database_url):
    order(shop, name="A.", email="ana@example.com")
    take_in(shop)
    mine, theirs = shop.runtime.database, open_database(database_url)
    wishes = [
        past(f"old-{name}", name=name, email="ana@example.com") for name in ("Ana", "Ana García")
    ]
    with mine.reading() as tx:
        looked = place_orders.look(tx, wishes[:1])
    with theirs.writing() as tx:
        [before] = place_orders(tx, wishes[1:])
    with pytest.raises(Exception, match=r"(?i)unique"), mine.writing() as tx:
        place_orders.write(tx, looked)
    after = shop.runtime.write_now(place_orders, wishes[0], together=True)
    theirs.close()
    found = [shop.get(f"/v1/orders/{one.order_id}").json() for one in (before, after)]
    assert len({whose(shop, one) for one in found}) == 1
