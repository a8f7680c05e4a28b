"""Progress of long work on standard error; silent where nobody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

Watch = Callable[[str, int, int], None]
"""Told how far a step is: its name, what is done, and of how much."""


@contextmanager
def steps(*, quiet: bool = False) -> Iterator[Watch]:
    """Show each step as a bar of its own, from the first word about it."""
    console = Console(stderr=True)
    bars: dict[str, TaskID] = {}
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=quiet or not sys.stderr.isatty(),
    ) as progress:

        def watch(step: str, done: int, of: int) -> None:
            if step not in bars:
                bars[step] = progress.add_task(step)
            progress.update(bars[step], completed=done, total=of)

        yield watch
