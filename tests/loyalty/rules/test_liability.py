"""Revenue and liability of points, by the examples of IFRS 15."""

from hypothesis import given, strategies as st

from paraguas.doors.bench.loyalty import IFRS_VECTORS
from paraguas.loyalty.rules.liability import earned_minor, liability, revenue_minor


def test_the_examples_are_exact():
    assert [revenue_minor(*given) for given, _ in IFRS_VECTORS] == [4_175, 3_552, 4_140]
    assert [told for _, told in IFRS_VECTORS] == [4_175, 3_552, 4_140]


def test_nothing_expected_brings_nothing_and_more_than_expected_brings_all():
    assert earned_minor(9_000, 0, 0) == 0
    assert earned_minor(9_000, 10_000, 9_700) == 9_000
    assert liability(9_000, 10_000, 4_500, 97_000).owed_minor == 9_000 - 4_175


@given(
    allocated=st.integers(0, 10**12),
    issued=st.integers(0, 10**9),
    spent=st.integers(0, 10**9),
    expected=st.integers(0, 100_000),
)
def test_never_more_is_earned_than_was_allocated(allocated, issued, spent, expected):
    told = liability(allocated, issued, spent, expected)
    assert 0 <= told.earned_minor <= allocated
    assert told.earned_minor + told.owed_minor == allocated
