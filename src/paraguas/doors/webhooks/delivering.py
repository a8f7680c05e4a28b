"""Delivery of events: what the worker does with chores of `errand:webhook`.

Events of one endpoint and one stream (an order) go one after the other, in the order they were
left: the next one only when the one before was taken or given up.  Others go side by side.
"""

import asyncio
import logging
import ssl
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property

import httpcore
import msgspec
from msgspec import Struct

from paraguas import __version__
from paraguas.doors.runtime import Runtime
from paraguas.doors.webhooks.reaching import GuardedNetwork, check_form
from paraguas.plumbing import chores
from paraguas.plumbing.chores import Chore, Queue
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.tx import StaleSlice, Tx
from paraguas.values.by import SYSTEM
from paraguas.values.time import SECOND
from paraguas.webhooks.actions.change_endpoint import change_endpoint
from paraguas.webhooks.errors import WebhookAbsent
from paraguas.webhooks.model import Endpoint, endpoint_of
from paraguas.webhooks.queries import endpoints
from paraguas.webhooks.rules.signing import sign

TRY_SECONDS = 15
"""How long an endpoint may take for one event."""

SIDE_BY_SIDE = 32
"""Queues that are worked off at the same time."""

MOST_IN_A_ROW = 20
"""Events of one queue sent before the next round, so that a long one holds up nobody."""

MOST_QUEUED = 1000
GONE = 410
_HEARD_BYTES = 16_384
"""What is read of an answer, so that its connection may be used again; nobody looks at it."""

log = logging.getLogger("paraguas.webhooks")


class _Named(msgspec.Struct):
    """What delivery needs to know of an event."""

    id: str


_decode = msgspec.json.Decoder(_Named).decode
Waiting = list[tuple[Chore, int]]


class Sent(Struct, frozen=True):
    """What became of a queue: events taken, and the one that was not, with its reason."""

    queue: Queue
    taken: Sequence[Chore]
    failed: Chore | None = None
    problem: str = ""
    gone: bool = False


class Deliveries:
    """Sends what waits for the endpoints."""

    def __init__(self, runtime: Runtime) -> None:
        """Prepare; nothing is open between deliveries."""
        self._runtime = runtime

    async def deliver(self, found: Sequence[Chore]) -> None:
        """Work off the queues these chores stand in, as far as they are due."""
        queues, known = await self._runtime.read(
            lambda tx: (chores.queues(tx, found, most=MOST_QUEUED), endpoints(tx))
        )
        bound = asyncio.Semaphore(SIDE_BY_SIDE)
        async with httpcore.AsyncConnectionPool(
            ssl_context=self._tls,
            max_connections=SIDE_BY_SIDE,
            network_backend=GuardedNetwork(private=self._private),
        ) as pool:

            async def work_off(queue: Queue, waiting: Waiting) -> None:
                async with bound:
                    endpoint = known.get(endpoint_of(queue[0]))
                    if endpoint is None or not endpoint.enabled:
                        dropped = Sent(queue, [chore for chore, _ in waiting])
                        await self._runtime.write(settle_sent, dropped)
                    elif waiting[0][1] > now():
                        await self._runtime.write(_hold_back, (queue, waiting[0][1]))
                    else:
                        await self._send(pool, endpoint, queue, waiting)

            async with asyncio.TaskGroup() as group:
                for queue, waiting in queues.items():
                    if waiting:
                        group.create_task(work_off(queue, waiting))

    @property
    def _private(self) -> bool:
        return self._runtime.settings.webhooks_private == "allow"

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpcore.default_ssl_context()

    async def _send(
        self,
        pool: httpcore.AsyncConnectionPool,
        endpoint: Endpoint,
        queue: Queue,
        waiting: Waiting,
    ) -> None:
        taken: list[Chore] = []
        sent = Sent(queue, taken)
        for chore, due_at in waiting[:MOST_IN_A_ROW]:
            if due_at > now():
                break
            status, problem = await self._try(pool, endpoint, chore)
            if problem:
                sent = Sent(queue, taken, chore, problem, gone=status == GONE)
                break
            taken.append(chore)
        await self._runtime.write(settle_sent, sent)
        if sent.gone:
            self._runtime.forget_subscriptions()

    async def _try(
        self, pool: httpcore.AsyncConnectionPool, endpoint: Endpoint, chore: Chore
    ) -> tuple[int, str]:
        """Send an event once; gives the status of the answer, and the problem if there is one."""
        try:
            check_form(endpoint.url, private=self._private)
            async with asyncio.timeout(TRY_SECONDS):
                status = await post(pool, endpoint, chore.body)
        except Exception as problem:  # noqa: BLE001 - whatever it is, the event was not taken
            log.info("an event for %s was not taken: %r", endpoint.endpoint_id, problem)
            return 0, repr(problem)
        return status, "" if 200 <= status < 300 else f"answered {status}"


async def post(pool: httpcore.AsyncConnectionPool, endpoint: Endpoint, body: bytes) -> int:
    """Send an event, signed at this moment, and give the status of the answer."""
    event_id, sent_at = _decode(body).id, now()
    signature = sign(endpoint.secrets_at(sent_at), event_id, sent_at // SECOND, body)
    headers: dict[bytes | str, bytes | str] = {
        "content-type": "application/cloudevents+json",
        "user-agent": f"Paraguas/{__version__}",
        "webhook-id": event_id,
        "webhook-timestamp": str(sent_at // SECOND),
        "webhook-signature": signature,
    }
    async with pool.stream("POST", endpoint.url, headers=headers, content=body) as answer:
        heard = 0
        async for part in answer.aiter_stream():
            heard += len(part)
            if heard > _HEARD_BYTES:
                break
        return answer.status


def settle_sent(tx: Tx, sent: Sent) -> None:
    """Strike off what was taken; what was not holds back what comes after it."""
    if sent.gone and sent.failed:
        with suppress(WebhookAbsent):
            change_endpoint(tx, stamp(SYSTEM), endpoint_of(sent.queue[0]), enabled=False)
        _finish(tx, [*sent.taken, sent.failed])
        return
    _finish(tx, sent.taken)
    if sent.failed:
        until = chores.postpone(tx, sent.failed, now=now(), problem=sent.problem)
        chores.hold_back(tx, sent.queue, until=until)


def _finish(tx: Tx, done: Sequence[Chore]) -> None:
    # Where another worker was faster, the event was told twice and is struck off all the same.
    with suppress(StaleSlice):
        chores.finish(tx, done)


def _hold_back(tx: Tx, item: tuple[Queue, int]) -> None:
    queue, until = item
    chores.hold_back(tx, queue, until=until)
