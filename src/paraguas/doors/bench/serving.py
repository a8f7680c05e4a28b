"""A server in a process of its own, started and stopped by its process id."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec

PROGRAM = (sys.executable, "-c", "from paraguas.doors.cli import main; raise SystemExit(main())")
"""The command line of this very program, however it was started."""

_STOP_SECONDS = 30
_TICKS = os.sysconf("SC_CLK_TCK")


class ServerFailed(Exception):
    """The server did not come up; its last words are the message."""


class Server:
    """A `paraguas serve` on a free port of this machine.

    folder: of the installation.  url: of its database, empty for SQLite in the folder.
    """

    def __init__(self, folder: Path, url: str = "") -> None:
        """Start it and wait until it is ready; `ready_seconds` is how long that took."""
        began = perf_counter()
        self._log = folder / "server.log"
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [*PROGRAM, "serve", *said(folder, url), "--port", "0", "--json"],
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self.port = self._ready()
        self.ready_seconds = perf_counter() - began

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def processor_seconds(self) -> float:
        """Tell how much processor time it has used, user and system; 0 where it cannot be told."""
        path = Path(f"/proc/{self.pid}/stat")
        if not path.exists():
            return 0.0
        fields = path.read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def resident_bytes(self) -> int:
        """Tell how much memory it holds; 0 where it cannot be told."""
        path = Path(f"/proc/{self.pid}/statm")
        if not path.exists():
            return 0
        return int(path.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def stop(self) -> None:
        """Ask it to finish, and end it when it does not."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._close()

    def kill(self) -> None:
        """End it with no chance to finish anything, as a power cut does."""
        self._process.kill()
        self._process.wait()
        self._close()

    def _close(self) -> None:
        if self._process.stdout:
            self._process.stdout.close()

    def _ready(self) -> int:
        """Read the line it prints once it listens; a refusal stands there in its stead."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        told = msgspec.json.decode(line) if line.startswith(b"{") else {}
        if "url" not in told:
            self.kill()
            log = self._log.read_text("utf-8", "replace")
            raise ServerFailed(f"{told.get('detail', '')}\n{log[-2000:]}")
        return int(told["url"].rpartition(":")[2])


def said(folder: Path, url: str) -> list[str]:
    """Name an installation on a command line."""
    return ["--folder", str(folder), *(["--database-url", url] if url else [])]


@contextmanager
def serving(folder: Path, url: str = "", *, processes: int = 1) -> Iterator[list[Server]]:
    """Run servers for a while."""
    servers: list[Server] = []
    try:
        servers.extend(Server(folder, url) for _ in range(processes))
        yield servers
    finally:
        for server in servers:
            server.stop()


def audit(folder: Path, url: str = "") -> Any:
    """Audit an installation with the program's own command; gives its document."""
    command = [*PROGRAM, "audit", *said(folder, url), "--json"]
    found = subprocess.run(command, stdout=subprocess.PIPE, check=False)  # noqa: S603 - ours
    return msgspec.json.decode(found.stdout)
