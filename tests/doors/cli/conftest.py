"""The command line as a person or a script uses it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from paraguas.doors.cli import main
from paraguas.plumbing.db import open_database

PROGRAM = Path(sys.executable).with_name("paraguas")


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code and what it said on either stream."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document it is."""
        return json.loads(self.out)


@pytest.fixture
def run(capsys):
    """Run a command in this process."""

    def call(*words: str) -> Outcome:
        capsys.readouterr()
        code = main([*words])
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.fixture
def place(bare_url, tmp_path) -> list[str]:
    """The options that name an installation which is not there yet, on either database."""
    folder = ["--folder", str(tmp_path / "data")]
    return folder if bare_url.startswith("sqlite") else [*folder, "--database-url", bare_url]


@pytest.fixture
def inside(bare_url, tmp_path):
    """Look into the installation's database, or harm it."""
    url = f"sqlite:///{tmp_path}/data/paraguas.db" if "sqlite" in bare_url else bare_url

    @contextmanager
    def open_it():
        database = open_database(url)
        with database.writing() as tx:
            yield tx
        database.close()

    return open_it


@pytest.fixture
def made(run, place) -> list[str]:
    """The options that name an installation that is there, without starter data."""
    assert run("init", "--empty", *place).code == 0
    return place


@dataclass
class Serving:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    ready: dict[str, Any]

    @property
    def url(self) -> str:
        return self.ready["url"]


@pytest.fixture
def serve() -> Iterator[Any]:
    """Start servers, each on a free port unless told one; they go with the test."""
    started = []

    def start(*words: str) -> Serving:
        process = subprocess.Popen(
            [PROGRAM, "serve", "--json", "--port", "0", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"LANG": "en"},
        )
        started.append(process)
        said = process.stdout.readline()
        assert said, process.stderr.read()
        return Serving(process, json.loads(said))

    yield start
    for process in started:
        process.kill()
        process.communicate()
