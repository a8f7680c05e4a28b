"""The one box: whatever is scanned or typed opens what it stands for."""

import pytest

from tests.doors.pages.world import STORE


@pytest.fixture
def desk(world, reader):
    reader.enter(world.key())

    def find(text: str):
        return reader.send("GET", f"/store/{STORE}/find", params={"q": text})

    return find


def test_a_number_a_phone_and_a_mail_open_the_task(world, desk):
    part = world.parts(world.handset())[0]
    number = world.order(part.order_id)["number"]
    for text in (number, number.replace("-", "").lower(), "600111222", "ana@example.com"):
        assert desk(text).headers["location"] == (
            f"/store/{STORE}/tasks/{part.order_id}/{part.fulfilment_id}"
        ), text


def test_the_picture_on_the_customers_phone_brings_the_code_along(world, desk, reader):
    part = world.ready(world.handset())
    number = world.order(part.order_id)["number"]
    answer = desk(f"{number} {part.code}")
    page = reader.follow(answer)
    assert f'value="{part.code}"' in page.text
    assert reader.submit(page, "/hand-over").status_code == 303
    assert world.parts(part.order_id)[0].status.value == "handed_over"


def test_an_article_shows_its_stock_here(world, desk):
    for text in ("CASE-CLEAR", "9520000000042", "funda transparente"):
        page = desk(text)
        assert page.status_code == 200, text
        assert "9 en la estantería" in page.text
        assert "add=CASE-CLEAR" in page.text


def test_several_orders_of_a_person_are_listed(world, desk):
    numbers = [world.order(world.handset())["number"] for _ in range(2)]
    page = desk("ana@example.com")
    assert all(number in page.text for number in numbers)


def test_an_order_of_elsewhere_is_told_apart(world, desk):
    world.api.stock("CASE-GREEN", ES_GETAFE=2)
    order_id = world.handset(
        lines=[{"sku": "CASE-GREEN", "quantity": 1}],
        groups=[{"kind": "ship", "address": {"line1": "Sol 1", "city": "Madrid", "country": "ES"}}],
    )
    page = desk(world.order(order_id)["number"])
    assert "No es de esta tienda" in page.text


def test_nothing_found_says_what_to_do(world, desk):
    answer = desk("zzzz")
    assert answer.status_code == 404
    assert "zzzz" in answer.text
    assert desk("").status_code == 404
