"""What torture says of itself."""

from time import monotonic

from paraguas.doors.torture.report import Effort, Tally, as_table, effort


def test_a_failure_has_a_sentence_and_is_counted():
    tally = Tally(tried=10)
    tally.problems.update(["lost", "lost", "doubled"])
    row = tally.row("kills", "sqlite", "of 50")
    assert (row.tried, row.failed, row.bar, row.holds) == (10, 3, 0, False)
    assert row.note == "of 50; lost (x2); doubled (x1)"
    assert as_table([row]).row_count == 1


def test_what_was_not_tried_does_not_hold():
    assert not Tally().row("kills", "sqlite").holds
    assert Tally(tried=1).row("kills", "sqlite").holds


def test_an_effort_is_bounded_in_count_and_time():
    assert effort(0.1, 1.0).of(50) == 5
    assert effort(0.001, 1.0).of(50) == 1
    assert not effort(0.1, 1.0).is_over
    assert Effort(1.0, monotonic()).is_over
