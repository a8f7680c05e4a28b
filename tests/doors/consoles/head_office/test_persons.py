"""Customers at head office: found, seen whole, made one and parted again, with a reason."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.people import ANA, LUIS, person_of
from tests.doors.pages.clicker import Forms

PAGE = "/board/customers"


@pytest.fixture
def head(world, reader):
    """A reader of head office who may do everything, in English."""
    reader.enter(world.key("shop", Scope.ADMIN, place=""))
    return reader


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
    page = head.submit(head.get(f"{PAGE}/{ana}"), "/merge", other=luis, reason="he said so")
    page = head.follow(page)
    assert "They are one customer now." in page.text
    assert "luis@example.com" in page.text
    again = head.submit(page, "/merge", other=luis, reason="twice")
    assert again.status_code == 409
    page = head.follow(head.submit(page, "/unmerge", reason="he did not"))
    assert "Taken back." in page.text
    assert "luis@example.com" not in page.text
    empty = head.submit(page, "/merge", other=luis, reason="")
    assert empty.status_code == 400


@pytest.mark.parametrize(("said", "persons"), [("one", 1), ("two", 2)])
def test_a_pair_that_may_be_one_is_decided_with_a_reason(world, head, said, persons):
    other = {**ANA, "birth_date": "1955-02-11", "emails": ["other@example.com"], "phones": []}
    ids = [person_of(world.api, one, external=one["emails"][0]) for one in (ANA, other)]
    page = head.get(f"{PAGE}/review")
    assert "date of birth" in page.text
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
