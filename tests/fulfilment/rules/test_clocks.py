import pytest

from paraguas.fulfilment.model import ServiceLevel, Status
from paraguas.fulfilment.rules.clocks import step_due_at
from paraguas.values.time import HOUR, MINUTE, Period
from tests.fulfilment.given import NOW, pick_up

LEVEL = ServiceLevel("store", 30, 20, 60)


def always(since):
    return [Period(since - HOUR, since + 100 * HOUR)]


@pytest.mark.parametrize(
    ("status", "minutes"),
    [
        (Status.RELEASED, 30),
        (Status.ACCEPTED, 20),
        (Status.PICKING, 60),
        (Status.STAGED, 60),
    ],
)
def test_each_step_has_its_time_since_the_one_before(status, minutes):
    assert step_due_at(pick_up(status=status), LEVEL, always) == NOW + minutes * MINUTE


@pytest.mark.parametrize("status", [Status.WAITING, Status.READY, Status.PACKED, Status.CANCELLED])
def test_nobody_waits_for_the_store_in_other_states(status):
    assert step_due_at(pick_up(status=status), LEVEL, always) is None


def test_the_clock_runs_in_opening_hours_only():
    def closed_for_a_night(since):
        return [Period(since - HOUR, since + 10 * MINUTE), Period(since + 12 * HOUR, since + DAYS)]

    assert step_due_at(pick_up(), LEVEL, closed_for_a_night) == NOW + 12 * HOUR + 20 * MINUTE


DAYS = 99 * HOUR


def test_no_clock_runs_for_what_is_held_or_has_no_level():
    assert step_due_at(pick_up(hold="in doubt"), LEVEL, always) is None
    assert step_due_at(pick_up(), None, always) is None


def test_the_clock_of_what_is_scheduled_begins_then():
    later = pick_up(not_before=NOW + 5 * HOUR)
    assert step_due_at(later, LEVEL, always) == NOW + 5 * HOUR + 30 * MINUTE
