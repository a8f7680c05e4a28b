"""Returns that race: one line at five doors at once, through lanes in threads.

Two lanes stand for two processes that share one database.
"""

from secrets import randbits

from paraguas.journeys.returning.returning import AtDesk, Requesting, request_return, return_at_once
from paraguas.plumbing.clock import now
from paraguas.returns.model import Asked, Return
from paraguas.values.by import By
from paraguas.values.ids import Ids
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp
from tests.doors.api.test_changes_races import codes, lanes, race, shop
from tests.doors.api.wishes import ANA, shipped

__all__ = ["lanes", "shop"]

SKU, PRICE, UNITS = "CASE-CLEAR", 2490, 3
STORES = ("ES-MAD-GRANVIA", "ES-MAD-SERRANO", "ES-BCN-GRACIA", "FR-PAR-RIVOLI")
DOORS = ("till", "web", "phone", "chat", "app")
PARALLEL = 50


def asking(order_id, number):
    """Ask for one unit at one of five doors: four stores and, on the web, by post."""
    at, door = now(), DOORS[number % 5]
    hand = Stamp(at, By(door, "customer"), Ids(at, randbits(128)))
    items = (Asked(line_no=1, units=1),)
    if number % 5 == 4:
        return request_return, Requesting(hand, order_id, items)
    wish = Requesting(hand, order_id, items, place=STORES[number % 5])
    return return_at_once, AtDesk(wish)


def test_fifty_returns_of_one_line_at_five_doors_never_give_back_more(shop, lanes):
    for _ in range(2):
        order_id = shop.place(shipped(SKU, UNITS, person=ANA))
        for part in shop.parts(order_id):
            shop.deliver(part)
        outcomes = race(lanes, *(asking(order_id, number) for number in range(PARALLEL)))
        unexpected = [one for one in outcomes if not isinstance(one, Return | Refusal)]
        assert unexpected == []
        assert sum(isinstance(one, Return) for one in outcomes) == UNITS
        assert set(codes(outcomes)) == {"return_too_many"}
        shop.settle()
        settled = [one for one in outcomes if isinstance(one, Return) and not one.open]
        assert shop.charged(order_id) == (UNITS - len(settled)) * PRICE
        (line,) = shop.order(order_id)["lines"]
        counters = line["counters"]
        assert counters["returned"] + counters["coming_back"] == UNITS
        assert counters["returned"] == len(settled)
