"""Tables are brought up to date by a command."""

import pytest
from sqlalchemy import text

from paraguas.doors.cli.migrate import load_tables
from paraguas.plumbing.migrations.line import head
from paraguas.plumbing.schema import metadata
from tests.conftest import SOURCES


@pytest.fixture
def standing_at(made, inside):
    """An installation whose tables are said to be of another step."""

    def stand(step):
        with inside() as tx:
            tx.run(text("UPDATE alembic_version SET version_num = :step"), step=step)
        return made

    return stand


def test_up_to_date_is_said_and_left_alone(run, made):
    told = run("migrate", "--json", *made)
    assert told.code == 0
    assert told.document == {"before": head(), "after": head()}


def test_the_sql_is_printed_alone(run, made):
    told = run("migrate", "--sql", *made)
    assert told.code == 0
    assert "CREATE TABLE" not in told.out
    assert told.out.strip().startswith("BEGIN")


def test_an_unknown_step_is_refused(run, made):
    told = run("migrate", "--json", "--to", "9999", *made)
    assert told.code == 2
    assert told.document["code"] == "revision_unknown"


@pytest.mark.parametrize("command", ["audit", "migrate", "serve"])
def test_tables_of_a_later_version_are_refused(run, standing_at, command):
    told = run(command, "--json", *standing_at("9999"))
    assert told.code == 2
    assert told.document["code"] == "schema_newer"


def test_what_was_never_made_is_not_migrated(run, tmp_path):
    told = run("migrate", "--json", "--folder", str(tmp_path / "none"))
    assert told.code == 2
    assert told.document["code"] == "not_initialised"


def test_all_tables_are_found_by_their_modules():
    load_tables()
    declared = sum(
        path.read_text("utf-8").count(" = table(") for path in SOURCES.glob("paraguas/**/*.py")
    )
    # Two are shadows of tables that belong to others: Alembic's, and a sandbox's own.
    assert len(metadata.tables) >= declared - 2
