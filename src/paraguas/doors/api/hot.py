"""The hot route, bare: it answers POST /v1/orders itself and hands all else to the framework."""

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from paraguas.doors.api.caller import recognise
from paraguas.doors.api.placing import ROUTE, headers_of, place
from paraguas.doors.api.problem import (
    MEDIA_TYPE,
    BodyTooLarge,
    Defect,
    problem_of,
)
from paraguas.doors.runtime import Runtime
from paraguas.values.refusal import Refusal

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[..., Awaitable[None]]

LARGEST_BODY = 1_048_576
log = logging.getLogger("paraguas.api")


class HotRoute:
    """An ASGI application in front of another."""

    def __init__(self, runtime: Runtime, rest: App) -> None:
        """Answer with the runtime; hand what is not ours to `rest`."""
        self._runtime = runtime
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request to the hot route; pass every other on."""
        if scope["type"] != "http" or scope["path"] != ROUTE or scope["method"] != "POST":
            await self._rest(scope, receive, send)
            return
        headers: dict[bytes, bytes] = dict(scope["headers"])
        language = headers.get(b"accept-language", b"").decode("latin-1")
        try:
            body = await _read(receive, headers)
            authorization = headers.get(b"authorization", b"").decode("latin-1")
            caller = recognise(self._runtime.directory, authorization, language)
            key = headers.get(b"idempotency-key", b"").decode("latin-1")
            reply = await place(self._runtime, caller, key, body)
        except Refusal as refusal:
            await _refuse(send, refusal, language)
        except Exception:
            log.exception("placing failed")
            await _refuse(send, Defect(), language)
        else:
            await _send(send, reply.status, headers_of(reply), reply.body)


async def _read(receive: Receive, headers: dict[bytes, bytes]) -> bytes:
    announced = headers.get(b"content-length", b"0")
    if announced.isdigit() and int(announced) > LARGEST_BODY:
        raise BodyTooLarge(most=LARGEST_BODY)
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            raise BodyTooLarge(most=LARGEST_BODY)
    return body


async def _refuse(send: Send, refusal: Refusal, language: str) -> None:
    problem = problem_of(refusal, language)
    headers = [(b"content-type", MEDIA_TYPE.encode())]
    if refusal.kind == "later":
        headers.append((b"retry-after", b"1"))
    await _send(send, problem.status, headers, msgspec.json.encode(problem))


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
