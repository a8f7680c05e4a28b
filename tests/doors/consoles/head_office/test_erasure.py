"""Forgetting a customer at head office: with a reason, waited for, and told what stays."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.people import ANA, person_of

PAGE = "/board/customers"


@pytest.fixture
def head(world, reader):
    reader.enter(world.key("shop", Scope.ADMIN, place=""))
    return reader


def test_a_customer_is_forgotten_with_a_reason_and_what_stays_is_told(world, head):
    ana = person_of(world.api, ANA)
    page = head.get(f"{PAGE}/{ana}/erasure")
    assert "not asked" in page.text
    assert head.submit(page, "/erasure", reason="").status_code == 400
    done = head.follow(head.submit(page, "/erasure", reason="she wrote"))
    assert "Forgotten: 1 records and 0 orders." in done.text
    assert "That nobody writes to her, as hashes" in done.text
    assert f'action="{PAGE}' not in done.text


def test_who_has_an_order_on_its_way_is_waited_for(world, head):
    ana = person_of(world.api, ANA)
    order_id = world.handset(person={"name": "Ana García", "email": ANA["emails"][0]})
    number = world.api.get(f"/v1/orders/{order_id}").json()["number"]
    page = head.get(f"{PAGE}/{ana}/erasure")
    waits = head.follow(head.submit(page, "/erasure", reason="she wrote")).text
    assert f"Forgotten once these orders are finished: {number}." in waits


def test_who_is_no_admin_forgets_nobody(world, reader):
    reader.enter(world.key("shop", Scope.CUSTOMERS_READ, Scope.CUSTOMERS_WRITE, place=""))
    ana = person_of(world.api, ANA)
    page = reader.get(f"{PAGE}/{ana}/erasure").text
    assert "not asked" in page
    assert f'action="{PAGE}' not in page
