"""What contending processes are told to do, and what they answer, a JSON line each."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import msgspec

from paraguas.doors.bench.ground import Ground

MODULE = "paraguas.doors.torture.contender"


class Place(msgspec.Struct, frozen=True):
    """Where a contender works: the folder of the installation and the address of its database."""

    folder: str
    url: str


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A job for the threads of a contender.

    buy: `times` buyers want one unit of the SKU `about`.  book: `times` callers want the quarter
    hour that begins at `start_at`.  return: `times` hands at five doors give back one unit each of
    the order `about`.  invoice: sell and invoice until killed, a line for each.
    """

    kind: Literal["buy", "book", "return", "invoice"]
    about: str = ""
    times: int = 1
    start_at: int = 0


class Won(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a job's callers got what they wanted; `problems` is what nobody may see."""

    won: int
    problems: list[str] = []


class Contender:
    """A process with a lane of its own on the same database as others."""

    def __init__(self, on: Ground) -> None:
        """Start it."""
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._send(Place(str(on.folder), on.url))

    def begin(self, job: Job) -> None:
        """Give it a job."""
        self._send(job)

    def outcome(self) -> Won:
        """Wait until its job is done."""
        return msgspec.json.decode(self.line(), type=Won)

    def line(self) -> bytes:
        """Read the next line it prints; empty when it is gone."""
        assert self._process.stdout
        return self._process.stdout.readline()

    def kill(self) -> None:
        """End it with no chance to finish anything."""
        self._process.kill()
        self._close()

    def stop(self) -> None:
        """Let it finish and go; it ends with its input."""
        self._close()

    def _send(self, document: msgspec.Struct) -> None:
        assert self._process.stdin
        self._process.stdin.write(msgspec.json.encode(document) + b"\n")
        self._process.stdin.flush()

    def _close(self) -> None:
        with self._process:
            pass


@contextmanager
def contenders(on: Ground, many: int) -> Iterator[Sequence[Contender]]:
    """Run contenders for a while."""
    running: list[Contender] = []
    try:
        running.extend(Contender(on) for _ in range(many))
        yield running
    finally:
        for contender in running:
            contender.stop()


def contend(running: Sequence[Contender], job: Job) -> list[Won]:
    """Give all of them the same job at once and wait for all."""
    for contender in running:
        contender.begin(job)
    return [contender.outcome() for contender in running]
