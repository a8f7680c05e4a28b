"""The bench of loyalty: both pricers agree, the vectors are exact, and the one is told apart."""

from random import Random

from paraguas.doors.bench.loyalty import HISTORIES, TOLD, VECTORS, measure
from paraguas.doors.bench.naive_points import NaiveLine, NaiveOrder, NaiveRules, price_points, walk
from paraguas.doors.bench.points_histories import History, differing
from paraguas.loyalty.rules.standing import Standing

RULES = NaiveRules({"EUR": (1, 100)}, {"tea": 50}, {"cards"}, {"cups": 2}, {"EUR": 1_000}, 10)


def test_there_is_a_row_for_histories_vectors_and_speed():
    told: list[str] = []
    rows = measure(40, told.append)
    assert [row.what for row in rows] == [HISTORIES, VECTORS, TOLD]
    assert [row.holds for row in rows[:2]] == [True, True]
    assert told == ["40 of 40 histories, 0 different"]


def test_the_naive_pricer_prices_and_walks():
    lines = [
        NaiveLine("tea", 2, 400),
        NaiveLine("cups", 3, 300, returned=1),
        NaiveLine("cards", 1, 999),
    ]
    order = NaiveOrder(0, "EUR", 0, lines, [(0, 2)], life=3)
    assert price_points(order, RULES) == (6 + 2 + 4, 6)
    doings = [(0, "order", 0), (2, "burn", (1, 5)), (3, "back", (1, 2, 4))]
    assert walk(RULES, [order], doings, 1) == (0, 12)
    assert walk(RULES, [order], doings, 2) == (7, 0)
    assert walk(RULES, [order], doings, 3) == (9, 0)
    assert walk(RULES, [order], doings, 7) == (0, 0)


def test_a_pricer_that_spends_in_another_order_is_found(monkeypatch):
    usual = Standing.expiring_first
    monkeypatch.setattr(Standing, "expiring_first", lambda self: usual(self)[::-1])
    assert differing(range(40), 25)


def test_histories_hold_all_there_is():
    history = History(Random(3))
    history.live(300, every=400)
    assert {event.kind.value for event in history.events} == {
        *("earned", "revised", "taken", "given_back", "passed")
    }
    assert {order.currency for order in history.orders} == {"EUR", "GBP", "JPY", "TND"}
    assert any(lot.expired for lot in history.lots.values())


def test_thirds_of_several_lines_come_to_the_whole_they_are():
    thirds = NaiveRules({"JPY": (2, 300)}, {}, set(), {}, {}, 0)
    lines = [NaiveLine("tea", 1, price) for price in (1862, 4529, 1559)]
    assert price_points(NaiveOrder(0, "JPY", 0, lines), thirds) == (53, 53)
    assert differing([15_001], 16) == []
