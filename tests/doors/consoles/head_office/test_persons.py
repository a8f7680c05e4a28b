"""Customers at head office: found, seen whole, made one and parted again, with a reason."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.people import ANA, LUIS, links, person_of, read
from tests.doors.pages.clicker import Forms

PAGE = "/board/customers"


@pytest.fixture
def head(world, reader):
    """A reader of head office who may do everything, in English."""
    reader.enter(world.key("shop", Scope.ADMIN, place=""))
    return reader


def read_person(world, record_id):
    return read(world.api, record_id)["person_id"]


def test_a_customer_is_found_and_seen_whole_with_orders_and_what_happened(world, head):
    ana = person_of(world.api, ANA)
    order_id = world.handset(person={"name": "Ana García", "email": ANA["emails"][0]})
    number = world.api.get(f"/v1/orders/{order_id}").json()["number"]
    assert "Find a customer" in head.get(PAGE).text
    for text in (number, "600 123 456", ana):
        page = head.get(f"{PAGE}?find={text}").text
        assert f'href="{PAGE}/{ana}"' in page, text
    assert "Nobody was found." in head.get(f"{PAGE}?find=nobody").text
    page = head.get(f"{PAGE}/{ana}")
    assert page.status_code == 200, page.text
    for text in ("Ana García López", "1984-05-17", number, "Calle Mayor 5", "One customer"):
        assert text in page.text, text
    assert f"Order {number} placed for" in page.text
    assert "Historia" in head.get(f"{PAGE}/{ana}", accept_language="es").text
    assert head.get(f"{PAGE}/{'0' * 32}").status_code == 404


def test_two_customers_are_made_one_and_parted_again(world, head):
    ana, luis = person_of(world.api, ANA), person_of(world.api, LUIS)
    assert f'action="{PAGE}/{ana}/merge"' in head.get(f"{PAGE}/{ana}").text
    preview = head.get(f"{PAGE}/{ana}/merge?other={luis}")
    assert read_person(world, luis) == luis
    page = head.follow(head.submit(preview, "/merge", reason="he said so"))
    assert "They are one customer now." in page.text
    assert "luis@example.com" in page.text
    again = head.submit(preview, "/merge", reason="twice")
    assert again.status_code in {303, 409}
    shown = head.get(f"{PAGE}/{ana}/merge?other={luis}")
    assert "Make two customers one" not in shown.text
    [link] = links(world.api, ana)
    parting = head.get(f"{PAGE}/{ana}/unmerge?link={link['link_id']}")
    page = head.follow(head.submit(parting, "/unmerge", reason="he did not"))
    assert "Taken back." in page.text
    assert "luis@example.com" not in page.text
    preview = head.get(f"{PAGE}/{ana}/merge?other={luis}")
    empty = head.submit(preview, "/merge", reason="")
    assert empty.status_code == 400


def test_what_would_move_is_shown_before_and_nothing_moves_yet(world, head):
    ana, luis = person_of(world.api, ANA), person_of(world.api, LUIS)
    number = world.api.post("/v1/loyalty/accounts", {"person": luis}).json()["number"]
    given = {"points": 77, "cause": "welcome", "reason": "a present"}
    world.api.post(f"/v1/loyalty/accounts/{number}/adjustments", given)
    world.handset(person={"name": "Ana García", "email": ANA["emails"][0]})
    page = head.get(f"{PAGE}/{ana}/merge?other={luis}").text
    assert page.count(number) == 2, "with him now, with her then"
    assert page.count("<dt>Orders</dt><dd>1</dd>") == 2
    assert read_person(world, luis) == luis
    world.api.post(f"/v1/persons/{ana}/merge", {"other": luis, "reason": "one"})
    [link] = [one for one in links(world.api, ana) if one["by"] == "human"]
    page = head.get(f"{PAGE}/{ana}/unmerge?link={link['link_id']}").text
    assert page.count(number) == 2
    assert page.count("<dt>Orders</dt><dd>0</dd>") == 1
    assert read_person(world, luis) == ana
    refused = head.get(f"{PAGE}/{ana}/merge?other={'0' * 32}")
    assert refused.status_code == 404


def test_points_stand_with_what_expires_what_moved_and_what_the_next_tier_takes(world, head):
    ana = person_of(world.api, ANA)
    assert "No account of points." in head.get(f"{PAGE}/{ana}/points").text
    number = world.api.post("/v1/loyalty/accounts", {"person": ana}).json()["number"]
    given = {"points": 77, "cause": "welcome", "reason": "a present"}
    world.api.post(f"/v1/loyalty/accounts/{number}/adjustments", given)
    page = head.get(f"{PAGE}/{ana}/points").text
    for text in (number, ">77<", "a present", "Earned · by hand", "more count to", "Until "):
        assert text in page, text
    assert number in head.get(f"{PAGE}/{ana}").text
    [lot] = world.api.get(f"/v1/loyalty/accounts/{number}/statement").json()["lots"]
    assert (lot["points"], lot["usable"]) == (77, True)


@pytest.mark.parametrize(("said", "persons"), [("one", 1), ("two", 2)])
def test_a_pair_that_may_be_one_is_decided_with_a_reason(world, head, said, persons):
    other = {**ANA, "birth_date": "1955-02-11", "emails": ["other@example.com"], "phones": []}
    ids = [person_of(world.api, one, external=one["emails"][0]) for one in (ANA, other)]
    page = head.get(f"{PAGE}/review")
    assert "date of birth: different" in page.text
    assert page.text.count("Calle Mayor 5, 28013, Madrid, ES") == 2
    [(_, fields)] = [form for form in Forms(page.text).found if form[0].endswith("/review")]
    assert {dict(fields)["one"], dict(fields)["other"]} == set(ids)
    page = head.follow(head.submit(page, "/review", reason="asked her", said=said))
    assert "Nothing to look at." in page.text
    now = {world.api.get(f"/v1/persons/{one}").json()["person_id"] for one in ids}
    assert len(now) == persons


def test_who_may_only_read_sees_no_forms_and_decides_nothing(world, reader):
    ana = person_of(world.api, ANA)
    reader.enter(world.key("shop", Scope.CUSTOMERS_READ, place=""))
    page = reader.get(f"{PAGE}/{ana}")
    assert "Ana García López" in page.text
    assert not [action for action, _ in Forms(page.text).found if "customers" in action]
    reader.enter(world.key("shop", Scope.ORDERS_READ, place=""))
    assert reader.get(PAGE).status_code == 403
