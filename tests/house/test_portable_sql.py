"""All SQL keeps to what a distributed PostgreSQL takes.

Every statement the suite runs is checked when it runs, by `portable_sql` in tests/conftest.py; here
stand the rules' own tests and what can be told from the shape of the tables.
"""

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, UniqueConstraint, text

from paraguas.plumbing.schema import metadata
from tests.house.portable import foreign_groups, heard, problems

REFUSED = [
    ("UPDATE t SET at = now() WHERE a = %s", "parameters"),
    ("INSERT INTO t (at) VALUES (CURRENT_TIMESTAMP)", "parameters"),
    ("SELECT gen_random_uuid()", "parameters"),
    ("CREATE SEQUENCE s", "sequences"),
    ("CREATE TABLE t (id serial PRIMARY KEY)", "sequences"),
    ("CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY)", "sequences"),
    ("SELECT nextval('s')", "sequences"),
    ("LISTEN news", "LISTEN"),
    ("NOTIFY news", "NOTIFY"),
    ("SELECT pg_notify('news', '')", "NOTIFY"),
    ("SELECT pg_advisory_xact_lock(1)", "advisory"),
    ("SELECT pg_try_advisory_lock(%(key)s)", "advisory"),
    ("SELECT a FROM t WHERE due < %s FOR UPDATE SKIP LOCKED", "bucket"),
    ("CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()", "triggers"),
    ("MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE", "MERGE"),
    ("WITH RECURSIVE r AS (SELECT 1) SELECT * FROM r", "recursive"),
    ("LOCK TABLE t", "table locks"),
    ("DO $$ BEGIN END $$", "code"),
    ("INSERT INTO t (a) VALUES ((SELECT max(a) FROM t))", "VALUES"),
    ("CREATE TABLE t (a int, EXCLUDE USING gist (a WITH =))", "exclusion"),
    ("CREATE TABLE t (a int UNIQUE DEFERRABLE)", "deferred"),
    ("SELECT a, sum(b) FROM t GROUP BY GROUPING SETS ((a), ())", "grouping"),
    ("SELEC 1", "cannot read"),
]

TAKEN = [
    "UPDATE t SET on_hand = on_hand - %s WHERE sku = %s AND on_hand >= %s RETURNING on_hand",
    "INSERT INTO t (a, b) VALUES (?, ?) ON CONFLICT DO NOTHING",
    "UPDATE t AS t SET a = t.a + ?2 WHERE t.k = ?1",
    "SELECT a FROM t WHERE bucket = %(bucket)s AND due <= %(at)s FOR UPDATE SKIP LOCKED",
    "CREATE TABLE t (id uuid PRIMARY KEY, order_id uuid NOT NULL)",
    "SELECT a FROM t WHERE name LIKE 'a%%'",
    "SAVEPOINT s",
]

KEYS = {
    "order_id": {"order_id", "stream_id"},
    "sku": {"sku_id"},
    "account_id": {"account_id", "card_id"},  # a gift card is an account
    "record": {"record_id"},
    "person": {"person_id"},
    "bucket": {"bucket"},
    "entity": {"entity_id"},
    "place": {"place_id"},
    "key": None,  # a look-up table: its primary key is the value looked up
    "reference": None,  # on every node whole
}
"""The distribution keys of docs/decisions/0004, with the columns that carry them."""


@pytest.mark.parametrize(("statement", "reason"), REFUSED)
def test_statement_is_refused(statement, reason):
    assert any(reason in problem for problem in problems(statement))


@pytest.mark.parametrize("statement", TAKEN)
def test_statement_is_taken(statement):
    assert problems(statement) == []


def test_the_suite_hears_what_runs(db):
    with db.reading() as tx:
        tx.value(text("SELECT 4711"))
    assert db.sqlite or "SELECT 4711" in heard


@pytest.mark.usefixtures("every_table")
def test_every_table_says_how_it_is_spread():
    odd = {t.name: t.info.get("distribution") for t in metadata.sorted_tables}
    assert {name: key for name, key in odd.items() if key not in KEYS} == {}


@pytest.mark.usefixtures("every_table")
def test_unique_keys_hold_within_one_shard():
    found = list(keys_across_shards(metadata))
    assert not found, "\n".join(found)


@pytest.mark.usefixtures("every_table")
def test_foreign_keys_stay_in_their_group():
    found = list(foreign_groups(metadata))
    assert not found, "\n".join(found)


def test_planted_tables_are_found():
    planted = MetaData()
    Table("people", planted, Column("person_id", Integer, primary_key=True), info=spread("person"))
    Table(
        "orders",
        planted,
        Column("order_id", Integer, primary_key=True),
        Column("person_id", ForeignKey("people.person_id")),
        Column("number", Integer),
        UniqueConstraint("number"),
        info=spread("order_id"),
    )
    assert len(list(foreign_groups(planted))) == 1
    assert list(keys_across_shards(planted)) == ["orders: number is unique over all shards"]


def keys_across_shards(tables):
    """Primary and unique keys without the distribution key, which no shard can hold alone."""
    for table in tables.sorted_tables:
        carriers = KEYS.get(table.info.get("distribution"))
        unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
        indexes = [index for index in table.indexes if index.unique]
        for key in (table.primary_key, *unique, *indexes):
            names = [column.name for column in key.columns]
            if carriers and not carriers & set(names):
                yield f"{table.name}: {', '.join(names)} is unique over all shards"


def spread(key):
    return {"distribution": key}
