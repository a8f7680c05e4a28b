"""Demonstrate: one order told as a story over HTTP, real trade, the books verified; then serve."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from paraguas.doors.cli.answer import Answer, show, talk
from paraguas.doors.cli.audit import report
from paraguas.doors.cli.errors import DatabaseNotEmpty
from paraguas.doors.cli.init import init
from paraguas.doors.cli.installation import Flag, Installation, opened, prepared, running
from paraguas.doors.cli.progress import steps
from paraguas.doors.cli.replay import document_of
from paraguas.doors.cli.serve import bound, free_port
from paraguas.doors.demo.folder import own_folder
from paraguas.doors.demo.performing import Performance, perform
from paraguas.doors.demo.telling import Step, Telling
from paraguas.doors.runtime import Runtime
from paraguas.doors.serving import serving_beside
from paraguas.plumbing.migrations.line import standing
from paraguas.plumbing.settings import Settings

_PIPED = 240
"""Columns where nobody's window sets them."""

_ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
FOLDER = Path("paraguas-demo")
_REPLAYED = (
    *("baskets", "orders", "lines", "households", "refused", "amount_minor", "expected_minor"),
    "seconds",
)


def demo(
    at: Installation = Installation(),
    *,
    baskets: Annotated[int, Parameter(validator=Number(gte=1))] = 20_000,
    no_serve: Flag = False,
    keep: Flag = False,
    port: int | None = None,
) -> Answer | None:
    """Show what the program does, on an order told as a story and on real trade, then serve it.

    Its folder is ./paraguas-demo unless another is named, and is made anew each time.

    Parameters
    ----------
    baskets:
        How many real till receipts to enter, from the first of the file.
    no_serve:
        End when the books are verified.
    keep:
        Play on with what an earlier demonstration left.
    port:
        Port to serve on, 0 for a free one; PARAGUAS_PORT, or 8080.
    """
    at = _in_own_folder(at)
    settings = at.settings()
    wanted = settings.port if port is None else port
    address = settings.host, free_port(settings.host, 0 if no_serve and port is None else wanted)
    with own_folder(settings.folder, fresh=not keep), prepared(at) as there:
        if settings.database_url and not keep:
            _check_empty(there)
        inner = replace(at, postgres=False, database_url=there.database_url)
        telling = Telling(_teller(at))
        telling.take("set up", lambda: _set_up(inner))
        with opened(inner) as runtime:
            runtime.settings = bound(runtime.settings, address, works=True)
            return _perform(runtime, telling, baskets, as_json=at.json, serve=not no_serve)


def _in_own_folder(at: Installation) -> Installation:
    if at.folder or "PARAGUAS_FOLDER" in os.environ:
        return at
    return replace(at, folder=FOLDER)


def _check_empty(settings: Settings) -> None:
    """Refuse a database somebody works with: the story is not for theirs."""
    with running(settings, writes=False) as runtime:
        if runtime.read_now(standing):
            raise DatabaseNotEmpty


def _set_up(at: Installation) -> str:
    made = init(at).document
    return f"A new installation in {made['folder']}, on {_ENGINES[made['database']]}."


def _perform(
    runtime: Runtime, telling: Telling, baskets: int, *, as_json: bool, serve: bool
) -> Answer | None:
    """Play and, when all was well, serve until told to stop (Ctrl-C)."""
    keeper = runtime.settings.folder / "admin.key"
    watching = partial(steps, quiet=as_json)
    # Told to end, it ends as with Ctrl-C: what was begun is written.
    for number in (signal.SIGINT, signal.SIGTERM):
        # A shell that starts us in the background has us ignore interrupts: stop all the same.
        signal.signal(number, signal.default_int_handler)
    with serving_beside(runtime):
        done = perform(runtime, telling, keeper.read_text("ascii").strip(), baskets, watching)
        answer = Answer(_document(done), _verdict(telling), 0 if telling.holds else 1)
        if not serve or not telling.holds:
            return answer
        show(answer, as_json=as_json)
        talk(Group(*_to_open(runtime.settings, done)))
        with suppress(KeyboardInterrupt):
            Event().wait()
    talk("stopped; everything that was begun is written")
    return None


def _teller(at: Installation) -> Callable[[Step], None]:
    """Tell steps to people on standard output; to machines only what is wrong, beside it."""
    console = Console(width=None if sys.stdout.isatty() else _PIPED)
    beside = Console(stderr=True, width=None if sys.stderr.isatty() else _PIPED)

    def tell(step: Step) -> None:
        row = Table.grid(padding=(0, 1))
        row.add_column(width=1, style="green" if step.ok else "red")
        row.add_column(width=23, style="bold")
        row.add_column(overflow="fold")
        row.add_row("✓" if step.ok else "✗", step.name, Text(step.told))
        if not at.json:
            console.print(row)
        elif not step.ok:
            beside.print(row)

    return tell


def _document(done: Performance) -> dict[str, Any]:
    replayed = document_of(done.replay)
    return {
        "steps": [{"name": s.name, "ok": s.ok, "ms": s.ms} for s in done.telling.steps],
        "replay": {name: replayed[name] for name in _REPLAYED},
        "audit": report(done.checks),
    }


def _verdict(telling: Telling) -> Text:
    wrong = [step.name for step in telling.steps if not step.ok]
    if wrong:
        return Text(f"Not as promised: {', '.join(wrong)}.", "bold red")
    seconds = sum(step.ms for step in telling.steps) / 1000
    return Text(f"Everything is as promised; {seconds:.0f} s.", "bold green")


def _to_open(settings: Settings, done: Performance) -> Iterator[Text]:
    """Say what to open, and with which keys."""
    assert done.story
    story, url = done.story, f"http://{settings.host}:{settings.port}"
    rows = {
        "order board": f"{url}/board",
        "store page": f"{url}/store/{story.cast.nearest.code}",
        "Claire's own page": story.link,
        "API description": f"{url}/v1/openapi.json",
        "her invoice": str(story.pdf),
        "her letters": str(settings.folder / "letters"),
        "key of the office": story.cast.office.key,
        f"key of {story.cast.nearest.name}": story.store.key,
    }
    yield Text("\nIt is being served. To open:", "bold")
    for name, where in rows.items():
        yield Text.assemble(f"  {name:<24} ", (where, "cyan"))
    yield Text("Stop with Ctrl-C.")
