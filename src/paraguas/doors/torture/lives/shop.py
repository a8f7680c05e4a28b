"""A shop to live in: an installation in this process, called through its whole API."""

import asyncio
from collections.abc import Callable, Collection
from pathlib import Path
from secrets import randbits
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from paraguas.catalog.model import sku_id_of
from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.adapters.smtp.recorder import RecorderTransport
from paraguas.doors.api.app import make_app
from paraguas.doors.runtime import Runtime
from paraguas.doors.worker import Worker
from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.model import Fulfilment
from paraguas.inventory.model import Position
from paraguas.inventory.queries import positions
from paraguas.journeys.afterwards import TIMERS
from paraguas.payments import queries as payments
from paraguas.payments.rules.balance import Balance
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now
from paraguas.plumbing.facts import BUCKETS
from paraguas.plumbing.tx import Tx
from paraguas.values.by import SYSTEM
from paraguas.values.ids import Ids, OrderId
from paraguas.values.stamp import Stamp

T = TypeVar("T")
_ROUNDS = 12
"""So often what waits for another try is tried at most before it counts as stuck."""

_SECONDS = 60
"""What takes the worker longer than this never ends."""


class Said(Struct, frozen=True):
    """An answer: its status and its document."""

    status: int
    body: Any

    @property
    def code(self) -> str:
        """The code of a refusal; empty where nothing was refused."""
        return str(self.body.get("code", "")) if self.status >= 400 else ""


class Shop:
    """An open installation with its worker; every call waits until all that follows is done."""

    def __init__(self, runtime: Runtime, key: str, folder: Path) -> None:
        """Open its doors.  folder: of the provider's ledger and the letters."""
        self._runtime = runtime
        self._key = key
        self._loop = asyncio.Runner()
        self._app = make_app(runtime)
        self.provider = SandboxPayments(folder / "sandbox_payments.db")
        self._worker = Worker(runtime, self.provider, RecorderTransport(folder / "mail"))
        self._asked = 0
        self._run = f"{randbits(48):x}"

    def close(self) -> None:
        """Close its doors; the installation stays open."""
        self.provider.close()
        self._loop.close()

    def next_key(self) -> str:
        """Give an idempotency key nobody used."""
        self._asked += 1
        return f"life-{self._run}-{self._asked}"

    def post(self, path: str, body: Any, key: str = "", *, more: bytes = b"") -> Said:
        """Ask for something that writes.  more: goes at the end of the body."""
        content = msgspec.json.encode(body) + more
        return self._loop.run(self._call("POST", path, content, key or self.next_key()))

    def get(self, path: str) -> Any:
        """Read something that is there."""
        return self._loop.run(self._call("GET", path, b"", "")).body

    def settle(self) -> None:
        """Let the worker do all that is due and what waits for another try, and what follows."""
        for _ in range(_ROUNDS):
            self._loop.run(asyncio.wait_for(self._worker.catch_up(), _SECONDS))
            if not self._hasten():
                return

    def pass_time(self, until_at: int) -> None:
        """Let the timers go off that are due by an instant, at that instant, one after another."""
        while self._let_one_go_off(until_at):
            pass
        self.settle()

    def _let_one_go_off(self, until_at: int) -> bool:
        with self._runtime.database.writing() as tx:
            found = chores.due(tx, "timer:", buckets=range(BUCKETS), now=until_at, most=1)
            for chore in found:
                moment = Stamp(until_at, SYSTEM, Ids(until_at, randbits(128)))
                TIMERS[chore.kind.removeprefix("timer:")](tx, moment, chore)
                chores.finish(tx, [chore])
        return bool(found)

    def look(self, look: Callable[[Tx], T]) -> T:
        """Look at the rows at one moment."""
        return self._runtime.read_now(look)

    def positions(self, skus: Collection[str]) -> list[Position]:
        """Read all positions of SKUs, by their codes."""
        return self.look(lambda tx: list(positions(tx, sorted(map(sku_id_of, skus)))))

    def parts(self, order_ids: Collection[str]) -> list[Fulfilment]:
        """Read the fulfilments of orders."""
        wanted = [OrderId(order_id) for order_id in order_ids]
        return self.look(lambda tx: fulfilments.fulfilments_of(tx, wanted))

    def balance(self, order_id: str) -> Balance:
        """Add up what is written of an order's money."""
        found = self.look(lambda tx: payments.balances(tx, [OrderId(order_id)]))
        return found[OrderId(order_id)]

    def card_left(self, code: str) -> int:
        """Tell what is left on a gift card or a store credit."""
        said = self.post("/v1/gift-cards/balance", {"code": code})
        return int(said.body["balance_minor"])

    def _hasten(self) -> int:
        with self._runtime.database.writing() as tx:
            return chores.hasten(tx, now=now())

    async def _call(self, method: str, path: str, content: bytes, key: str) -> Said:
        headers = [(b"authorization", f"Bearer {self._key}".encode())]
        headers += [(b"content-type", b"application/json")] if content else []
        headers += [(b"idempotency-key", key.encode())] if key else []
        headers.append((b"content-length", str(len(content)).encode()))
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": headers,
            "server": ("127.0.0.1", 80),
            "client": ("127.0.0.1", 1),
        }
        told: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: Any) -> None:
            told.append(message)

        await self._app(scope, receive, send)
        answer = b"".join(one.get("body", b"") for one in told)
        return Said(told[0]["status"], msgspec.json.decode(answer) if answer else {})
