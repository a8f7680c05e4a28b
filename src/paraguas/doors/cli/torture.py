"""Provoke what must never happen, on this machine, and print how often it did."""

from typing import Literal

from paraguas.doors.bench.ground import DATABASES
from paraguas.doors.bench.report import document, machine
from paraguas.doors.cli.answer import Answer, talk
from paraguas.doors.cli.installation import Flag
from paraguas.doors.torture.report import as_table
from paraguas.doors.torture.torturing import torture as torture_all

_TENTH, _FULL = 0.1, 1.0
_MINUTES, _FULL_MINUTES = 10.0, 120.0


def torture(
    *,
    full: Flag = False,
    minutes: float | None = None,
    database: Literal["sqlite", "postgres", "both"] = "both",
    json: Flag = False,  # noqa: ARG001 - read by whoever prints the answer
) -> Answer:
    """Kill it under load, break its lines, race for the last unit; then audit the books.

    Parameters
    ----------
    full:
        Full sizes; without it a tenth of each.
    minutes:
        Stop after about so many minutes; what was not tried by then is not tried.
    database:
        Which to torture.
    json:
        Print one JSON document, nothing else.
    """
    before = machine()
    most = minutes or (_FULL_MINUTES if full else _MINUTES)
    chosen = DATABASES if database == "both" else (database,)
    rows = list(torture_all(chosen, _FULL if full else _TENTH, most, talk))
    code = 1 if any(row.failed for row in rows) else 0
    return Answer(document("torture", rows, before), as_table(rows), code)
