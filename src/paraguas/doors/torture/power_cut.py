"""Power cuts on SQLite: our own placing on a disk that forgets whatever was not synced."""

import random
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from paraguas.doors.api.placing import read_order
from paraguas.doors.bench.ground import Ground
from paraguas.doors.bench.requests import Mix, bodies
from paraguas.doors.runtime import Runtime
from paraguas.doors.torture import lossy_driver
from paraguas.doors.torture.lossy_disk import LossyDisk
from paraguas.doors.torture.report import Effort, Row, Tally
from paraguas.journeys.afterwards import FOLLOWERS
from paraguas.journeys.checkout.placing import place_orders
from paraguas.orders import queries as orders
from paraguas.orders.model import Wish
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.db import open_database
from paraguas.plumbing.settings import Settings
from paraguas.values.by import By
from paraguas.values.ids import OrderId
from paraguas.values.refusal import Refusal
from paraguas.views import auditing

CUTS = 100
_CALLERS = 8
_ORDERS = (20, 300)
"""After how many acknowledged orders the power goes."""

_WEB = By("web", "shop")


def power_cuts(on: Ground, effort: Effort) -> Row:
    """Cut the power while orders are placed, and look at what the disk has."""
    dice = random.Random(CUTS)  # noqa: S311 - moments, not secrets
    tally = Tally()
    kept = 0
    for number in range(effort.of(CUTS)):
        if effort.is_over and tally.tried:
            break
        tally.tried += 1
        with tempfile.TemporaryDirectory(prefix="paraguas-cut-") as name:
            before, after = Path(name) / "before", Path(name) / "after"
            before.mkdir()
            after.mkdir()
            shutil.copy(on.folder / "paraguas.db", before)
            torn = dice if number % 2 else None
            acknowledged = _place_until_cut(
                on, before, after, (number, dice.randint(*_ORDERS), torn)
            )
            tally.problems.update(_missing(after, acknowledged))
            kept += len(acknowledged)
    note = f"{kept:,} orders acknowledged; every second cut leaves half of the unsynced writes"
    return tally.row("power cut", on.database, note)


def _place_until_cut(
    on: Ground, before: Path, after: Path, cut: tuple[int, int, random.Random | None]
) -> list[str]:
    """Place orders from several threads until so many are acknowledged, then cut the power."""
    number, most, torn = cut
    disk = LossyDisk()
    settings = Settings(folder=before)
    runtime = Runtime(settings, open_database(settings.database, FOLLOWERS, driver=lossy_driver))
    runtime.start()
    waiting = deque(_wishes(on, number, most * 3))
    acknowledged: list[str] = []
    enough, cut_off = Event(), Event()

    def call(_: int) -> None:
        while waiting and not cut_off.is_set():
            placed = runtime.write_now(place_orders, waiting.popleft(), together=True)
            acknowledged.append(placed.order_id)
            if len(acknowledged) >= most:
                enough.set()

    try:
        with ThreadPoolExecutor(_CALLERS) as pool:
            calls = pool.map(call, range(_CALLERS))
            enough.wait(60)
            told = list(acknowledged)
            disk.cut(after, torn)
            cut_off.set()
            list(calls)
    finally:
        runtime.close()
        disk.unregister()
    return told


def _wishes(on: Ground, seed: int, many: int) -> Iterator[Wish]:
    mix = Mix(skus=on.world.skus, cards=on.world.cards, seed=700_000 + seed)
    for body in bodies(mix, many):
        asked = read_order(body)
        yield Wish(
            stamp(_WEB),
            "web",
            asked.market,
            asked.lines,
            asked.groups,
            asked.tenders,
            asked.person,
        )


def _missing(folder: Path, acknowledged: list[str]) -> Iterator[str]:
    """Open what is left and name what is wrong with it."""
    database = open_database(Settings(folder=folder).database)
    try:
        with database.reading() as tx:
            for order_id in acknowledged:
                try:
                    orders.confirmation(tx, OrderId(order_id))
                except Refusal:
                    yield "an acknowledged order was lost"
            for check in auditing.audit(tx, at=now()):
                yield from (check.name for _ in check.findings)
    finally:
        database.close()
