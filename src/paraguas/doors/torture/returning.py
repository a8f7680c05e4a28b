"""Races for the same units that come back: one line at five doors, threads of several processes."""

from collections.abc import Sequence

from paraguas.doors.bench.ground import Ground
from paraguas.doors.bench.serving import Server
from paraguas.doors.bench.world import MARKET
from paraguas.doors.torture.jobs import Contender, Job, contend, contenders
from paraguas.doors.torture.report import Effort, Row, Tally
from paraguas.journeys.checkout.placing import place_orders
from paraguas.orders.model import GroupKind, Wish, WishedGroup, WishedLine, WishedTender
from paraguas.orders.queries import order as read_order
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.db import Database, open_database
from paraguas.returns.queries import returns_of
from paraguas.values.by import By

PROCESSES = 2
PARALLEL = 50
TRIALS = 200
UNITS = 3
MOST_BACKLOG_SECONDS = 600.0


def return_races(on: Ground, effort: Effort) -> Row:
    """Let 50 hands at five doors give back the three units of one line, and count the money."""
    tally = Tally()
    database = open_database(on.settings.database)
    try:
        with contenders(on, PROCESSES) as running:
            for _ in range(effort.of(TRIALS)):
                if effort.is_over and tally.tried:
                    break
                tally.tried += 1
                _give_back(running, database, on, tally)
    finally:
        database.close()
    _work_off(on)
    note = f"{PARALLEL} hands at five doors, {UNITS} units of a line, {PROCESSES} processes"
    return tally.row("refund/return races", on.database, note)


def _work_off(on: Ground) -> None:
    """Let a worker do what the returns left to be done, so that the audit sees all of it."""
    server = Server(on.folder, on.url)
    try:
        on.backlog_seconds(most=MOST_BACKLOG_SECONDS)
    finally:
        server.stop()


def _give_back(running: Sequence[Contender], database: Database, on: Ground, tally: Tally) -> None:
    order_id = sell(database, on, UNITS)
    told = contend(running, Job(kind="return", about=order_id, times=PARALLEL // len(running)))
    tally.problems.update(problem for each in told for problem in each.problems)
    won = sum(each.won for each in told)
    if won != UNITS:
        tally.problems[f"{won} hands were told that their unit is taken back"] += 1
    with database.reading() as tx:
        order, given = read_order(tx, order_id), returns_of(tx, order_id)
    counters = order.lines[0].counters
    if counters["returned"] + counters["coming_back"] != UNITS:
        tally.problems["the line counts other units than came back"] += 1
    here = [one for one in given if not one.open]
    if sum(one.given_minor for one in here) * UNITS != order.total_minor * len(here):
        tally.problems["more or less was given back than the units cost"] += 1


def sell(database: Database, on: Ground, units: int) -> str:
    """Sell units of one line over the counter, so that they are in their person's hands."""
    wish = Wish(
        stamp(By("till", "tills")),
        "till",
        MARKET,
        (WishedLine(on.world.skus[0], units),),
        (WishedGroup(GroupKind.CARRY_OUT, place=on.world.places[0]),),
        (WishedTender("cash"),),
        place=on.world.places[0],
    )
    with database.writing() as tx:
        [sold] = place_orders(tx, [wish])
    assert isinstance(sold, Confirmation), sold
    return sold.order_id
