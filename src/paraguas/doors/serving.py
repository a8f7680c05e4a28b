"""Serving in this process: the API and the pages on an address, and the worker beside them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from threading import Thread

from granian.constants import Interfaces
from granian.server.embed import Server
from msgspec import Struct

from paraguas.doors.api.app import make_app
from paraguas.doors.loop import run_loop
from paraguas.doors.outside import make_provider, make_transport
from paraguas.doors.runtime import Runtime
from paraguas.doors.worker import Worker
from paraguas.plumbing.secret_store import install
from paraguas.plumbing.settings import Settings
from paraguas.plumbing.tx import Tx

_WAITING = 1024
"""Connections that may wait to be taken up: a burst of buyers finds the door open."""


class Serving(Struct, frozen=True):
    """A server that listens; `stop` lets it finish what was begun, then `ended` is done."""

    stop: Callable[[], None]
    ended: "asyncio.Task[None]"


@asynccontextmanager
async def serving(runtime: Runtime) -> AsyncIterator[Serving]:
    """Serve on the address of the settings until left; the port is free when this is called."""
    settings = runtime.settings
    runtime.write_now(_name, settings)
    server = Server(
        make_app(runtime),
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        backlog=_WAITING,
        websockets=False,
        log_enabled=False,
    )
    async with _working(runtime):
        ended = asyncio.create_task(server.serve())
        await _listening(settings, ended)
        stop: Callable[[], None] = server.stop
        try:
            yield Serving(stop, ended)
        finally:
            stop()
            await ended


@contextmanager
def serving_beside(runtime: Runtime) -> Iterator[None]:
    """Serve from a thread of its own, for somebody who goes on in this one."""
    told: Future[tuple[asyncio.AbstractEventLoop, Serving]] = Future()

    async def serve() -> None:
        async with serving(runtime) as server:
            told.set_result((asyncio.get_running_loop(), server))
            await server.ended

    def run() -> None:
        try:
            run_loop(serve())
        except BaseException as problem:
            if told.done():
                raise
            told.set_exception(problem)

    thread = Thread(target=run, name="server")
    thread.start()
    loop, server = told.result()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(server.stop)
        thread.join()


def _name(tx: Tx, settings: Settings) -> None:
    """Keep what letters name: where their links begin, and the brand."""
    install(tx, {"public_url": settings.links, "brand": settings.brand})


@asynccontextmanager
async def _working(runtime: Runtime) -> AsyncIterator[None]:
    """Run the worker beside the server, if this process has one."""
    if not runtime.settings.worker:
        yield
        return
    provider = make_provider(runtime.settings)
    worker = Worker(runtime, provider, make_transport(runtime.settings))
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.run())
        try:
            yield
        finally:
            worker.stop()
    provider.close()


async def _listening(settings: Settings, ended: "asyncio.Task[None]") -> None:
    while not ended.done():
        try:
            _, writer = await asyncio.open_connection(settings.host, settings.port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            return
