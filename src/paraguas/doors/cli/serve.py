"""Serve an installation: the API, the pages and the worker, in this process."""

import asyncio
import errno
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

import msgspec
from granian.constants import Interfaces
from granian.server.embed import Server
from rich.console import Group

from paraguas.doors.api.app import make_app
from paraguas.doors.cli.answer import Answer, show, talk
from paraguas.doors.cli.errors import AddressUnusable, PortBusy
from paraguas.doors.cli.installation import Flag, Installation, opened
from paraguas.doors.outside import make_provider, make_transport
from paraguas.doors.runtime import Runtime
from paraguas.doors.worker import Worker
from paraguas.plumbing.secret_store import install
from paraguas.plumbing.settings import Settings
from paraguas.plumbing.tx import Tx

_WAITING = 1024
"""Connections that may wait to be taken up: a burst of buyers finds the door open."""

_STOPS = (signal.SIGINT, signal.SIGTERM)


def serve(
    at: Installation = Installation(),
    *,
    host: str = "",
    port: int | None = None,
    no_worker: Flag = False,
) -> None:
    """Serve the API and the pages until told to stop (Ctrl-C).

    Parameters
    ----------
    host:
        Address to listen on; PARAGUAS_HOST, or 127.0.0.1.
    port:
        Port to listen on, 0 for a free one; PARAGUAS_PORT, or 8080.
    no_worker:
        Leave chores to other processes.
    """
    began = perf_counter()
    settings = at.settings()
    place = host or settings.host, settings.port if port is None else port
    place = place[0], _free_port(*place)
    with opened(at) as runtime:
        runtime.settings = _bound(runtime.settings, place, works=not no_worker)
        runtime.write_now(_name, runtime.settings)
        asyncio.run(_serve(runtime, began, as_json=at.json))
    talk("stopped; everything that was begun is written")


def _bound(settings: Settings, place: tuple[str, int], *, works: bool) -> Settings:
    """Say in the settings where we listen."""
    host, port = place
    return msgspec.structs.replace(settings, host=host, port=port, worker=settings.worker and works)


def _name(tx: Tx, settings: Settings) -> None:
    """Keep what letters name: where their links begin, and the brand."""
    install(tx, {"public_url": settings.links, "brand": settings.brand})


async def _serve(runtime: Runtime, began: float, *, as_json: bool) -> None:
    settings = runtime.settings
    server = Server(
        make_app(runtime),
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        backlog=_WAITING,
        websockets=False,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    for number in _STOPS:
        loop.add_signal_handler(number, server.stop)
    async with _working(runtime):
        serving = asyncio.create_task(server.serve())
        await _listening(settings, serving)
        show(_ready(runtime, began), as_json=as_json)
        await serving


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


async def _listening(settings: Settings, serving: "asyncio.Task[None]") -> None:
    while not serving.done():
        try:
            _, writer = await asyncio.open_connection(settings.host, settings.port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            return


def _ready(runtime: Runtime, began: float) -> Answer:
    settings = runtime.settings
    document = {
        "url": f"http://{settings.host}:{settings.port}",
        "pid": os.getpid(),
        "database": runtime.database.engine.dialect.name,
        "folder": str(settings.folder),
        "ready_ms": round((perf_counter() - began) * 1000),
    }
    keeper = settings.folder / "admin.key"
    lines = [
        f"[green]serving[/] {document['url']} ({document['database']}, {document['ready_ms']} ms)",
        f"API description: [bold]{document['url']}/v1/openapi.json[/]",
        f"key: the content of {keeper}, as Authorization: Bearer ...",
        "stop with Ctrl-C",
    ]
    return Answer(document, Group(*lines))


def _free_port(host: str, port: int) -> int:
    """Check that we can listen there, and choose a port where 0 is asked for.

    The server shares ports with others that let it, so a busy one has to be found out before.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            chosen: int = probe.getsockname()[1]
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            raise PortBusy(host=host, port=port) from problem
        reason = problem.strerror or str(problem)
        raise AddressUnusable(host=host, port=port, reason=reason) from problem
    except OverflowError as problem:
        raise AddressUnusable(host=host, port=port, reason=str(problem)) from problem
    return chosen
