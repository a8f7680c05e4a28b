"""Every fact of an order has words in every language, and they leave nothing open."""

from dataclasses import fields

import pytest

from paraguas.doors.fact_schemas import fact_types
from paraguas.network.model import Place, PlaceKind
from paraguas.network.queries import Network
from paraguas.plumbing.words import speak
from paraguas.values.ids import PlaceId
from paraguas.values.language import SPOKEN
from paraguas.values.time import DAY, HOUR
from paraguas.views.order_timeline import UNTOLD, tell
from tests.network.places import place

ROOMS = ("orders", "payments", "fulfilment", "invoices", "messages")
NOT_OF_ORDERS = ("basket.", "gift_card.", "tax.")
FACTS = {
    name: kind
    for name, kind in fact_types().items()
    if kind.__module__.split(".")[1] in ROOMS and not name.startswith(NOT_OF_ORDERS)
}
NOON = 20_000 * DAY + 12 * HOUR


@pytest.fixture
def store() -> Place:
    return place("SOL", kind=PlaceKind.STORE)


def body_of(kind, at: PlaceId):
    """A body with a plausible value for every field."""
    body = {}
    for field in fields(kind):
        if field.name == "place_id":
            body[field.name] = at
        elif field.name == "lines":
            body[field.name] = [[1, 2], [2, 1]]
        elif field.name.endswith(("_minor", "_no")):
            body[field.name] = 1200
        elif field.name.endswith(("_at", "_until")):
            body[field.name] = NOON + (HOUR if field.name.startswith(("end", "latest")) else 0)
        else:
            body[field.name] = "other" if field.name == "cause" else "ready"
    return {"currency": "EUR", **body} if "currency" not in body else {**body, "currency": "EUR"}


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("name", FACTS)
def test_every_fact_of_an_order_is_told_whole(store, name, language):
    net = Network([], [], [store], [])
    said = tell(name, body_of(FACTS[name], store.place_id), net, speak(language))
    assert said != name
    assert UNTOLD not in said
    assert "{" not in said


def test_a_fact_is_told_with_its_place_its_units_and_its_money(store):
    net, words = Network([], [], [store], []), speak("en", "Europe/Madrid", "ES")
    told = {"place_id": store.place_id, "lines": [[1, 2], [2, 1]], "reason": "broken"}
    assert (
        tell("fulfilment.refused.v1", told, net, words) == f"{store.name} refused 3 units: broken"
    )
    moved = {"counter": "shipped", "lines": [{"line_no": 1, "quantity": 2}]}
    assert tell("order.lines_moved.v1", moved, net, words) == "2 units shipped"
    issued = {"number": "ES-1", "net_minor": 1000, "tax_minor": 210, "currency": "EUR"}
    assert tell("invoice.issued.v1", issued, net, words) == "Invoice ES-1 issued for €12.10"
    sent = {"start_at": NOON, "cause": "customer"}
    assert tell("appointment.released.v1", sent, net, words).endswith(": customer")


def test_a_fact_without_words_goes_by_its_name_and_a_gap_shows(store):
    net, words = Network([], [], [store], []), speak("en")
    assert tell("moon.risen.v1", {}, net, words) == "moon.risen.v1"
    assert tell("goods.packed.v1", {}, net, words) == f"Packed at {UNTOLD}"
