"""Races for the last units and for one quarter hour: threads of several processes at once."""

import random
from collections.abc import Sequence

from paraguas.catalog.model import sku_id_of
from paraguas.doors.bench.ground import Ground
from paraguas.doors.bench.world import list_goods
from paraguas.doors.torture.jobs import Contender, Job, contend, contenders
from paraguas.doors.torture.report import Effort, Row, Tally
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.model import Units
from paraguas.network.model import place_id_of
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.db import open_database
from paraguas.plumbing.tx import Tx
from paraguas.values.by import SYSTEM
from paraguas.values.ids import digest_id
from paraguas.values.time import DAY, QUARTER

PROCESSES = 2
BUYERS = 200
TRIALS, RACES = 1000, 10_000
_UNITS = (10, 100)
_AHEAD = 30 * DAY
"""Appointments are booked so far ahead that none is over before it was raced for."""


def oversell(on: Ground, effort: Effort) -> Row:
    """Let 200 buyers at once want 10 to 100 units, and count who was told that they got one."""
    trials = _stock_up(on, effort.of(TRIALS))
    tally = Tally()
    with contenders(on, PROCESSES) as running:
        for sku, units in trials.items():
            if effort.is_over and tally.tried:
                break
            tally.tried += 1
            _sell_out(running, sku, units, tally)
    note = f"{BUYERS} buyers of {_UNITS[0]} to {_UNITS[1]} units, {PROCESSES} processes of threads"
    return tally.row("oversell and undersell", on.database, note)


def appointments(on: Ground, effort: Effort) -> Row:
    """Let callers race for the same quarter hour of the same associate."""
    tally = Tally()
    first = now() + _AHEAD
    first -= first % QUARTER
    with contenders(on, PROCESSES) as running:
        for number in range(effort.of(RACES)):
            if effort.is_over and tally.tried:
                break
            tally.tried += 1
            job = Job(kind="book", times=2, start_at=first + number * QUARTER)
            told = contend(running, job)
            won = sum(each.won for each in told)
            tally.problems.update(problem for each in told for problem in each.problems)
            if won != 1:
                tally.problems[f"{won} callers were told that the slot is theirs"] += 1
    return tally.row("appointment double booking", on.database, "2 processes, 2 threads each")


def _sell_out(running: Sequence[Contender], sku: str, units: int, tally: Tally) -> None:
    told = contend(running, Job(kind="buy", about=sku, times=BUYERS // len(running)))
    sold = sum(each.won for each in told)
    tally.problems.update(problem for each in told for problem in each.problems)
    if sold != units:
        word = "more" if sold > units else "fewer"
        tally.problems[f"{word} sold than there was"] += 1


def _stock_up(on: Ground, trials: int) -> dict[str, int]:
    """Give each trial a SKU of its own, its units spread over all places; code -> units."""
    dice = random.Random(trials)  # noqa: S311 - a race that can be run again
    stock = {f"LAST-{number:05}": dice.randint(*_UNITS) for number in range(trials)}
    places = [place_id_of(code) for code in on.world.places]
    received = [
        Units(sku_id_of(code), places[unit % len(places)], 1)
        for code, units in stock.items()
        for unit in range(units)
    ]
    database = open_database(on.settings.database)
    try:
        with database.writing() as tx:
            _receive(tx, tuple(stock), received)
    finally:
        database.close()
    return stock


def _receive(tx: Tx, codes: tuple[str, ...], received: list[Units]) -> None:
    by = stamp(SYSTEM)
    list_goods(tx, by, codes)
    receive_stock(tx, by, digest_id("torture", "stock"), received)
