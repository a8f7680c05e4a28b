"""The way out to addresses that others gave us, guarded: it leads to no door of our own.

A name is looked up, each of its addresses checked, and the connection made to one of those: so a
name that is looked up again meanwhile and points elsewhere changes nothing.  Nothing here follows
redirects or heeds proxies of the environment.
"""

import asyncio
import socket
from collections.abc import Iterable
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore
from typing_extensions import override

from paraguas.webhooks.errors import WebhookAddressRefused
from paraguas.webhooks.rules.reaching import is_public

_PORTS = {"https": 443, "http": 80}


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects only to addresses that were checked, those and no others."""

    def __init__(self, *, private: bool) -> None:
        """Begin; private: addresses of the own network may be reached too."""
        self._private = private
        self._network = httpcore.AnyIOBackend()

    @override
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers; WebhookAddressRefused otherwise."""
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in await addresses_of(host, port, private=self._private):
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                failed = problem
        raise failed

    @override
    async def sleep(self, seconds: float) -> None:
        """Wait between tries."""
        await asyncio.sleep(seconds)


async def check_url(url: str, *, private: bool) -> None:
    """Refuse a URL nothing is ever sent to: of another scheme, with credentials, not public.

    private: plain HTTP and addresses of the own network are fine.  Raises WebhookAddressRefused.
    """
    parts = check_form(url, private=private)
    assert parts.hostname
    await addresses_of(parts.hostname, parts.port or _PORTS[parts.scheme], private=private)


def check_form(url: str, *, private: bool) -> SplitResult:
    """Check what a URL says itself, before anything is looked up, and give its parts."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise WebhookAddressRefused(problem=str(problem)) from problem
    if parts.scheme not in _PORTS or (parts.scheme == "http" and not private):
        raise WebhookAddressRefused(problem="it does not begin with https://")
    if not parts.hostname or port == 0:
        raise WebhookAddressRefused(problem="it names no host")
    if "@" in parts.netloc:
        raise WebhookAddressRefused(problem="it carries credentials")
    if not url.isascii() or not url.isprintable() or set(" \\#") & set(url):
        raise WebhookAddressRefused(problem="it holds characters that no address has")
    return parts


async def addresses_of(host: str, port: int, *, private: bool) -> tuple[str, ...]:
    """Look a name up and give its addresses; one that may not be reached spoils them all."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise WebhookAddressRefused(problem=f"nobody knows {host}") from problem
    addresses = tuple(dict.fromkeys(str(one[4][0]) for one in found))
    if not private and not all(map(is_public, addresses)):
        raise WebhookAddressRefused(problem=f"{host} is not a public address")
    return addresses
