"""The pipeline of PostgreSQL: what is sent together is answered together, and fails as one."""

import psycopg
import pytest

from paraguas.plumbing.wire import Wire

MANY = "SELECT n FROM generate_series(1, $1::int) AS n"
pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


@pytest.fixture
def driver(db):
    address = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, prepare_threshold=None) as connection:
        yield connection


@pytest.fixture
def wire(driver):
    return Wire(driver, begin="BEGIN ISOLATION LEVEL REPEATABLE READ")


def prepared(driver):
    """How many statements the server keeps for the connection."""
    return driver.execute("SELECT count(*) FROM pg_prepared_statements").fetchone()[0]


def test_answers_come_in_the_order_of_the_questions_and_each_text_is_prepared_once(wire, driver):
    with wire.together():
        answers = [wire.send(MANY, (size,)) for size in (1, 3, 0)]
    assert [answer.fetchall() for answer in answers] == [[(1,)], [(1,), (2,), (3,)], []]
    assert [answer.rowcount for answer in answers] == [1, 3, 0]
    assert wire.send(MANY, (2,)).fetchall() == [(1,), (2,)]
    assert prepared(driver) == 1


def test_an_answer_that_is_wanted_early_is_waited_for(wire):
    with wire.together():
        first = wire.send(MANY, (2,))
        assert first.fetchall() == [(1,), (2,)]
        second = wire.send(MANY, (1,))
    assert second.fetchall() == [(1,)]


def test_what_is_gathered_and_given_up_leaves_an_idle_connection(wire, driver):
    wire.gather()
    wire.send("SELECT 1 / $1::int", (0,))
    wire.rollback()
    assert driver.info.transaction_status.name == "IDLE"
    assert wire.send(MANY, (1,)).fetchall() == [(1,)]


def test_values_arrive_as_they_are(wire):
    asked = "SELECT $1::text, $2::bigint, $3::bool, $4::text, $5::text[], $6::bytea"
    given = ("it's 50 % \u2603", -(2**62), False, None, ['a"b', "c\\d,e", ""], b"\x00\xff")
    assert wire.send(asked, given).fetchall() == [given]


def test_a_transaction_begins_with_the_first_statement_and_is_the_drivers_too(wire, driver):
    assert driver.info.transaction_status.name == "IDLE"
    assert wire.send("SHOW transaction_isolation").fetchall() == [("repeatable read",)]
    driver.execute("CREATE TABLE of_the_driver (n int)")
    assert wire.send("SELECT count(*) FROM of_the_driver").fetchall() == [(0,)]
    wire.rollback()
    wire.rollback()
    assert driver.info.transaction_status.name == "IDLE"
    assert driver.execute("SELECT to_regclass('of_the_driver')").fetchone() == (None,)


def test_the_first_error_is_told_and_nothing_after_it_is_done(wire, driver):
    driver.execute("CREATE TEMPORARY TABLE notes (n int PRIMARY KEY)")
    driver.commit()

    def fail_twice():
        for note in (1, 1):
            wire.send("INSERT INTO notes VALUES ($1)", (note,))
        wire.send("SELECT * FROM nowhere")
        wire.command("COMMIT")

    with pytest.raises(psycopg.errors.UniqueViolation), wire.together():
        fail_twice()
    wire.rollback()
    assert wire.send("SELECT count(*) FROM notes").fetchall() == [(0,)]


def test_what_could_not_be_prepared_is_prepared_when_it_is_sent_again(wire, driver):
    with pytest.raises(psycopg.errors.UndefinedTable):
        wire.send("SELECT n FROM not_yet")
    wire.rollback()
    driver.execute("CREATE TEMPORARY TABLE not_yet (n int)")
    assert wire.send("SELECT n FROM not_yet").fetchall() == []


def test_what_was_sent_before_an_error_of_ours_is_answered_and_forgotten(wire):
    def stumble():
        wire.send(MANY, (3,))
        raise LookupError

    with pytest.raises(LookupError), wire.together():
        stumble()
    assert wire.send(MANY, (1,)).fetchall() == [(1,)]


def test_neither_side_waits_for_the_other_when_both_have_much_to_say(wire):
    long = "x" * 1_000_000
    with wire.together():
        answers = [wire.send("SELECT $1::text", (long,)) for _ in range(20)]
    assert all(answer.fetchall() == [(long,)] for answer in answers)


def test_a_server_that_hangs_up_is_noticed(wire, driver, db):
    assert not wire.has_news
    with psycopg.connect(driver.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (driver.info.backend_pid,))
    assert wire.has_news
    with pytest.raises(psycopg.OperationalError):
        wire.send(MANY, (1,))
