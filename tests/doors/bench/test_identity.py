"""The bench of identity: what it measures, and the evaluator that judges partitions."""

import pytest

from paraguas.doors.bench.identity import measure
from paraguas.doors.bench.truth import agreement, febrl


@pytest.mark.parametrize(
    ("found", "true", "f1", "b_cubed"),
    [
        ("aabb", "aabb", 1.0, 1.0),
        ("aaaa", "aabb", 0.5, 2 / 3),
        ("abcd", "aabb", 0.0, 2 / 3),
        ("aabc", "aabb", 2 / 3, 2 * 0.75 / 1.75),
    ],
)
def test_an_agreement_is_the_f_of_pairs_and_of_b_cubed(found, true, f1, b_cubed):
    seen = agreement(found, true)
    assert seen.f1 == pytest.approx(f1)
    assert seen.b_cubed == pytest.approx(b_cubed)


def test_there_is_a_row_for_each_size_and_each_set_that_is_there():
    rows = list(measure((20, 60), lambda _: None))
    assert [row.size for row in rows[:2]] == [20, 60]
    assert all(row.p99_ms and row.unit == "ms" for row in rows[:2])
    sets = [name for name in ("febrl 1", "febrl 2", "febrl 3", "febrl 4") if febrl(name)]
    assert [row.what for row in rows[2:]] == sets
    assert all(row.holds for row in rows[2:])
