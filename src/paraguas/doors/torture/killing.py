"""kill -9 under load: what was acknowledged is there, once, and the next start is quick."""

import asyncio
import os
import random
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct, field
from msgspec.structs import replace

from paraguas.doors.bench.ground import Ground
from paraguas.doors.bench.requests import Mix, bodies, request
from paraguas.doors.bench.serving import Server
from paraguas.doors.torture.asking import ask
from paraguas.doors.torture.books import check_books
from paraguas.doors.torture.jobs import Contender, Job
from paraguas.doors.torture.report import Effort, Row, Tally
from paraguas.invoices.queries import find_number
from paraguas.plumbing.db import open_database

KILLS = 50
MOST_START_SECONDS = 3.0
_CALLERS = 16
_LIFE_SECONDS = (0.3, 1.5)
_WRITTEN = 2_000
"""Requests written out for each life; more than a server answers in it."""

_CREATED = 201


class Witness(Struct):
    """What callers were told, written to the disk before it is believed.

    orders: order id by idempotency key.  unanswered: requests whose answer never came, by key.
    """

    file: BinaryIO
    orders: dict[str, str] = field(default_factory=dict)
    unanswered: dict[str, bytes] = field(default_factory=dict)

    def note(self, key: str, order_id: str, tally: Tally) -> None:
        """Believe an answer; a key that has another order already is a doubled order."""
        self.file.write(f"{key} {order_id}\n".encode())
        self.file.flush()
        os.fsync(self.file.fileno())
        self.unanswered.pop(key, None)
        if self.orders.setdefault(key, order_id) != order_id:
            tally.problems["two orders under one key"] += 1


def kills(on: Ground, effort: Effort) -> Row:
    """Kill the server under load again and again, and compare its books with the witness."""
    dice = random.Random(KILLS)  # noqa: S311 - moments, not secrets
    tally = Tally()
    with (on.folder / "witness.txt").open("wb") as file:
        witness = Witness(file)
        server = Server(on.folder, on.url)
        slowest = 0.0
        try:
            for number in range(effort.of(KILLS)):
                if effort.is_over and tally.tried:
                    break
                tally.tried += 1
                life = _Life(server, number, dice.uniform(*_LIFE_SECONDS))
                asyncio.run(_live(on, life, witness, tally))
                server = Server(on.folder, on.url)
                slowest = max(slowest, server.ready_seconds)
            asyncio.run(_ask_again(server, witness, tally))
            check_books(on, list(witness.orders.values()), tally)
        finally:
            server.stop()
    note = f"{len(witness.orders):,} orders acknowledged, ready again in {slowest:.1f} s at most"
    row = tally.row("kill -9 under load", on.database, note)
    return replace(row, holds=row.holds and slowest <= MOST_START_SECONDS)


def invoice_kills(on: Ground, effort: Effort) -> Row:
    """Kill a process that sells and invoices from many threads; numbers must stay gapless."""
    dice = random.Random(KILLS)  # noqa: S311
    tally = Tally()
    numbers: list[str] = []
    for _ in range(effort.of(KILLS)):
        if effort.is_over and tally.tried:
            break
        tally.tried += 1
        contender = Contender(on)
        contender.begin(Job(kind="invoice", about=on.world.skus[0], times=8))
        # At least one, at most some hundred: somewhere among commits, not before the first.
        numbers += _numbers(contender, dice.randint(1, 100), tally)
        contender.kill()
    if len(set(numbers)) != len(numbers):
        tally.problems["a number was given twice"] += 1
    database = open_database(on.settings.database)
    with database.reading() as tx:
        lost = sum(1 for number in numbers if len(find_number(tx, number)) != 1)
    database.close()
    if lost:
        tally.problems["an acknowledged invoice was lost"] += lost
    note = f"{len(numbers):,} invoices acknowledged; the audit looks for gaps"
    return tally.row("invoice numbers under kills", on.database, note)


def _numbers(contender: Contender, most: int, tally: Tally) -> Iterator[str]:
    """Give the numbers it prints; a refusal ends its work and is told in their stead."""
    for _ in range(most):
        line = contender.line().decode().strip()
        if line.startswith("{") or not line:
            tally.problems[f"invoicing stopped: {line}"] += 1
            return
        yield line


class _Life(Struct, frozen=True):
    server: Server
    number: int
    seconds: float


async def _live(on: Ground, life: _Life, witness: Witness, tally: Tally) -> None:
    """Load a server for a while, first with what was not answered before, then kill it."""
    waiting = deque(witness.unanswered.items())
    mix = Mix(skus=on.world.skus, cards=on.world.cards, seed=900_000 + life.number)
    for count, body in enumerate(bodies(mix, _WRITTEN)):
        key = f"kill-{life.number}-{count}"
        waiting.append((key, request(body, on.world.key, key)))

    callers = [
        asyncio.create_task(_call(life.server.port, waiting, witness, tally))
        for _ in range(_CALLERS)
    ]
    await asyncio.sleep(life.seconds)
    await asyncio.to_thread(life.server.kill)
    waiting.clear()
    await asyncio.gather(*callers)


async def _call(
    port: int, waiting: deque[tuple[str, bytes]], witness: Witness, tally: Tally
) -> None:
    while waiting:
        key, sent = waiting.popleft()
        witness.unanswered[key] = sent
        said = await ask(port, sent)
        if said is None:
            continue
        if said.status == _CREATED:
            witness.note(key, said.document["order_id"], tally)
        else:
            tally.problems[f"answered {said.status} {said.document.get('code')}"] += 1


async def _ask_again(server: Server, witness: Witness, tally: Tally) -> None:
    """Ask for every answer that never came, so that all orders there are were told to somebody."""
    waiting = deque(witness.unanswered.items())
    callers = [_call(server.port, waiting, witness, tally) for _ in range(_CALLERS)]
    await asyncio.gather(*callers)
    if witness.unanswered:
        tally.problems["never answered"] += len(witness.unanswered)
