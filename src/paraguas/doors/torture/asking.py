"""Asking over HTTP when the answer may never come: one connection a request."""

import asyncio
from typing import Any

import msgspec
from msgspec import Struct

_END = b"\r\n\r\n"
_SECONDS = 30.0
"""After this long without a word the caller takes it that none comes."""


class Said(Struct, frozen=True):
    """An answer: its status and its document."""

    status: int
    document: Any


async def ask(port: int, request: bytes) -> Said | None:
    """Send a request to this machine; None when the connection broke before the answer."""
    try:
        async with asyncio.timeout(_SECONDS):
            return await _ask(port, request)
    except (OSError, asyncio.IncompleteReadError, TimeoutError):
        return None


async def _ask(port: int, request: bytes) -> Said:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        await writer.drain()
        answer = await read_message(reader)
    finally:
        writer.close()
    head, _, body = answer.partition(_END)
    return Said(int(head[9:12]), msgspec.json.decode(body))


async def read_message(reader: asyncio.StreamReader) -> bytes:
    """Read a whole request or answer; IncompleteReadError when it breaks off."""
    head = await reader.readuntil(_END)
    length = head.lower().partition(b"content-length:")[2].partition(b"\r")[0]
    return head + await reader.readexactly(int(length))
