"""A second pricer of points, written apart from the room: point by point, day by day, no books.

It knows every order as it is kept now, and walks all days from the first on, as if nothing else had
ever been bought.  It is slow and plain on purpose: what it says is what loyalty is held to.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from msgspec import Struct, field


class NaiveLine(Struct):
    """Units of something in an order; price for all of them in minor units."""

    department: str
    units: int
    price: int
    returned: int = 0


class NaiveOrder(Struct):
    """An order: when, in which currency, by which tier; `windows` tells from when on points count.

    windows: day it was known -> day its points become usable, or None while goods are to come.
    """

    day: int
    currency: str
    tier_extra: int
    lines: list[NaiveLine]
    windows: list[tuple[int, int | None]] = field(default_factory=list)
    life: int | None = None


class NaiveRules(Struct):
    """What is earned for what; percentages in whole percents."""

    rates: dict[str, tuple[int, int]]
    department_extra: dict[str, int]
    excluded: set[str]
    each: dict[str, int]
    threshold: dict[str, int]
    bonus: int


def price_points(order: NaiveOrder, rules: NaiveRules) -> tuple[int, int]:
    """Tell what the kept units of an order earn, and what counts towards tiers."""
    if order.currency not in rules.rates:
        return 0, 0
    points, per = rules.rates[order.currency]
    earned, plain = Fraction(0), 0
    spent = 0
    for line in order.lines:
        kept = line.units - line.returned
        cost = _part(line.price, kept, line.units)
        if kept == 0 or cost <= 0 or line.department in rules.excluded:
            continue
        percent = 100 + order.tier_extra + rules.department_extra.get(line.department, 0)
        earned += Fraction(cost * points * max(0, percent), per * 100)
        earned += rules.each.get(line.department, 0) * kept
        spent += cost
        plain += cost * points
    limit = rules.threshold.get(order.currency)
    if spent > 0 and limit is not None and spent >= limit:
        earned += rules.bonus
    return int(earned), plain // per


def _part(price: int, kept: int, units: int) -> int:
    """Share a price by units, halves up."""
    return (2 * price * kept + units) // (2 * units)


@dataclass(slots=True, eq=False)
class _Point:
    born: int
    lot: int
    usable: bool = False
    expires: int | None = None
    state: str = "there"


def walk(
    rules: NaiveRules, orders: list[NaiveOrder], doings: list[tuple[int, str, Any]], until: int
) -> tuple[int, int]:
    """Walk the days up to one, and tell what may be spent (below 0: owed) and what is pending.

    doings, in their order: (day, "order", number), (day, "window", number),
    (day, "burn", (number, points)), (day, "back", (number, points, least life)),
    (day, "gift", (points, life)).
    """
    walking = _Walk(rules, orders)
    for day in range(until + 1):
        walking.morning(day)
        for when, what, about in doings:
            if when == day:
                walking.do(day, what, about)
                walking.morning(day)
    usable = sum(one.usable and one.state == "there" for one in walking.points)
    pending = sum(not one.usable and one.state == "there" for one in walking.points)
    return usable - sum(len(owed) for owed in walking.owed.values()), pending


class _Walk:
    def __init__(self, rules: NaiveRules, orders: list[NaiveOrder]) -> None:
        self.rules = rules
        self.orders = orders
        self.points: list[_Point] = []
        self.window: dict[int, int | None] = {}
        self.life: dict[int, int | None] = {}
        self.burnt: dict[int, list[_Point]] = {}
        self.owed: dict[int, list[None]] = {}
        self.lots = 0
        self.lot_of: dict[int, int] = {}

    def morning(self, day: int) -> None:
        for one in self.points:
            late = one.expires is not None and one.expires <= day
            if late and one.usable and one.state == "there":
                one.state = "expired"
        for lot, usable_on in self.window.items():
            if usable_on is not None and usable_on <= day:
                for one in self.points:
                    if one.lot == lot and not one.usable:
                        one.usable = True
                        life = self.life[lot]
                        one.expires = None if life is None else usable_on + life
        self.pay()
        for one in self.points:
            late = one.expires is not None and one.expires <= day
            if late and one.usable and one.state == "there":
                one.state = "expired"

    def do(self, day: int, what: str, about: Any) -> None:
        if what == "order":
            order = self.orders[about]
            self.lots += 1
            self.lot_of[about] = self.lots
            self.window[self.lots] = self._known(order, day)
            self.life[self.lots] = order.life
            earned, _ = price_points(order, self.rules)
            self.points += [_Point(day, self.lots) for _ in range(earned)]
        elif what == "window":
            lot = self.lot_of[about]
            self.window[lot] = self._known(self.orders[about], day)
        elif what == "gift":
            points, life = about
            self.lots += 1
            self.window[self.lots], self.life[self.lots] = day, life
            self.points += [_Point(day, self.lots) for _ in range(points)]
        elif what == "burn":
            number, points = about
            self.burnt[number], self.owed[number] = [], [None] * points
        else:
            self.give_back(day, *about)

    def pay(self) -> None:
        for number in self.owed:
            while self.owed[number]:
                best = self.soonest()
                if best is None:
                    return
                best.state = "burnt"
                self.burnt[number].append(best)
                self.owed[number].pop()

    def soonest(self) -> _Point | None:
        free = [one for one in self.points if one.usable and one.state == "there"]
        return min(free, key=lambda one: (one.expires is None, one.expires, one.lot), default=None)

    def give_back(self, day: int, number: int, points: int, least: int) -> None:
        for _ in range(points):
            if self.owed[number]:
                self.owed[number].pop()
                continue
            burnt = self.burnt[number]
            last_lot = list(dict.fromkeys(one.lot for one in burnt))[-1]
            point = next(one for one in burnt if one.lot == last_lot)
            burnt.remove(point)
            point.state = "there"
            for other in self.points:
                if other.lot == point.lot and other.expires is not None:
                    other.expires = max(other.expires, day + least)

    @staticmethod
    def _known(order: NaiveOrder, day: int) -> int | None:
        told = [usable for known, usable in order.windows if known <= day]
        return told[-1] if told else None
