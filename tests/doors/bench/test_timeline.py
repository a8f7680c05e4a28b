"""The bench of the whole view: rows for each size, of persons with as long a past as it says."""

from paraguas.doors.bench.crowd import BUSY, BUSY_ORDERS, ORDERS_EACH
from paraguas.doors.bench.timeline import MOST_TIMES, VIEW, measure

LEAST = BUSY * BUSY_ORDERS // ORDERS_EACH


def test_there_is_a_row_for_each_size_held_against_the_first():
    told: list[str] = []
    first, second = measure((LEAST, LEAST + 60), told.append)
    assert (first.what, first.size, first.bar, first.holds) == (VIEW, LEAST, None, True)
    assert (second.size, second.reference) == (LEAST + 60, first.ours)
    assert second.bar
    assert second.ours
    assert first.ours
    assert second.holds is (second.ours <= second.bar)
    assert abs(second.bar - MOST_TIMES * first.ours) < 1
    assert told[0] == f"{LEAST:,} persons, {LEAST * ORDERS_EACH:,} orders"
