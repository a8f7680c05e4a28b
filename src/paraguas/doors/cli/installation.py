"""Which installation a command is about, and opening it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from paraguas.doors.cli.errors import NotInitialised, SchemaBehind
from paraguas.doors.runtime import Runtime, open_runtime
from paraguas.plumbing.db import Database
from paraguas.plumbing.migrations.line import head, standing
from paraguas.plumbing.ownership import make_folder, sole_owner, sqlite_file
from paraguas.plumbing.private_postgres import data_folder, private_postgres
from paraguas.plumbing.settings import Settings, read_settings

Flag = Annotated[bool, Parameter(negative="")]
"""A switch without a `--no-` twin."""


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Where the data are: the options every command takes."""

    folder: Path | None = None
    """Folder of the data; PARAGUAS_FOLDER, or ./paraguas-data."""

    database_url: str = ""
    """Address of a PostgreSQL; PARAGUAS_DATABASE_URL, or SQLite in the folder."""

    postgres: Flag = False
    """Use a private PostgreSQL in the folder instead of SQLite."""

    json: Flag = False
    """Print one JSON document, nothing else."""

    def settings(self) -> Settings:
        """Read the settings: what was said on the command line over the environment."""
        said = {"folder": self.folder, "database_url": self.database_url}
        given = {name: value for name, value in said.items() if value}
        return msgspec.structs.replace(read_settings(os.environ), **given)


@contextmanager
def prepared(at: Installation) -> Iterator[Settings]:
    """Make the folder and start the private PostgreSQL, where they are asked for."""
    settings = at.settings()
    make_folder(settings.folder)
    if not at.postgres:
        yield settings
        return
    with private_postgres(settings.folder) as url:
        yield msgspec.structs.replace(settings, database_url=url)


@contextmanager
def opened(at: Installation, *, writes: bool = True) -> Iterator[Runtime]:
    """Open an installation that is there and up to date; its lane runs until the end.

    writes: own it; on SQLite a second owner is refused.  Without it, looking beside a server is
    fine.  Refuses one that was never made, and tables of another version.
    """
    check_there(at)
    with prepared(at) as settings, running(settings, writes=writes) as runtime:
        check_schema(runtime.database, settings)
        yield runtime


@contextmanager
def running(settings: Settings, *, writes: bool) -> Iterator[Runtime]:
    """Open the database with its lane, and close both at the end."""
    with sole_owner(settings.database if writes else "postgresql://"):
        runtime = open_runtime(settings)
        runtime.start()
        try:
            yield runtime
        finally:
            runtime.close()


def check_there(at: Installation) -> None:
    """Refuse a place without an installation before anything is made there."""
    settings = at.settings()
    there = data_folder(settings.folder) if at.postgres else sqlite_file(settings.database)
    if there and not there.exists():
        raise NotInitialised(folder=str(settings.folder))


def check_schema(database: Database, settings: Settings) -> None:
    """Refuse tables of another version than the program's."""
    with database.reading() as tx:
        found = standing(tx)
    if not found:
        raise NotInitialised(folder=str(settings.folder))
    if found != head():
        raise SchemaBehind(found=found, head=head())
