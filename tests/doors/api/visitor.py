"""Somebody who calls the API: real requests through the whole application, without a socket."""

import asyncio
from collections.abc import Coroutine
from functools import cache
from itertools import count
from typing import Any, TypeVar

import httpx
from litestar import Litestar
from sqlalchemy import func, select

from paraguas.catalog.model import sku_id_of
from paraguas.doors.api.app import make_framework
from paraguas.doors.api.hot import HotRoute
from paraguas.doors.runtime import Runtime
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.model import Units
from paraguas.network.model import place_id_of
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.schema import metadata
from paraguas.staff.actions.issue_key import issue_key
from paraguas.staff.model import Scope, actor_id_of
from paraguas.values.by import SYSTEM
from paraguas.values.ids import digest_id
from paraguas.views.auditing import audit

Result = TypeVar("Result")
_causes = count(1)


class Open(Runtime):
    """Whichever installation is open: the framework takes long to build, so all tests share one."""

    current: Runtime

    def __init__(self) -> None:
        """Be nothing by itself."""

    def __getattribute__(self, name: str) -> Any:
        return getattr(Open.current, name)


@cache
def framework() -> Litestar:
    """The framework's part of the application, over the installation of the latest visitor."""
    return make_framework(Open())


class Visitor:
    """A client with a key; every write brings an idempotency key of its own unless told one."""

    def __init__(self, runtime: Runtime, secret: str) -> None:
        self.runtime = runtime
        self.secret = secret
        self._loop = asyncio.Runner()
        Open.current = runtime
        transport = httpx.ASGITransport(HotRoute(runtime, framework()))
        self._client = httpx.AsyncClient(transport=transport, base_url="http://paraguas")

    def close(self) -> None:
        self._loop.run(self._client.aclose())
        self._loop.close()

    def call(self, method: str, path: str, body: Any = None, **how: Any) -> httpx.Response:
        """Send a request and wait for its answer."""
        return self.run(self.ask(method, path, body, **how))

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        secret: str | None = None,
        params: dict[str, Any] | None = None,
        content: bytes | None = None,
        **headers: str | None,
    ) -> Coroutine[Any, Any, httpx.Response]:
        """Prepare a request; headers are named with underscores, None leaves one out.

        secret: "" sends no key.  content: a body as it is, instead of one to write as JSON.
        """
        if method != "GET":
            headers.setdefault("idempotency_key", f"visit-{next(_causes)}")
        sent = {name.replace("_", "-"): text for name, text in headers.items() if text is not None}
        secret = self.secret if secret is None else secret
        if secret:
            sent["authorization"] = f"Bearer {secret}"
        if content is not None:
            sent["content-type"] = "application/json"
        return self._client.request(
            method, path, json=body, params=params, headers=sent, content=content
        )

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Run something on the loop the requests run on."""
        return self._loop.run(work)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.call("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        return self.call("POST", path, body, **more)

    def put(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        return self.call("PUT", path, body, **more)

    def delete(self, path: str, **more: Any) -> httpx.Response:
        return self.call("DELETE", path, **more)

    def key_of(self, actor: str, *scopes: Scope, door: str = "", place: str = "") -> str:
        """Issue a key to somebody of the starter staff."""
        with self.runtime.database.writing() as tx:
            secret = issue_key(
                *(tx, stamp(SYSTEM), actor_id_of(actor), scopes),
                door=door,
                entropy=next(_causes).to_bytes(16, "big"),
                place_id=place_id_of(place) if place else None,
            )
        self.runtime.forget_directory()
        return secret

    def stock(self, sku: str, **quantities: int) -> None:
        """Receive units at places, whose codes are named with underscores."""
        units = [
            Units(sku_id_of(sku), place_id_of(place.replace("_", "-")), quantity)
            for place, quantity in quantities.items()
        ]
        with self.runtime.database.writing() as tx:
            receive_stock(tx, stamp(SYSTEM), digest_id("visit", str(next(_causes))), units)

    def rows(self) -> dict[str, int]:
        """Count the rows of every table: what was refused leaves them as they were."""
        with self.runtime.database.reading() as tx:
            return {
                table.name: tx.value(select(func.count()).select_from(table))
                for table in metadata.sorted_tables
            }

    def findings(self) -> list[str]:
        """What the audit finds."""
        with self.runtime.database.reading() as tx:
            return [finding for check in audit(tx, at=now()) for finding in check.findings]
