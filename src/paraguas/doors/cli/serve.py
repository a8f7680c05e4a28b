"""Serve an installation: the API, the pages and the worker, in this process."""

import asyncio
import errno
import os
import signal
import socket
from time import perf_counter

import msgspec
from rich.console import Group

from paraguas.doors.cli.answer import Answer, show, talk
from paraguas.doors.cli.errors import AddressUnusable, PortBusy
from paraguas.doors.cli.installation import Flag, Installation, opened
from paraguas.doors.loop import run_loop
from paraguas.doors.runtime import Runtime
from paraguas.doors.serving import serving
from paraguas.plumbing.settings import Settings

_STOPS = (signal.SIGINT, signal.SIGTERM)
_LAST_PORT = 65535


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
    place = place[0], free_port(*place)
    with opened(at) as runtime:
        runtime.settings = bound(runtime.settings, place, works=not no_worker)
        runtime.warm_up()
        run_loop(_serve(runtime, began, as_json=at.json))
    talk("stopped; everything that was begun is written")


def bound(settings: Settings, place: tuple[str, int], *, works: bool) -> Settings:
    """Say in the settings where we listen."""
    host, port = place
    return msgspec.structs.replace(settings, host=host, port=port, worker=settings.worker and works)


async def _serve(runtime: Runtime, began: float, *, as_json: bool) -> None:
    loop = asyncio.get_running_loop()
    async with serving(runtime) as server:
        for number in _STOPS:
            loop.add_signal_handler(number, server.stop)
        show(_ready(runtime, began), as_json=as_json)
        await server.ended


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


def free_port(host: str, port: int) -> int:
    """Check that we can listen there, and choose a port where 0 is asked for.

    The server shares ports with others that let it, so a busy one has to be found out before.
    """
    if not 0 <= port <= _LAST_PORT:
        raise AddressUnusable(host=host, port=port, reason=f"ports end at {_LAST_PORT}")
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
    return chosen
