"""How fast the whole view of a person is among many, when none of it is in memory."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from paraguas.doors.bench.crowd import BUSY_ORDERS, BUSY_POINTS, gather
from paraguas.doors.bench.report import Row, rounded
from paraguas.doors.bench.world import make_world
from paraguas.doors.bench.yardsticks.casting import FACTS_EACH
from paraguas.doors.cli.installation import running
from paraguas.plumbing.db import open_database
from paraguas.plumbing.settings import Settings
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PersonId
from paraguas.views.person_overview import person_overview
from paraguas.views.person_timeline import person_timeline

SIZES = {"quick": (1_000, 10_000), "full": (10_000, 100_000), "vast": (10_000, 1_000_000)}
"""Persons there are; the first is what the others are held against."""

VIEW = "360 view of a person with 500 events, cold"
MOST_TIMES = 2.0
_PAGE = 200
_EVENTS = BUSY_ORDERS * FACTS_EACH + BUSY_POINTS

Tell = Callable[[str], None]


def measure(sizes: Sequence[int], tell: Tell) -> Iterator[Row]:
    """Measure at each size; the first has no bar."""
    reference: float | None = None
    for persons in sizes:
        took = _looked_at(persons, tell)
        ours = median(took)
        yield _row(persons, ours, max(took), reference)
        reference = reference or ours


def look(tx: Tx, person: PersonId) -> int:
    """Read the whole of a person, at a glance and page by page; gives how much happened."""
    person_overview(tx, person)
    page = person_timeline(tx, person, language="en", most=_PAGE)
    happened = len(page.happenings)
    while page.next:
        page = person_timeline(tx, person, language="en", before=page.next, most=_PAGE)
        happened += len(page.happenings)
    return happened


def _looked_at(persons: int, tell: Tell) -> list[float]:
    with tempfile.TemporaryDirectory(prefix="paraguas-bench-") as name:
        settings = Settings(folder=Path(name))
        path = Path(settings.database.removeprefix("sqlite:///"))
        with running(settings, writes=True) as runtime:
            make_world(runtime, places=2, skus=10, cards=1)
            busy = gather(runtime, path, persons, tell)
        return [_cold(settings, path, person, busy[-1]) for person in busy[:-1]]


def _cold(settings: Settings, path: Path, person: PersonId, other: PersonId) -> float:
    """Time a view in milliseconds: the program is warm from another one, the file is not."""
    database = open_database(settings.database)
    try:
        with database.reading() as tx:
            look(tx, other)
        _forget(path)
        began = perf_counter()
        with database.reading() as tx:
            seen = look(tx, person)
        took = (perf_counter() - began) * 1000
        assert seen >= _EVENTS, f"{seen} events of {_EVENTS}"
        return took
    finally:
        database.close()


def _forget(path: Path) -> None:
    """Have the system drop what it keeps of a file in memory."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _row(persons: int, ours: float, slowest: float, reference: float | None) -> Row:
    bar = MOST_TIMES * reference if reference else None
    return Row(
        what=VIEW,
        database="sqlite",
        size=persons,
        unit="ms",
        reference=rounded(reference) if reference else None,
        ours=rounded(ours),
        ratio=rounded(bar / ours) if bar else None,
        bar=rounded(bar) if bar else None,
        holds=bar is None or ours <= bar,
        p50_ms=rounded(ours),
        p99_ms=rounded(slowest),
        note=f"at most {MOST_TIMES:g} x the reference" if bar else "the reference",
    )
