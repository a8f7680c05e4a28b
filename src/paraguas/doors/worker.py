"""The worker: takes up chores as they fall due; at-least-once, with effects that happen once.

It writes on the same lane as the requests, so on SQLite there is still one writer, and what
several chores change goes into one commit.
"""

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Callable, Coroutine, Sequence, Set as AbstractSet
from functools import partial
from typing import Any, TypeVar

from paraguas.doors.leisure import Leisure
from paraguas.doors.looking_back import LOOK_BACK_SECONDS, look_back_at_orders
from paraguas.doors.posting import post_letter
from paraguas.doors.runtime import Runtime
from paraguas.doors.scrubbing import SCRUB, scrub_files
from paraguas.doors.webhooks.delivering import Deliveries
from paraguas.journeys.afterwards import FOLLOWS, TIMERS, Follow
from paraguas.journeys.checkout.newcomers import TakingIn, take_in_newcomers
from paraguas.journeys.checkout.people import NEWCOMERS
from paraguas.journeys.checkout.settlement import Settling, settle_payments
from paraguas.messages.model import Transport
from paraguas.payments.provider import (
    UNANSWERED,
    Answer,
    PaymentProvider,
    ProviderCall,
    call_provider,
    first_call,
)
from paraguas.payments.queries import provider_calls
from paraguas.plumbing import chores, replies
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.tx import StaleSlice, Tx
from paraguas.values.by import SYSTEM
from paraguas.webhooks.model import ERRAND

MOST = 200
"""Chores taken up at once."""

LOOK_SECONDS = 0.5
"""How often a worker looks for chores of other processes, and for timers that fell due."""

CALL_SECONDS = 30
"""How long a call to the outside may take; after that nobody knows what became of it."""

TIDY_SECONDS = 3600
"""How often replies are dropped that need not be remembered any longer."""

GATHER_SECONDS = 0.02
"""How long a woken worker lets chores gather: one commit for many costs less than one for each."""

EVERY_KIND: AbstractSet[str] = frozenset()
"""Stands for chores of any kind."""

log = logging.getLogger("paraguas.worker")
Do = Callable[[Sequence[Chore]], Coroutine[Any, Any, None]]
T = TypeVar("T")


class Worker:
    """Works off the chores of a database.

    Any number may run on PostgreSQL: who comes first leases all buckets, the others stand by.
    provider: moves money.  transport: carries letters.
    """

    def __init__(
        self,
        runtime: Runtime,
        provider: PaymentProvider,
        transport: Transport,
        leisure: Leisure | None = None,
    ) -> None:
        """Prepare; `run` works until `stop`.  leisure: tells when what can wait is done."""
        self._runtime = runtime
        self._provider = provider
        self._transport = transport
        self._webhooks = Deliveries(runtime)
        self._leisure = leisure or Leisure(runtime.lane)
        # In containers the name and the process number of two workers may well be the same.
        self._owner = f"{socket.gethostname()[:20]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._buckets: list[int] = []
        self._leased_until = 0
        self._stopping = asyncio.Event()
        self._woken: dict[str, asyncio.Event] = {}

    async def run(self) -> None:
        """Work until stopped; each kind of chore in a loop of its own, none waits for another."""
        loop = asyncio.get_running_loop()

        def wake_from_lane(left: AbstractSet[str]) -> None:
            loop.call_soon_threadsafe(self.wake, left)

        self._runtime.lane.after_commit = wake_from_lane
        await self._go_on(self._lease())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._every(chores.RENEW_SECONDS, self._lease))
                group.create_task(self._every(TIDY_SECONDS, self._tidy))
                group.create_task(self._every(LOOK_BACK_SECONDS, self._look_back))
                for kind, do in self._kinds():
                    self._woken[kind] = asyncio.Event()
                    group.create_task(self._work(kind, do))
        finally:
            self._runtime.lane.after_commit = None
        await self._go_on(self._release())

    async def catch_up(self) -> None:
        """Do all that is due now and what follows from it, then return; in place of `run`."""
        await self._lease()
        busy = True
        while busy:
            # A list, so that every kind has its turn.
            busy = any([await self._take_up(kind, do) for kind, do in self._kinds()])
        await self._release()

    def stop(self) -> None:
        """Finish what was begun and return from `run`."""
        self._stopping.set()
        self.wake()

    def wake(self, left: AbstractSet[str] = EVERY_KIND) -> None:
        """Look for chores of these kinds now."""
        for kind, event in self._woken.items():
            # Newcomers are due a minute later: each first order need not wake anybody.
            if left is EVERY_KIND or any(each.startswith(kind) for each in left - {NEWCOMERS}):
                event.set()

    def _kinds(self) -> list[tuple[str, Do]]:
        return [
            ("follow:", self._follow),
            ("timer:", self._follow),
            ("errand:payment", self._pay),
            ("errand:letter", self._post),
            (NEWCOMERS, self._take_in),
            (SCRUB, partial(scrub_files, self._runtime)),
            (ERRAND, self._webhooks.deliver),
        ]

    async def _every(self, seconds: float, step: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while not self._stopping.is_set():
            try:
                await asyncio.wait_for(self._stopping.wait(), seconds)
            except TimeoutError:
                await self._go_on(step())

    async def _go_on(self, step: Coroutine[Any, Any, T]) -> T | None:
        try:
            return await step
        except Exception:
            # The database may be back in a moment; whoever serves beside us must not fall with us.
            log.exception("the worker goes on after a failure")
            return None

    async def _lease(self) -> None:
        moment = now()
        self._buckets = await self._runtime.write(
            lambda tx, _: chores.lease(tx, owner=self._owner, now=moment), None
        )
        self._leased_until = moment + chores.LEASE

    async def _release(self) -> None:
        self._buckets = []
        await self._runtime.write(lambda tx, _: chores.release(tx, owner=self._owner), None)

    async def _tidy(self) -> None:
        while old := await self._runtime.read(
            lambda tx: replies.outdated(tx, now=now(), most=MOST)
        ):
            await self._runtime.write(replies.forget, old)

    async def _look_back(self) -> None:
        leads, leisure = bool(self._buckets), self._leisure
        await look_back_at_orders(self._runtime, leads=leads, leisure=leisure)

    async def _work(self, kind: str, do: Do) -> None:
        while not self._stopping.is_set():
            self._woken[kind].clear()
            late_by = self._leisure.patience() if kind == NEWCOMERS else 0
            if (await self._go_on(self._take_up(kind, do, late_by)) or 0) < MOST:
                await self._rest(kind)

    async def _take_up(self, kind: str, do: Do, late_by: int = 0) -> int:
        # A lease that could not be renewed is somebody else's by now.
        buckets = self._buckets if now() < self._leased_until else []
        found = await self._runtime.read(
            lambda tx: chores.due(tx, kind, buckets=buckets, now=now() - late_by, most=MOST)
        )
        if found:
            await self._try(do, found)
        return len(found)

    async def _rest(self, kind: str) -> None:
        try:
            await asyncio.wait_for(self._woken[kind].wait(), LOOK_SECONDS)
        except TimeoutError:
            return
        await asyncio.sleep(GATHER_SECONDS)

    async def _try(self, do: Do, found: Sequence[Chore]) -> None:
        try:
            await do(found)
        except Exception as problem:
            log.exception("%s chores of kind %s failed", len(found), found[0].kind)
            if len(found) == 1:
                await self._runtime.write(_postpone, (found[0], repr(problem)))
                return
            for chore in found:
                await self._try(do, [chore])

    async def _follow(self, found: Sequence[Chore]) -> None:
        await self._runtime.write(follow, found)

    async def _take_in(self, found: Sequence[Chore]) -> None:
        await self._runtime.write(take_in_newcomers, TakingIn(stamp(SYSTEM), found))

    async def _pay(self, found: Sequence[Chore]) -> None:
        calls = await self._calls(found)
        answers = await asyncio.gather(*(self._call(call) for call in calls))
        settling = Settling(
            tuple(
                (stamp(SYSTEM), call.order_id, call.transaction_no, answer)
                for call, answer in zip(calls, answers, strict=True)
            ),
            tuple(found),
        )
        await self._runtime.write(settle_payments, settling)

    async def _calls(self, found: Sequence[Chore]) -> list[ProviderCall]:
        bodies = [chore.read() for chore in found]
        known = [first_call(body) for body in bodies]
        firsts = [call for call in known if call]
        others = [
            (body["order_id"], body["transaction_no"])
            for body, call in zip(bodies, known, strict=True)
            if not call
        ]
        if not others:
            return firsts
        looked_up = await self._runtime.read(lambda tx: provider_calls(tx, others))
        return [*firsts, *looked_up.values()]

    async def _call(self, call: ProviderCall) -> Answer:
        try:
            async with asyncio.timeout(CALL_SECONDS):
                return await call_provider(self._provider, call)
        except Exception:
            log.exception("a call to the payment provider failed: %s", call.key)
            return UNANSWERED

    async def _post(self, found: Sequence[Chore]) -> None:
        for chore in found:
            await self._try(self._post_one, [chore])

    async def _post_one(self, found: Sequence[Chore]) -> None:
        await post_letter(self._runtime, self._transport, found[0])


def follow(tx: Tx, found: Sequence[Chore]) -> None:
    """Do chores one after the other, each undone alone when it fails and then tried again later."""
    for chore in found:
        try:
            with tx.savepoint():
                _do(tx, chore)
        except StaleSlice:
            raise
        except Exception as problem:
            log.exception("%s about %s failed", chore.kind, chore.subject)
            chores.postpone(tx, chore, now=now(), problem=repr(problem))


def _do(tx: Tx, chore: Chore) -> None:
    try:
        chores.finish(tx, [chore])
    except StaleSlice:
        # Another worker was faster.
        return
    journey_of(chore)(tx, stamp(SYSTEM), chore)


def journey_of(chore: Chore) -> Follow:
    """Find what a chore asks for."""
    sort, _, name = chore.kind.partition(":")
    if sort == "timer":
        return TIMERS[name]
    return next(follows[name] for follows in FOLLOWS.values() if name in follows)


def _postpone(tx: Tx, item: tuple[Chore, str]) -> None:
    chore, problem = item
    chores.postpone(tx, chore, now=now(), problem=problem)
