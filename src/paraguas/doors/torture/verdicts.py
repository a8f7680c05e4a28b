"""The same return asked about at every door: one verdict, byte by byte, over the real endpoint."""

import asyncio
from collections import deque
from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec

from paraguas.doors.bench.ground import Ground
from paraguas.doors.bench.serving import Server
from paraguas.doors.torture.asking import read_message
from paraguas.doors.torture.report import Effort, Row, Tally
from paraguas.doors.torture.returning import sell
from paraguas.plumbing.db import open_database

REQUESTS = 10_000
DOORS = ("web", "app", "till", "phone", "catalogue", "field_rep", "partner", "marketplace", "chat",
         "assistant")  # fmt: skip
_REASONS = ("changed_mind", "wrong", "defective")
_HANDLINGS = ("unused", "tried", "worn")
_DEFECTS = ("none", "minor", "major")
_UNITS, _ORDERS, _CALLERS = 5, 6, 8
_SEED = 20_261_122
_END = b"\r\n\r\n"


def verdicts(on: Ground, effort: Effort) -> Row:
    """Ask about generated returns at every door, each at another place, and compare the bytes."""
    tally = Tally()
    database = open_database(on.settings.database)
    try:
        orders = [sell(database, on, _UNITS) for _ in range(_ORDERS)]
    finally:
        database.close()
    server = Server(on.folder, on.url)
    try:
        seen = asyncio.run(_all(on, server.port, orders, effort, tally))
    finally:
        server.stop()
    note = f"at {len(DOORS)} doors each; {seen:,} different verdicts"
    return tally.row("another verdict at another door", on.database, note)


def cases(orders: list[str], many: int) -> Iterator[dict[str, Any]]:
    """Generate returns: the same ones on every run, but for the orders they are of."""
    chance = Random(_SEED)  # noqa: S311 - returns that can be asked about again
    for _ in range(many):
        item = {
            "line_no": 1,
            "units": chance.randint(1, _UNITS),
            "reason": chance.choice(_REASONS),
            "handling": chance.choice(_HANDLINGS),
            "opened": chance.random() < 0.5,
            "defect": chance.choice(_DEFECTS),
        }
        gift = chance.choice((True, False, False))
        yield {"order": chance.choice(orders), "items": [item], "gift": gift}


async def _all(on: Ground, port: int, orders: list[str], effort: Effort, tally: Tally) -> int:
    waiting, seen = deque(cases(orders, effort.of(REQUESTS))), set[bytes]()
    places = ("", *on.world.places)

    async def call() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while waiting and not (effort.is_over and tally.tried):
            tally.tried += 1
            case, told = waiting.popleft(), set[bytes]()
            for number, door in enumerate(DOORS, start=tally.tried):
                body = {**case, "channel": door, "place": places[number % len(places)]}
                writer.write(_request(on.world.key, body))
                head, _, answer = (await read_message(reader)).partition(_END)
                told.add(answer)
                if head[9:12] != b"200":
                    tally.problems[f"answered {head[9:12].decode()}"] += 1
            if len(told) != 1:
                tally.problems["doors told different verdicts"] += 1
            seen.update(told)
        writer.close()

    await asyncio.gather(*(call() for _ in range(_CALLERS)))
    return len(seen)


def _request(key: str, document: dict[str, Any]) -> bytes:
    body = msgspec.json.encode(document)
    head = (
        "POST /v1/returns/preview HTTP/1.1\r\nhost: torture\r\ncontent-type: application/json\r\n"
        f"authorization: Bearer {key}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
