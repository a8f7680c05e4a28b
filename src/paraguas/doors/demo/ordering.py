"""First chapter: chosen on the web, ordered by telephone, paid with two tenders."""

from secrets import randbelow, token_hex

from paraguas.appointments.model import Appointment
from paraguas.doors.api.appointments import SlotOut
from paraguas.doors.api.basket_shapes import BasketOut
from paraguas.doors.api.stock import KeptOut
from paraguas.doors.demo.cast import GIFT_CARD_MINOR, MARKET, WAREHOUSE
from paraguas.doors.demo.expecting import expect, until
from paraguas.doors.demo.story import PHONE, SET_UP, Story
from paraguas.orders.rules.confirming import Confirmation

LANGUAGE = "fr"
"""What the customer reads; she lives in Madrid, and the country does not decide it."""

PHONE_MINOR, SET_UP_MINOR, CASE_MINOR = 59_900, 2_900, 2_490
TOTAL_MINOR = PHONE_MINOR + SET_UP_MINOR + CASE_MINOR
POINTS = POINTS_MINOR = 4_000
"""A point pays a cent."""

CARD_MINOR = TOTAL_MINOR - GIFT_CARD_MINOR - POINTS_MINOR

HOME_ADDRESS = {
    "line1": "Calle de Velázquez 24",
    "postal_code": "28001",
    "city": "Madrid",
    "region": "MD",
    "country": "ES",
    "latitude": 40_425_000,
    "longitude": -3_684_300,
}
PERSON = {
    "name": "Claire Moreau",
    "email": f"claire.{token_hex(4)}@example.com",
    "phone": f"+34 6{randbelow(10**8):08}",
}
"""Nobody an earlier demonstration knew: she is to be known twice, and nobody else is to be she."""

_WISH = {
    "person": PERSON,
    "language": LANGUAGE,
    "lines": [
        {"sku": "PHONE-128-BLACK", "quantity": 1, "group": 0},
        {"sku": "SETUP-PHONE", "quantity": 1, "group": 1, "bound_to": 0},
        {"sku": "CASE-CLEAR", "quantity": 1, "group": 2},
    ],
    # No store is named: the nearest to her home is chosen, and the set-up is where the goods are.
    "groups": [
        {"kind": "pick_up", "address": HOME_ADDRESS},
        {"kind": "service"},
        {"kind": "ship", "address": HOME_ADDRESS},
    ],
}


def receive_goods(story: Story) -> str:
    """Receive telephones in two stores and cases in the warehouse."""
    for place, caller in story.cast.staff.items():
        sku = "CASE-CLEAR" if place == WAREHOUSE else "PHONE-128-BLACK"
        came = {"document": token_hex(8), "lines": [{"sku": sku, "quantity": 5}]}
        kept = caller.write("/v1/stock/receipts", {"place": place, **came}, KeptOut)
        expect(f"whether the delivery to {place} counts", kept.recorded, wanted=True)
    return "Telephones come to two stores in Madrid, cases to the warehouse in Getafe."


def open_on_the_web(story: Story) -> str:
    """Choose the telephone on the web."""
    wish = {"market": MARKET, "lines": [{"sku": "PHONE-128-BLACK", "quantity": 1}]}
    basket = story.cast.shop.write("/v1/baskets", wish, BasketOut)
    story.basket = f"/v1/baskets/{basket.basket_id}"
    expect("the door of the basket", basket.channel, "web")
    expect("units held for the basket", sum(hold.quantity for hold in basket.held), 1)
    return f"Claire chooses a telephone on the web, {story.money(PHONE_MINOR)}; one is held."


def take_on_by_phone(story: Story) -> str:
    """Go on with the same basket by telephone; a set-up and a case come with it."""
    agent, nearest = story.cast.agent, story.cast.nearest
    taken = agent.write(f"{story.basket}/hand-over", {}, BasketOut)
    expect("the door of the basket", taken.channel, "phone")
    wish = {**_WISH, "version": taken.version}
    basket = agent.write(story.basket, wish, BasketOut, method="PUT")
    expect("what is wrong with the basket", basket.problem, None)
    expect("the quote", basket.quote and basket.quote.total_minor, TOTAL_MINOR)
    here = sum(hold.quantity for hold in basket.held if hold.place == nearest.code)
    expect("telephones held in the nearest store", here, 1)
    return (
        "She rings up. Elena goes on with the same basket, adds a set-up, and a case to be sent: "
        f"{story.money(TOTAL_MINOR)}."
    )


def order_and_pay(story: Story) -> str:
    """Order, and pay with points, gift card and card; asked twice, it is one order."""
    points = {"kind": "points", "amount_minor": POINTS_MINOR, "token": story.members[0]}
    gift = {"kind": "gift_card", "amount_minor": GIFT_CARD_MINOR, "token": story.cast.gift_card}
    paying = {"tenders": [points, gift, {"kind": "card", "token": "tok_ok"}]}
    agent, nearest = story.cast.agent, story.cast.nearest
    placed = agent.write(f"{story.basket}/complete", paying, Confirmation)
    again = agent.write(f"{story.basket}/complete", paying, Confirmation)
    expect("the order that a second try gives", again.order_id, placed.order_id)
    expect("the total", placed.total_minor, TOTAL_MINOR)
    story.order_id, story.number = placed.order_id, placed.number
    until("the card is authorised", lambda: story.order().payment_status == "authorised")
    order = story.order()
    expect("the language of the order", order.language, LANGUAGE)
    expect("the door of the order", order.channel, "phone")
    expect("where it is fetched", order.groups[0].place_id, nearest.place_id)
    ready = story.words.moment(story.promise(PHONE).latest_at)
    return (
        f"Order {story.number}: {POINTS} points, {story.money(GIFT_CARD_MINOR)} by gift card, "
        f"{story.money(CARD_MINOR)} by card. To be fetched in {nearest.name}, "
        f"{nearest.distance_m} m from her home, from {ready}."
    )


def book_set_up(story: Story) -> str:
    """Book the first time at which a skilled associate is free and the goods are there."""
    line = f"{story.order_path}/lines/{SET_UP}"
    slots = story.cast.agent.read(f"{line}/slots", list[SlotOut])
    ready_at = story.promise(PHONE).latest_at
    expect("whether the goods are there first", ready_at <= slots[0].start_at, wanted=True)
    first = {"start_at": slots[0].start_at}
    booked = story.cast.agent.write(f"{line}/appointment", first, Appointment)
    expect("where the set-up is", booked.place_id, story.cast.nearest.place_id)
    expect("when the set-up is promised", story.promise(SET_UP).earliest_at, booked.start_at)
    story.appointment_id = booked.appointment_id
    return f"Set-up booked: {story.appointment_span()}."
