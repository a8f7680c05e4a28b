"""The ground a bench stands on: an empty installation in a temporary folder, and its yardstick."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from paraguas.doors.bench.load import Load, Window
from paraguas.doors.bench.world import World, make_world
from paraguas.doors.cli.installation import running
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now
from paraguas.plumbing.db import open_database
from paraguas.plumbing.private_postgres import private_postgres
from paraguas.plumbing.settings import Settings

DATABASES = ("sqlite", "postgres")


class Yardstick(Protocol):
    """What the least possible orders cost in plain SQL of the same database."""

    def together(self, seconds: float) -> float:
        """Measure the best rate, in orders a second."""
        ...

    def alone(self, seconds: float) -> float:
        """Measure the median time of one order by itself, in milliseconds."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


class Ground(Struct, frozen=True):
    """An installation to load.

    url: of its database, empty for SQLite in the folder.
    """

    database: str
    folder: Path
    url: str
    world: World

    @property
    def settings(self) -> Settings:
        """What a process on it runs by."""
        return Settings(folder=self.folder, database_url=self.url)

    def backlog_seconds(self, *, most: float = 120.0) -> float:
        """Wait until nothing is due for the worker any more; gives how long that took."""
        began = perf_counter()
        database = open_database(self.settings.database)
        try:
            while perf_counter() - began < most:
                with database.reading() as tx:
                    due = chores.backlog(tx, now=now())["due"]
                if not due:
                    break
                sleep(0.05)
        finally:
            database.close()
        return perf_counter() - began


@contextmanager
def ground(database: str, **sizes: int) -> Iterator[Ground]:
    """Lay out an installation with a world in it, and leave nothing behind.

    sizes: places, skus and cards of the world.
    """
    with tempfile.TemporaryDirectory(prefix="paraguas-bench-") as name:
        folder = Path(name)
        with private_postgres(folder) if database == "postgres" else nullcontext("") as url:
            settings = Settings(folder=folder, database_url=url)
            with running(settings, writes=True) as runtime:
                world = make_world(runtime, **sizes)
            yield Ground(database, folder, url, world)


@contextmanager
def yardstick(on: Ground) -> Iterator[Yardstick]:
    """Lay the yardstick beside an installation: on the same disk, or the same server."""
    found: Yardstick
    if on.database == "postgres":
        from paraguas.doors.bench.yardsticks.postgres import PostgresYardstick  # noqa: PLC0415

        found = PostgresYardstick(on.url, on.folder)
    else:
        from paraguas.doors.bench.yardsticks.sqlite import SqliteYardstick  # noqa: PLC0415

        found = SqliteYardstick(on.folder)
    try:
        yield found
    finally:
        found.close()


def run_load(load: Load) -> list[Window]:
    """Run a load in a process of its own."""
    done = run_module("paraguas.doors.bench.load", msgspec.json.encode(load))
    return msgspec.convert(done, list[Window])


def run_module(module: str, given: bytes) -> Any:
    """Run a module of ours as a process; it reads a document and prints one."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", module], input=given, stdout=subprocess.PIPE, check=True
    )
    return msgspec.json.decode(done.stdout)
