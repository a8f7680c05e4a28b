"""Retries through a line that breaks: a key has one effect, whatever was lost on the way."""

import asyncio
import random
from collections import deque
from typing import Any

from paraguas.doors.bench.ground import Ground
from paraguas.doors.bench.requests import Mix, bodies, request
from paraguas.doors.bench.serving import Server
from paraguas.doors.torture.asking import Said, ask, read_message
from paraguas.doors.torture.books import check_books
from paraguas.doors.torture.report import Effort, Row, Tally

REQUESTS = 10_000
_CALLERS = 32
_MOST_BROKEN = 4
"""How often the line breaks for one request; the try after these gets through."""

_PAUSE_SECONDS = 0.05
_IN_FLIGHT = "idempotency_key_in_flight"
_CREATED, _REUSED = 201, 422

BREAKS = ("before", "half", "hung up", "reply", "none")
"""Where the line breaks: before anything went through, in the middle of the request, right after
it, after the answer came and before it is passed on, or not at all."""


class BrokenLine:
    """A proxy on this machine that breaks connections at points drawn by chance."""

    def __init__(self, port: int) -> None:
        """Pass on to a port."""
        self._port = port
        self._dice = random.Random(port)  # noqa: S311 - chance is the point
        self.broken = 0

    async def start(self) -> asyncio.Server:
        """Listen on a free port."""
        return await asyncio.start_server(self._pass_on, "127.0.0.1", 0)

    async def _pass_on(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        point = self._dice.choice(BREAKS)
        self.broken += point != "none"
        try:
            sent = await read_message(near)
            if point != "before":
                answer = await self._through(sent, point)
                if point == "none":
                    back.write(answer)
                    await back.drain()
        except (OSError, asyncio.IncompleteReadError):
            self.broken += point == "none"
        finally:
            back.close()

    async def _through(self, sent: bytes, point: str) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(sent[: len(sent) // 2] if point == "half" else sent)
            await writer.drain()
            return b"" if point in {"half", "hung up"} else await read_message(reader)
        finally:
            writer.close()


def retries(on: Ground, effort: Effort) -> Row:
    """Send orders through the broken line until answered, then again, then with another body."""
    tally = Tally()
    server = Server(on.folder, on.url)
    try:
        line, orders = asyncio.run(_all(on, server.port, effort, tally))
        check_books(on, orders, tally)
    finally:
        server.stop()
    if len(set(orders)) != len(orders):
        tally.problems["two keys made one order"] += 1
    note = f"the line broke {line.broken:,} times; another body under a used key was refused"
    return tally.row("double effect from retries", on.database, note)


async def _all(on: Ground, port: int, effort: Effort, tally: Tally) -> tuple[BrokenLine, list[str]]:
    mix = Mix(skus=on.world.skus, cards=on.world.cards, seed=800_000)
    waiting = deque(enumerate(bodies(mix, effort.of(REQUESTS))))
    line, orders = BrokenLine(port), list[str]()
    proxy = await line.start()
    ports = (proxy.sockets[0].getsockname()[1], port)

    async def call() -> None:
        while waiting and not (effort.is_over and tally.tried):
            tally.tried += 1
            number, body = waiting.popleft()
            orders.append(await _order(on.world.key, f"retry-{number}", body, ports, tally))

    async with proxy:
        await asyncio.gather(*(call() for _ in range(_CALLERS)))
    return line, [order_id for order_id in orders if order_id]


async def _order(key: str, name: str, body: bytes, ports: tuple[int, int], tally: Tally) -> str:
    """Place one order for good; gives its id, empty where it was refused."""
    sent = request(body, key, name)
    said = await _insist(ports, sent)
    if said.status != _CREATED:
        tally.problems[f"answered {said.status} {_code(said)}"] += 1
        return ""
    again = await _insist((ports[1], ports[1]), sent)
    if again != said:
        tally.problems["another answer to the same request"] += 1
    other = await _insist((ports[1], ports[1]), request(body + b" ", key, name))
    if other.status != _REUSED:
        tally.problems[f"another body under the key answered {other.status}"] += 1
    order_id: str = said.document["order_id"]
    return order_id


async def _insist(ports: tuple[int, int], sent: bytes) -> Said:
    """Ask until answered: through the broken line first, then straight."""
    tries = 0
    while True:
        said = await ask(ports[0] if tries < _MOST_BROKEN else ports[1], sent)
        tries += 1
        if said is not None and _code(said) != _IN_FLIGHT:
            return said
        await asyncio.sleep(_PAUSE_SECONDS)


def _code(said: Said) -> Any:
    return said.document.get("code")
