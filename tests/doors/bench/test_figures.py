"""How a figure is held against its bar."""

from paraguas.doors.bench.figures import LONE, SPREAD, against_peer, audited, compare, limit


def test_a_rate_holds_from_its_bar_on():
    assert compare(SPREAD, "sqlite", 1, reference=1000, ours=120).holds
    assert not compare(SPREAD, "sqlite", 1, reference=1000, ours=119).holds
    assert not compare(SPREAD, "postgres", 1, reference=1000, ours=149).holds


def test_a_limit_holds_up_to_its_bar():
    row = limit(LONE, "sqlite", 1, reference=0.5, ours=3.0, unit="ms")
    assert row.holds
    assert row.bar == 3.0
    assert not limit(LONE, "sqlite", 1, reference=0.5, ours=3.1, unit="ms").holds


def test_the_slower_database_stands_against_the_peer():
    rows = [
        compare(SPREAD, "sqlite", 10, reference=1000, ours=900),
        compare(SPREAD, "postgres", 10, reference=1000, ours=869),
    ]
    (row,) = against_peer(rows)
    assert (row.database, row.size, row.ours) == ("both", 10, 869)
    assert not row.holds
    assert list(against_peer(rows[:1])) == []


def test_no_figure_holds_on_books_that_are_wrong():
    row = compare(SPREAD, "sqlite", 1, reference=1, ours=1)
    assert audited(row, 0).holds
    assert not audited(row, 2).holds
    assert "audit found 2" in audited(row, 2).note
