"""The worker: takes up chores as they fall due; at-least-once, with effects that happen once.

It writes on the same lane as the requests, so on SQLite there is still one writer, and what
several chores change goes into one commit.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from paraguas.doors.runtime import Runtime
from paraguas.journeys.afterwards import FOLLOWS, TIMERS, Follow
from paraguas.journeys.settlement import Settling, settle_payments
from paraguas.messages.actions.settle_letter import settle_letter
from paraguas.messages.model import Letter, Posted, Transport
from paraguas.messages.queries import letter
from paraguas.payments.provider import PaymentProvider, call_provider
from paraguas.payments.queries import provider_calls
from paraguas.plumbing import chores
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.tx import StaleSlice, Tx
from paraguas.values.by import SYSTEM

MOST = 200
"""Chores taken up at once."""

LOOK_SECONDS = 0.5
"""How often a worker looks for chores of other processes, and for timers that fell due."""

log = logging.getLogger("paraguas.worker")
Do = Callable[[Sequence[Chore]], Coroutine[Any, Any, None]]


class Worker:
    """Works off the chores of a database; any number may run on PostgreSQL.

    provider: moves money.  transport: carries letters.
    """

    def __init__(self, runtime: Runtime, provider: PaymentProvider, transport: Transport) -> None:
        """Prepare; `run` works until `stop`."""
        self._runtime = runtime
        self._provider = provider
        self._transport = transport
        self._owner = f"{socket.gethostname()[:20]}:{os.getpid()}"
        self._buckets: list[int] = []
        self._leased_until = 0
        self._stopping = asyncio.Event()
        self._woken: dict[str, asyncio.Event] = {}

    async def run(self) -> None:
        """Work until stopped; each kind of chore in a loop of its own, none waits for another."""
        loop = asyncio.get_running_loop()

        def wake_from_lane() -> None:
            loop.call_soon_threadsafe(self.wake)

        self._runtime.lane.after_commit = wake_from_lane
        await self._lease()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._renew())
                for kind, do in self._kinds():
                    self._woken[kind] = asyncio.Event()
                    group.create_task(self._work(kind, do))
        finally:
            self._runtime.lane.after_commit = None

    async def catch_up(self) -> None:
        """Do all that is due now and what follows from it, then return; in place of `run`."""
        await self._lease()
        busy = True
        while busy:
            # A list, so that every kind has its turn.
            busy = any([await self._take_up(kind, do) for kind, do in self._kinds()])

    def stop(self) -> None:
        """Finish what was begun and return from `run`."""
        self._stopping.set()
        self.wake()

    def wake(self) -> None:
        """Look for chores now."""
        for event in self._woken.values():
            event.set()

    def _kinds(self) -> list[tuple[str, Do]]:
        return [
            ("follow:", self._follow),
            ("timer:", self._follow),
            ("errand:payment", self._pay),
            ("errand:letter", self._post),
        ]

    async def _renew(self) -> None:
        while not self._stopping.is_set():
            try:
                await asyncio.wait_for(self._stopping.wait(), chores.RENEW_SECONDS)
            except TimeoutError:
                await self._lease()

    async def _lease(self) -> None:
        self._buckets = await self._runtime.write(
            lambda tx, _: chores.lease(tx, owner=self._owner, now=now()), None
        )

    async def _work(self, kind: str, do: Do) -> None:
        while not self._stopping.is_set():
            self._woken[kind].clear()
            if await self._take_up(kind, do) < MOST:
                await self._rest(kind)

    async def _take_up(self, kind: str, do: Do) -> int:
        found = await self._runtime.read(
            lambda tx: chores.due(tx, kind, buckets=self._buckets, now=now(), most=MOST)
        )
        if found:
            await self._try(do, found)
        return len(found)

    async def _rest(self, kind: str) -> None:
        try:
            await asyncio.wait_for(self._woken[kind].wait(), LOOK_SECONDS)
        except TimeoutError:
            return

    async def _try(self, do: Do, found: Sequence[Chore]) -> None:
        try:
            await do(found)
        except Exception:
            log.exception("%s chores of kind %s failed", len(found), found[0].kind)
            await self._runtime.write(_postpone_all, (found, "failed together"))

    async def _follow(self, found: Sequence[Chore]) -> None:
        await self._runtime.write(follow, found)

    async def _pay(self, found: Sequence[Chore]) -> None:
        asked = {_transaction(chore): chore for chore in found}
        calls = await self._runtime.read(lambda tx: provider_calls(tx, asked))
        answers = await asyncio.gather(
            *(call_provider(self._provider, call) for call in calls.values())
        )
        settling = Settling(
            tuple(
                (stamp(SYSTEM), order_id, number, answer)
                for (order_id, number), answer in zip(calls, answers, strict=True)
            ),
            tuple(found),
        )
        await self._runtime.write(settle_payments, settling)

    async def _post(self, found: Sequence[Chore]) -> None:
        for chore in found:
            order_id = chore.read()["order_id"]
            written = await self._runtime.read(lambda tx: letter(tx, order_id, chore.subject))  # noqa: B023 - awaited before the loop goes on
            posted = await self._transport.send(written)
            await self._runtime.write(settle_posted, (chore, written, posted))


def settle_posted(tx: Tx, item: tuple[Chore, Letter, Posted]) -> None:
    """Note what became of a letter; one nobody took is tried again later."""
    chore, written, posted = item
    if settle_letter(tx, stamp(SYSTEM), written, posted):
        chores.finish(tx, [chore])
    else:
        chores.postpone(tx, chore, now=now(), problem=posted.reason)


def follow(tx: Tx, found: Sequence[Chore]) -> None:
    """Do chores one after the other, each undone alone when it fails and then tried again later."""
    for chore in found:
        try:
            with tx.savepoint():
                if chores.finish(tx, [chore]):
                    journey_of(chore)(tx, stamp(SYSTEM), chore)
        except StaleSlice:
            raise
        except Exception as problem:
            log.exception("%s about %s failed", chore.kind, chore.subject)
            chores.postpone(tx, chore, now=now(), problem=repr(problem))


def journey_of(chore: Chore) -> Follow:
    """Find what a chore asks for."""
    sort, _, name = chore.kind.partition(":")
    if sort == "timer":
        return TIMERS[name]
    return next(follows[name] for follows in FOLLOWS.values() if name in follows)


def _transaction(chore: Chore) -> tuple[str, int]:
    body = chore.read()
    return body["order_id"], body["transaction_no"]


def _postpone_all(tx: Tx, item: tuple[Sequence[Chore], str]) -> None:
    for chore in item[0]:
        chores.postpone(tx, chore, now=now(), problem=item[1])
