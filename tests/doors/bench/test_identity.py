"""The bench of identity: what it measures, and the evaluator that judges partitions."""

import pytest

from paraguas.customers.rules import clustering
from paraguas.customers.rules.neighbourhood import Neighbourhood
from paraguas.doors.bench.identity import HISTORIES, measure
from paraguas.doors.bench.person_histories import differing
from paraguas.doors.bench.truth import agreement, febrl
from paraguas.plumbing.db import open_database
from paraguas.plumbing.secret_store import make_secrets


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


def test_there_is_a_row_for_each_size_for_histories_and_for_each_set_that_is_there():
    rows = list(measure((20, 60), 400, lambda _: None))
    assert [row.size for row in rows[:3]] == [20, 60, 400]
    assert all(row.p99_ms and row.unit == "ms" for row in rows[:2])
    assert (rows[2].what, rows[2].ours, rows[2].holds) == (HISTORIES, 0.0, True)
    sets = [name for name in ("febrl 1", "febrl 2", "febrl 3", "febrl 4") if febrl(name)]
    assert [row.what for row in rows[3:]] == sets
    assert all(row.holds for row in rows[3:])


@pytest.fixture
def empty(tmp_path, every_table):
    database = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
    database.create()
    with database.writing() as tx:
        make_secrets(tx, {"contact": "s" * 64})
    database.close()
    return tmp_path / "empty.db"


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_done_persons_are_what_the_naive_way_makes_them(empty, seed):
    assert list(differing([seed], 100, empty)) == [(100, "")]


@pytest.mark.parametrize("rule", ["is_firm", "is_bar"])
def test_persons_that_are_kept_by_another_rule_are_found(monkeypatch, empty, rule):
    monkeypatch.setattr(clustering, rule, lambda *_: False)
    assert any(different for _, different in differing(range(6), 60, empty))


def test_a_point_that_closes_without_consequence_is_found(monkeypatch, empty):
    monkeypatch.setattr(Neighbourhood, "_close", lambda *_: None)
    assert any(different for _, different in differing([16], 60, empty))
