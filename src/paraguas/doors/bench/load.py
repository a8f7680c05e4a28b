"""The load: connections that stay open and each ask again as soon as they are answered.

It runs as a process of its own (`python -m`), reads what to do from standard input and prints
what it saw; so its processor time is not the server's.
"""

import asyncio
import sys
from collections import Counter, deque
from time import perf_counter

import msgspec
from typing_extensions import override

from paraguas.doors.bench.requests import Mix, requests

_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length:"


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """What to do: windows of `seconds` after a warm-up, over connections spread over the ports.

    most: the requests written out for each window; one that uses them up ends earlier.
    """

    ports: tuple[int, ...]
    key: str
    mix: Mix
    connections: int = 64
    windows: int = 3
    seconds: float = 2.0
    warm_seconds: float = 1.0
    most: int = 4000


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """What one window saw; latencies in milliseconds, of orders that were placed."""

    placed: int
    seconds: float
    p50_ms: float
    p99_ms: float
    others: dict[str, int]
    """Answers that were no 201, by status, with the first body of each."""


class Connection(asyncio.Protocol):
    """One caller: sends the next request as soon as the last one is answered."""

    def __init__(self, waiting: deque[bytes], until: float, seen: "Seen") -> None:
        """Take requests from `waiting` until it is empty or the time is over."""
        self._waiting = waiting
        self._until = until
        self._seen = seen
        self._buffer = b""
        self._wanted = 0
        self._sent_at = 0.0
        self.finished: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    @override
    def data_received(self, data: bytes) -> None:
        """Gather an answer; go on when it is whole."""
        self._buffer += data
        if not self._wanted:
            end = self._buffer.find(_END_OF_HEAD)
            if end < 0:
                return
            head = self._buffer[:end].lower()
            length = head.partition(_LENGTH)[2].partition(b"\r")[0]
            self._wanted = end + len(_END_OF_HEAD) + int(length)
        if len(self._buffer) >= self._wanted:
            self._seen.note(self._buffer, perf_counter() - self._sent_at)
            self._buffer, self._wanted = b"", 0
            self._next()

    @override
    def connection_lost(self, problem: Exception | None) -> None:
        """Stop; a server that hangs up before it answered is an answer too."""
        if not self.finished.done():
            self._seen.note(b"HTTP/1.1 000 hung up", 0.0)
            self.finished.set_result(None)

    def _next(self) -> None:
        self._sent_at = perf_counter()
        if self._waiting and self._sent_at < self._until:
            self._transport.write(self._waiting.popleft())
        elif not self.finished.done():
            self.finished.set_result(None)
            self._transport.close()


class Seen:
    """What all connections of a window saw."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.latencies: list[float] = []
        self.others: Counter[str] = Counter()

    def note(self, answer: bytes, seconds: float) -> None:
        """Note an answer and how long it took."""
        status = answer[9:12]
        if status == b"201":
            self.latencies.append(seconds)
            return
        told = answer.partition(_END_OF_HEAD)[2][:200].decode("utf-8", "replace")
        self.others[f"{status.decode()} {told if len(self.others) < 5 else ''}".strip()] += 1


async def run(load: Load) -> list[Window]:
    """Warm up, then measure each window."""
    numbers = range(load.windows + 1)
    found = []
    for number in numbers:
        mix = msgspec.structs.replace(load.mix, seed=load.mix.seed * 1000 + number)
        waiting = deque(requests(mix, load.most, load.key))
        seconds = load.seconds if number else load.warm_seconds
        window = await _window(load, waiting, seconds)
        found += [window] if number else []
    return found


async def _window(load: Load, waiting: deque[bytes], seconds: float) -> Window:
    loop = asyncio.get_running_loop()
    seen = Seen()
    began = perf_counter()
    callers = []
    for number in range(load.connections):
        port = load.ports[number % len(load.ports)]
        made = loop.create_connection(
            lambda: Connection(waiting, began + seconds, seen), "127.0.0.1", port
        )
        callers.append((await made)[1])
    await asyncio.gather(*(caller.finished for caller in callers))
    took = perf_counter() - began
    ordered = sorted(seen.latencies) or [0.0]
    return Window(
        placed=len(seen.latencies),
        seconds=took,
        p50_ms=ordered[len(ordered) // 2] * 1000,
        p99_ms=ordered[len(ordered) * 99 // 100] * 1000,
        others=dict(seen.others),
    )


def main() -> None:
    """Read a load from standard input, run it and print its windows."""
    load = msgspec.json.decode(sys.stdin.buffer.read(), type=Load)
    sys.stdout.buffer.write(msgspec.json.encode(asyncio.run(run(load))))


if __name__ == "__main__":
    main()
