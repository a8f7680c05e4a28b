"""The line of migrations leads where the tables are, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect, text

from paraguas.plumbing.db import open_database
from paraguas.plumbing.migrations.freezing import DIALECTS, freeze, frozen_path
from paraguas.plumbing.migrations.line import FOLDER, SchemaNewer, head, standing, steps
from paraguas.plumbing.migrations.stepping import RevisionUnknown, climb, spell_out
from paraguas.plumbing.schema import metadata

CURE = (
    "Tables and migrations differ.  Until the first release write the first step anew with "
    "`./run migrate --revise`; after it, add a numbered step to plumbing/migrations/versions."
)


@pytest.fixture
def bare(bare_url):
    database = open_database(bare_url)
    yield database
    database.close()


def test_the_steps_make_the_tables_of_the_program(bare):
    climb(bare)
    with bare.reading() as tx:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(tx.connection, opts=options)
        assert compare_metadata(context, metadata) == [], CURE


def test_the_steps_make_the_checks_of_the_program(bare):
    climb(bare)
    declared = {
        (table.name, part.name)
        for table in metadata.sorted_tables
        for part in table.constraints
        if isinstance(part, CheckConstraint)
    }
    with bare.reading() as tx:
        seen = inspect(tx.connection)
        made = {
            (table.name, check["name"])
            for table in metadata.sorted_tables
            for check in seen.get_check_constraints(table.name)
        }
    assert made == declared, CURE


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_first_step_is_written_as_the_tables_are(dialect, every_table):
    if steps() == ("0001",):
        assert frozen_path("0001_first", dialect).read_text("utf-8") == freeze(dialect), CURE
    else:
        assert frozen_path("0001_first", dialect).is_file()


def test_the_line_has_one_end_and_no_gap():
    line = ScriptDirectory(str(FOLDER))
    assert line.get_heads() == [head()]
    assert tuple(reversed([step.revision for step in line.walk_revisions()])) == steps()


def test_climbing_again_does_nothing(bare):
    assert climb(bare) == ("", head())
    assert climb(bare) == (head(), head())


def test_a_step_can_be_named(bare):
    assert climb(bare, "0001") == ("", "0001")


def test_an_unknown_step_leaves_nothing(bare):
    with pytest.raises(RevisionUnknown):
        climb(bare, "9999")
    with bare.reading() as tx:
        assert inspect(tx.connection).get_table_names() == []


def test_a_database_of_a_later_version_is_left_alone(bare):
    climb(bare)
    with bare.writing() as tx:
        tx.run(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaNewer):
        climb(bare)


def test_the_sql_can_be_read_before_it_runs(bare):
    sql = spell_out(bare)
    assert all(f"CREATE TABLE {table.name} " in sql for table in metadata.sorted_tables)
    with bare.reading() as tx:
        assert standing(tx) == ""


def test_a_step_that_fails_leaves_nothing(bare, monkeypatch):
    broken = ["CREATE TABLE half (n INTEGER PRIMARY KEY)", "CREATE TABLE half (n INTEGER)"]
    monkeypatch.setattr(
        "paraguas.plumbing.migrations.freezing.frozen", lambda _step, _dialect: broken
    )
    with pytest.raises(Exception, match="half"):
        climb(bare)
    with bare.reading() as tx:
        assert inspect(tx.connection).get_table_names() == []
