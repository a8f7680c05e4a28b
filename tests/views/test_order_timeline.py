"""Every fact of an order has words in every language, and they leave nothing open."""

import pytest
from msgspec.inspect import type_info

from paraguas.doors.fact_schemas import fact_types
from paraguas.network.model import Place, PlaceKind
from paraguas.network.queries import Network
from paraguas.orders.model import Line
from paraguas.plumbing.words import speak
from paraguas.values.ids import PlaceId
from paraguas.values.language import SPOKEN
from paraguas.values.time import DAY, HOUR
from paraguas.views.order_timeline import MOST_ITEMS, UNTOLD, Reading, tell
from tests.network.places import place

ROOMS = ("orders", "payments", "fulfilment", "invoices", "messages", "compensation")
NOT_OF_ORDERS = (
    *("account.", "basket.", "compensation.rules", "gift_card.", "store_credit.", "tax."),
)
FACTS = {
    name: kind
    for name, kind in fact_types().items()
    if kind.__module__.split(".")[1] in ROOMS and not name.startswith(NOT_OF_ORDERS)
}
TIMES = "\N{MULTIPLICATION SIGN}"
NOON = 20_000 * DAY + 12 * HOUR


@pytest.fixture
def store() -> Place:
    return place("SOL", kind=PlaceKind.STORE)


def line(number: int, title: str) -> Line:
    return Line(
        *(number, 1, "a" * 32, f"SKU-{number}", title, "piece", 9, 100, 1, 0, 900),
        *("standard", "ES", 21_000, 156),
    )


LINES = {number: line(number, title) for number, title in ((1, "Phone"), (2, "Case"))}


def reading(store, words, lines=LINES) -> Reading:
    return Reading(words, Network([], [], [store], []), lines, {})


def body_of(kind, at: PlaceId):
    """A body with a plausible value for every field."""
    body = {}
    for field in type_info(kind).fields:
        name = field.name
        if name == "place_id":
            body[name] = at
        elif name == "lines":
            body[name] = [[1, 2], [2, 1]]
        elif name.endswith(("_minor", "_no")):
            body[name] = 1200
        elif name.endswith(("_at", "_until")):
            body[name] = NOON + (HOUR if name.startswith(("end", "latest")) else 0)
        else:
            body[name] = "other" if name == "cause" else "ready"
    return {"currency": "EUR", **body} if "currency" not in body else {**body, "currency": "EUR"}


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("name", FACTS)
def test_every_fact_of_an_order_is_told_whole(store, name, language):
    said = tell(name, body_of(FACTS[name], store.place_id), reading(store, speak(language)))
    assert said != name
    assert UNTOLD not in said
    assert "{" not in said


def test_a_fact_is_told_with_its_place_its_items_and_its_money(store):
    english = reading(store, speak("en", "Europe/Madrid", "ES"))
    told = {"place_id": store.place_id, "lines": [[1, 2], [2, 1]], "reason": "broken box"}
    refused = tell("fulfilment.refused.v1", told, english)
    assert refused == f"{store.name} cannot give 2 {TIMES} Phone, 1 {TIMES} Case: broken box"
    moved = {"counter": "shipped", "lines": [{"line_no": 1, "quantity": 2}]}
    assert tell("order.lines_moved.v1", moved, english) == f"Shipped: 2 {TIMES} Phone"
    issued = {"number": "ES-1", "net_minor": 1000, "tax_minor": 210, "currency": "EUR"}
    assert tell("invoice.issued.v1", issued, english) == "Invoice ES-1 issued for €12.10"


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("promise.closed.v1", {"kind": "deliver", "state": "kept"}, "Promise kept: delivery"),
        ("appointment.released.v1", {"start_at": NOON, "cause": "customer"},
         "Appointment of Friday 4 October, 14:00 given up, because the customer asked for it"),
        ("payment.declined.v1",
         {"kind": "authorise", "reason": "insufficient_funds", "amount_minor": 500},
         "€5.00 could not be set aside: there is not enough money on the card"),
        ("goods.handed_over.v1", {"proof": "identity"},
         f"Handed over at {UNTOLD} against an identity document"),
        ("letter.sent.v1", {"moment": "ready_for_pick_up"}, "Letter sent: ready for pick-up"),
    ],
)  # fmt: skip
def test_codes_are_told_in_words(store, name, body, said):
    english = reading(store, speak("en", "Europe/Madrid", "ES"))
    assert tell(name, {"currency": "EUR", **body}, english) == said


def test_many_items_are_counted(store):
    lines = {number: line(number, f"Thing {number}") for number in range(1, 10)}
    body = {"counter": "picked", "lines": [[number, 1] for number in lines]}
    said = tell("order.lines_moved.v1", body, reading(store, speak("en"), lines))
    assert said.startswith(f"Picked: 1 {TIMES} Thing 1, ")
    assert said.endswith(f" and {9 - MOST_ITEMS} more")


def test_a_fact_without_words_goes_by_its_name_and_a_gap_shows(store):
    english = reading(store, speak("en"))
    assert tell("moon.risen.v1", {}, english) == "moon.risen.v1"
    assert tell("goods.packed.v1", {}, english) == f"Packed at {UNTOLD}"
