"""Many rows in one statement come out as they went in, on either database."""

from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import Boolean, Column, Integer, SmallInteger, String, select

from paraguas.plumbing.bulk import GuardedUpdate, pg_type
from paraguas.plumbing.facts import facts
from paraguas.plumbing.replies import replies
from paraguas.plumbing.schema import IdType, Instant, Json
from tests.plumbing.notes import TAKE, counts, put

words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
hexes = st.uuids().map(lambda one: one.hex)
moments = st.integers(-(2**63), 2**63 - 1)
FACTS = (
    "stream_id",
    "fact_id",
    "name",
    "at",
    "door",
    "actor",
    "reason",
    "handling_seconds",
    "body",
)
REPLIES = ("key_id", "fingerprint", "at", "status", "body")
fact_rows = st.lists(
    st.tuples(
        *(hexes, hexes, words, moments, words, words, st.none() | words),
        *(st.none() | st.integers(-(2**31), 2**31 - 1), words),
    ),
    unique_by=lambda row: row[:2],
    max_size=8,
)
reply_rows = st.lists(
    st.tuples(hexes, hexes, moments, st.integers(-(2**15), 2**15 - 1), st.binary(max_size=20)),
    unique_by=lambda row: row[0],
    max_size=8,
)
quick = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def round_trip(db, table, columns, rows):
    with db.writing() as tx:
        tx.run(table.delete())
        tx.insert(table, columns, rows)
        found = tx.all(select(*(table.c[name] for name in columns)))
    return {tuple(row) for row in found}


@quick
@given(fact_rows)
def test_ids_texts_instants_and_nothing_come_back(db, rows):
    assert round_trip(db, facts, FACTS, rows) == set(rows)


@quick
@given(reply_rows)
def test_bytes_come_back(db, rows):
    assert round_trip(db, replies, REPLIES, rows) == set(rows)


def test_two_hands_that_share_rows_in_opposite_order_both_get_through(db):
    # They lie, and are asked for, in the order in which they must not be locked.
    put(db, b=9, a=9)
    problems = []

    def other_hand():
        try:
            with db.writing() as tx:
                tx.update(TAKE, [("b", 1), ("a", 1)])
        except Exception as problem:  # noqa: BLE001 - told below, in the test's own thread
            problems.append(problem)

    other = Thread(target=other_hand)
    with db.writing() as tx:
        tx.update(TAKE, [("a", 1)])
        other.start()
        other.join(0.2)
        tx.update(TAKE, [("b", 1)])
    other.join()
    assert problems == []
    assert counts(db) == {"a": 7, "b": 7}


def test_a_value_of_a_row_may_be_another_columns_type(db):
    put(db, a=1)
    rename = GuardedUpdate(
        TAKE.table, keys=("name",), givens={"new": "name", "n": "version"},
        sets="name = {new}, version = {n}", guard="t.version < {n}",
    )  # fmt: skip
    with db.writing() as tx:
        tx.update(rename, [("a", "b", 2)])
    assert counts(db) == {"b": 2}


@pytest.mark.parametrize(
    ("column", "name"),
    [
        (IdType(), "uuid"),
        (Instant(), "bigint"),
        (SmallInteger(), "smallint"),
        (Integer(), "integer"),
        (Boolean(), "boolean"),
        (String(12), "varchar(12)"),
        (Json(), "text"),
        (replies.c.body.type, "bytea"),
    ],
)
def test_types_are_named_as_postgresql_does(column, name):
    assert pg_type(Column("x", column).type) == name
