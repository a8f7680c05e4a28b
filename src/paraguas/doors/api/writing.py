"""Writes of the API: each needs an idempotency key and goes through the lane."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import msgspec
from litestar import Request, Response
from msgspec import Struct

from paraguas.doors.api.problem import KeyMissing, check_text
from paraguas.doors.runtime import Runtime
from paraguas.plumbing.replies import Key, Reply
from paraguas.plumbing.work import BatchVerb, Verb

AnyRequest = Request[Any, Any, Any]
Shape = Callable[[Any], Any]


class Answering(Struct, frozen=True):
    """How an outcome becomes a reply: its status, and its shape where it is not sent as it is."""

    status: int = 200
    shape: Shape | None = None

    def __call__(self, outcome: Any) -> Reply:
        """Write the outcome out."""
        body = self.shape(outcome) if self.shape else outcome
        return Reply(self.status, msgspec.json.encode(body))


PLAIN = Answering()


class Hand(Protocol):
    """Who asks for a write, as far as its idempotency key goes."""

    def key(self, route: str, key: str, body: bytes) -> Key:
        """Make the idempotency key of a request, scoped to whoever asks and the route."""


async def perform(
    runtime: Runtime,
    hand: Hand,
    request: AnyRequest,
    verb: Verb | BatchVerb,
    item: Any,
    *,
    answering: Callable[[Any], Reply] = PLAIN,
    together: bool = False,
) -> Response[Any]:
    """Do something that writes once, however often it is asked for with one key.

    together: the verb takes many items at once.  Raises KeyMissing where the request brings none.
    """
    key = request.headers.get("idempotency-key", "")
    if not key:
        raise KeyMissing
    body = await request.body()
    check_text(body)
    reply: Reply = await runtime.write(
        verb,
        item,
        together=together,
        key=hand.key(f"{request.method} {request.url.path}", key, body),
        at=item.stamp.at,
        answer=answering,
    )
    return respond(reply)


async def perform_once(
    runtime: Runtime,
    hand: Hand,
    request: AnyRequest,
    verb: Verb,
    item: Any,
    *,
    answering: Callable[[Any], Reply],
    told: Mapping[str, str],
) -> Response[Any]:
    """As `perform`, and tell a secret with the first answer: it is not kept for a retry."""
    answer = await perform(runtime, hand, request, verb, item, answering=answering)
    if "idempotent-replayed" not in answer.headers:
        answer.content = {**msgspec.json.decode(answer.content), **told}
    return answer


def respond(reply: Reply) -> Response[Any]:
    """Send a reply as it was remembered."""
    headers = {"idempotent-replayed": "true"} if reply.replayed else {}
    return Response(msgspec.Raw(reply.body), status_code=reply.status, headers=headers)
