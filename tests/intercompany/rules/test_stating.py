import pytest

from paraguas.intercompany.errors import StatementMonth
from paraguas.intercompany.rules.stating import month_of
from paraguas.values.time import DAY, iso


def test_a_month_runs_by_the_clock_of_its_zone():
    may = month_of("2026-05", "Europe/Madrid")
    assert iso(may.start_at) == "2026-04-30T22:00:00Z"
    assert (may.end_at - may.start_at) // DAY == 31
    assert month_of("2026-12", "UTC").end_at == month_of("2027-01", "UTC").start_at


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-5", "x-05", "2026-05-01", "+026-05"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(StatementMonth):
        month_of(text, "UTC")
