"""Measure: how fast this program is on this machine, against references of the same minutes."""

from typing import Literal

from cyclopts import App

from paraguas.doors.bench.capture import PLANS, capture
from paraguas.doors.bench.ground import DATABASES
from paraguas.doors.bench.report import as_table, document, machine
from paraguas.doors.cli.answer import Answer, talk
from paraguas.doors.cli.installation import Flag

bench = App(
    name="bench",
    help="Measure how fast it is, in a world of its own, against references of the same minutes.",
)


@bench.command(name="capture")
def bench_capture(
    *,
    database: Literal["sqlite", "postgres", "both"] = "both",
    size: Literal["quick", "full"] = "quick",
    json: Flag = False,  # noqa: ARG001 - read by whoever prints the answer
) -> Answer:
    """Measure how fast orders are captured; it takes minutes, and the machine should be idle.

    Parameters
    ----------
    database:
        Which to measure on.
    size:
        How long and how large: quick takes about five minutes, full an hour.
    json:
        Print one JSON document, nothing else.
    """
    before = machine()
    rows = capture(DATABASES if database == "both" else (database,), PLANS[size], talk)
    return Answer(document("capture", rows, before), as_table(rows))
