"""All parts of torture, one after the other, each in a world of its own, audited afterwards."""

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from time import monotonic

from paraguas.doors.bench.ground import Ground, ground
from paraguas.doors.bench.serving import audit
from paraguas.doors.torture.killing import invoice_kills, kills
from paraguas.doors.torture.lives.living import lives
from paraguas.doors.torture.racing import appointments, oversell
from paraguas.doors.torture.report import Effort, Row, Tally
from paraguas.doors.torture.retrying import retries
from paraguas.doors.torture.returning import return_races
from paraguas.doors.torture.verdicts import verdicts

Part = Callable[[Ground, Effort], Row]


def power_cuts(on: Ground, effort: Effort) -> Row:
    """Cut the power, where the driver that can forget writes is installed."""
    if find_spec("apsw") is None:
        note = "not tried: install apsw, whose file system layer plays the disk"
        return Tally().row("power cut", on.database, note)
    from paraguas.doors.torture import power_cut  # noqa: PLC0415 - needs apsw

    return power_cut.power_cuts(on, effort)


PARTS: tuple[tuple[Part, ...], ...] = (
    (oversell, appointments, return_races),
    (verdicts,),
    (retries,),
    (kills,),
    (invoice_kills,),
    (power_cuts,),
    (lives,),
)
"""Parts by the world they share; what the payment provider heard belongs to one of them alone."""

SQLITE_ALONE = frozenset({power_cuts})
"""Parts that are about SQLite's file; a PostgreSQL has its own."""

Tell = Callable[[str], None]
_SMALL = {"places": 3, "skus": 200, "cards": 50}


def torture(databases: Sequence[str], share: float, minutes: float, tell: Tell) -> Iterator[Row]:
    """Yield the rows of all parts; each gets an equal part of the time that is left."""
    began = monotonic()
    worlds = [
        (database, parts)
        for database in databases
        for parts in PARTS
        if database == "sqlite" or SQLITE_ALONE.isdisjoint(parts)
    ]
    left = sum(len(parts) for _, parts in worlds)
    for database, parts in worlds:
        with ground(database, **_SMALL) as on:
            for part in parts:
                tell(f"{database}: {part.__name__.replace('_', ' ')}")
                rest = max(0.0, began + minutes * 60 - monotonic())
                yield part(on, Effort(share, monotonic() + rest / left))
                left -= 1
            yield _audited(on, parts)


def _audited(on: Ground, parts: Sequence[Part]) -> Row:
    checked = audit(on.folder, on.url)
    tally = Tally(tried=sum(check["looked_at"] for check in checked["checks"]))
    for check in checked["checks"]:
        if check["findings"]:
            tally.problems[check["name"]] += len(check["findings"])
    names = ", ".join(part.__name__.replace("_", " ") for part in parts)
    return tally.row("audit", on.database, f"after {names}")
