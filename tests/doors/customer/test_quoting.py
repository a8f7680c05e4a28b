"""A quote's page: shown in its language, accepted once, declined, over after its day."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.values.time import DAY
from tests.doors.api.wishes import ANA, MADRID


@pytest.fixture
def offered(world):
    def offer(**more):
        wish = {
            "channel": "web",
            "market": "ES",
            "person": ANA,
            "language": "en",
            "valid_until": now() + 7 * DAY,
            "prices": {"0": 2000},
            "lines": [{"sku": "CASE-CLEAR", "quantity": 2}],
            "groups": [{"kind": "ship", "address": MADRID}],
            **more,
        }
        quote_id = world.api.post("/v1/quotes", wish).json()["quote_id"]
        world.api.post(f"/v1/quotes/{quote_id}/send", {"version": 1})
        link = world.api.get(f"/v1/quotes/{quote_id}").json()["link"]
        return quote_id, "/q/" + link.rpartition("/q/")[2]

    return offer


def test_it_is_accepted_on_its_page_and_becomes_an_order(world, reader, offered):
    quote_id, page = offered(note="As we said on the phone.")
    shown = reader.get(page)
    assert "Our quote for you, good until" in shown.text
    assert "As we said on the phone." in shown.text
    assert "€40.00" in shown.text
    answer = reader.submit(shown, "/accept", kind="card", token="tok_ok")
    assert "/o/" in answer.headers["location"]
    assert "We have your order" in reader.follow(answer).text
    found = world.api.get(f"/v1/quotes/{quote_id}").json()
    assert found["status"] == "accepted"
    assert world.order(found["order_id"])["total_minor"] == 4000
    again = reader.get(page).text
    assert "You accepted this quote" in again
    assert "/accept" not in again


def test_it_is_declined_on_its_page(world, reader, offered):
    quote_id, page = offered(language="es")
    shown = reader.get(page)
    assert "Nuestro presupuesto para usted" in shown.text
    assert reader.submit(shown, "/decline").headers["location"] == page
    assert "Ha rechazado este presupuesto" in reader.get(page).text
    assert world.api.get(f"/v1/quotes/{quote_id}").json()["status"] == "declined"


def test_a_card_number_is_never_taken(world, reader, offered):
    quote_id, page = offered()
    refused = reader.submit(reader.get(page), "/accept", kind="card", token="4111 1111 1111 1111")
    assert "Never type a card" in refused.text
    assert world.api.get(f"/v1/quotes/{quote_id}").json()["status"] == "sent"


def test_it_comes_as_a_paper_and_a_forged_link_opens_nothing(reader, offered):
    _, page = offered()
    assert reader.get(f"{page}/pdf").content.startswith(b"%PDF")
    assert reader.get(page[:-1] + ("0" if page[-1] != "0" else "1")).status_code == 404
