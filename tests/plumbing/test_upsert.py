"""Reference rows are saved by key, as often as one likes."""

from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select

from paraguas.plumbing.reference import versions
from paraguas.plumbing.upsert import upsert

COLUMNS = ("name", "version")


def save(db, *rows):
    with db.writing() as tx:
        return upsert(tx, versions, COLUMNS, rows)


def held(db):
    with db.reading() as tx:
        return {row.name: row.version for row in tx.all(select(versions))}


def test_only_what_is_new_or_differs_is_written(db):
    assert save(db, ("a", 1), ("b", 1)) == ([("a", 1), ("b", 1)], [])
    assert save(db, ("a", 1), ("b", 2), ("c", 3)) == ([("c", 3)], [("b", 2)])
    assert save(db, ("a", 1), ("b", 2), ("c", 3)) == ([], [])
    assert save(db) == ([], [])


def test_the_last_of_a_key_given_twice_counts(db):
    assert save(db, ("a", 1), ("a", 2)).added == [("a", 2)]


ROWS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 3)), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(ROWS, max_size=4))
def test_it_does_what_a_dict_does(db, rounds):
    with db.writing() as tx:
        tx.run(versions.delete())
    model = {}
    for rows in rounds:
        save(db, *rows)
        model.update(rows)
    assert held(db) == model
