"""How accounts stand: lots that expire first are spent first, debts are paid, returns are as if."""

from hypothesis import given, settings, strategies as st

from paraguas.doors.bench.points_histories import History, differing
from paraguas.loyalty.model import Account, Event, EventKind, Ledger
from paraguas.loyalty.rules.book import open_book
from paraguas.loyalty.rules.standing import replay
from paraguas.values.time import DAY


def earned(number, points, day, *, life=None, usable=0):
    told = (number, EventKind.EARNED, Ledger.ISSUED, "a" * 32, 0, points, day * DAY)
    life_us = None if life is None else life * DAY
    return Event(*told, usable_at=(day + usable) * DAY, life=life_us)


def taken(number, points, day):
    return Event(number, EventKind.TAKEN, Ledger.BURNT, "b" * 32, 1, points, day * DAY)


def revised(number, of_event, points, day):
    told = (number, EventKind.REVISED, Ledger.ISSUED, "a" * 32, 0, points, day * DAY)
    return Event(*told, of_event=of_event)


def given_back(number, of_event, points, day, least=0):
    told = (number, EventKind.GIVEN_BACK, Ledger.BURNT, "b" * 32, 2, points, day * DAY)
    return Event(*told, of_event=of_event, back_life=least * DAY)


def passed(number, day):
    return Event(number, EventKind.PASSED, Ledger.EXPIRED, "a" * 32, 0, 0, day * DAY)


def lots(standing):
    return {number: (lot.left, lot.spent, lot.expired) for number, lot in standing.lots.items()}


@settings(max_examples=300, deadline=None)
@given(chance=st.randoms(use_true_random=False), steps=st.integers(1, 14))
def test_any_history_is_what_the_naive_pricer_says(chance, steps):
    history = History(chance)
    history.live(steps)
    assert not history.different


def test_two_thousand_long_histories_are_what_the_naive_pricer_says():
    assert differing(range(2_000), 12, every=6) == []


def test_what_expires_first_is_spent_first_and_for_ever_last():
    events = [earned(1, 10, 0), earned(2, 10, 0, life=9), earned(3, 10, 0, life=5), taken(4, 15, 1)]
    assert lots(replay(events)) == {1: (10, 0, 0), 2: (5, 5, 0), 3: (0, 10, 0)}


def test_points_are_pending_until_their_day_and_gone_after_their_life():
    events = [earned(1, 10, 0, usable=3, life=4)]
    for day, (active, pending) in {2: (0, 10), 3: (10, 0), 6: (10, 0), 7: (0, 0)}.items():
        standing = replay([*events, passed(2, day)])
        assert (standing.active, standing.pending) == (active, pending), day


def test_given_back_points_are_in_the_lots_they_came_from_and_last_a_while():
    events = [earned(1, 10, 0, life=5), earned(2, 10, 0, life=9), taken(3, 15, 1)]
    standing = replay([*events, given_back(4, 3, 7, 4)])
    assert lots(standing) == {1: (2, 8, 0), 2: (10, 0, 0)}
    late = replay([*events, given_back(4, 3, 15, 20, least=3), passed(5, 22)])
    assert late.active == 15
    assert replay([*events, given_back(4, 3, 15, 20, least=3), passed(5, 23)]).active == 0


def test_a_return_of_points_that_were_spent_leaves_a_debt_the_next_points_pay():
    events = [earned(1, 100, 0), taken(2, 60, 1), revised(3, 1, 20, 2)]
    standing = replay(events)
    assert (standing.active, standing.debt) == (0, 40)
    paid = replay([*events, earned(4, 30, 3), earned(5, 30, 4)])
    assert (paid.active, paid.debt) == (20, 0)


def test_what_expired_meanwhile_is_what_would_have_without_the_goods_given_up():
    """Had lot 1 never been, the spending would have come out of lot 2, which then expired."""
    events = [earned(1, 100, 0, life=10), earned(2, 100, 0, life=20), taken(3, 100, 5)]
    before = replay([*events, passed(4, 30)])
    assert lots(before) == {1: (0, 100, 0), 2: (0, 0, 100)}
    standing = replay([*events, passed(4, 30), revised(5, 1, 0, 31)])
    assert (standing.active, standing.debt) == (0, 0)
    assert lots(standing) == {1: (0, 0, 0), 2: (0, 100, 0)}


def test_a_book_opened_on_lots_alone_goes_on_as_one_that_knows_its_story():
    told = [earned(1, 50, 0, life=9), earned(2, 50, 1, life=4)]
    whole = replay(told)
    short = open_book(Account("c" * 32, "N", "p", 0, last_event=2), whole.lots.values())
    burnt = {"ledger": Ledger.BURNT, "cause_id": "b" * 32, "cause_no": 1, "points": 60}
    short.happen(EventKind.TAKEN, 2 * DAY, **burnt)
    assert lots(short.standing) == lots(replay([*told, taken(3, 60, 2)]))
    assert sum(posting.points for _, _, posting in short.written().postings) == 0
