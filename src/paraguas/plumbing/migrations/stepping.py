"""Taking a database up the line of migrations."""

import io
from typing import NamedTuple

from alembic import command
from alembic.config import Config

from paraguas.plumbing.db import Database
from paraguas.plumbing.migrations.line import FOLDER, standing, steps
from paraguas.values.refusal import Refusal


class RevisionUnknown(Refusal):
    """There is no such step on the line of migrations."""

    code = "revision_unknown"


class Climb(NamedTuple):
    """Where a database stood and where it stands; empty text stands for no tables at all."""

    before: str
    after: str


def climb(database: Database, to: str = "head") -> Climb:
    """Take the steps up to one, all in one transaction; those taken before are left alone.

    Refuses a step that is not on the line, and a database further on than the program.
    """
    _check(to)
    with database.writing(heard=False) as tx:
        before = standing(tx)
        config = _config()
        config.attributes["connection"] = tx.connection
        command.upgrade(config, to)
        return Climb(before, standing(tx))


def spell_out(database: Database, to: str = "head") -> str:
    """Write the SQL of the steps a database has still to take; it is left as it is."""
    _check(to)
    with database.reading() as tx:
        before = standing(tx)
    config = _config()
    config.output_buffer = io.StringIO()
    config.attributes["dialect"] = database.engine.dialect.name
    command.upgrade(config, f"{before or 'base'}:{to}", sql=True)
    return config.output_buffer.getvalue()


def _check(to: str) -> None:
    if to not in (*steps(), "head"):
        raise RevisionUnknown(revision=to, known=list(steps()))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
