"""Taking a database up the line of migrations, or telling where on it the database stands."""

import io
from pathlib import Path
from typing import NamedTuple

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from paraguas.plumbing.db import Database
from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Refusal

_FOLDER = Path(__file__).parent


class RevisionUnknown(Refusal):
    """There is no such step on the line of migrations."""

    code = "revision_unknown"


class SchemaNewer(Refusal):
    """The database was taken further by a later version of the program."""

    code = "schema_newer"
    kind = "conflict"


class Climb(NamedTuple):
    """Where a database stood and where it stands; empty text stands for no tables at all."""

    before: str
    after: str


def head() -> str:
    """Name the last step this program knows."""
    return _line().get_current_head() or ""


def standing(tx: Tx) -> str:
    """Name the last step the database has taken; empty when it has taken none."""
    return MigrationContext.configure(tx.connection).get_current_revision() or ""


def climb(database: Database, to: str = "head") -> Climb:
    """Take the steps up to one, all in one transaction; those taken before are left alone.

    Refuses a step that is not on the line, and a database further on than the program.
    """
    with database.writing() as tx:
        before = standing(tx)
        _check(before, to)
        config = _config()
        config.attributes["connection"] = tx.connection
        command.upgrade(config, to)
        return Climb(before, standing(tx))


def spell_out(database: Database, to: str = "head") -> str:
    """Write the SQL of the steps a database has still to take; it is left as it is."""
    with database.reading() as tx:
        before = standing(tx)
    _check(before, to)
    config = _config()
    config.output_buffer = io.StringIO()
    config.attributes["dialect"] = database.engine.dialect.name
    command.upgrade(config, f"{before or 'base'}:{to}", sql=True)
    return config.output_buffer.getvalue()


def known(standing: str) -> None:
    """Refuse a database that stands on a step this program does not know."""
    if standing and standing not in _names(_line()):
        raise SchemaNewer(found=standing, known=head())


def _check(before: str, to: str) -> None:
    names = _names(_line())
    if to not in names | {"head"}:
        raise RevisionUnknown(revision=to, known=sorted(names))
    known(before)


def _names(line: ScriptDirectory) -> set[str]:
    return {step.revision for step in line.walk_revisions()}


def _line() -> ScriptDirectory:
    return ScriptDirectory(str(_FOLDER))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config
