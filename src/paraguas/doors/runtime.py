"""A running installation: its database, its lane of writes and what its doors share."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, ref

from paraguas.doors.webhooks.subscribing import Subscribing
from paraguas.journeys.afterwards import FOLLOWERS
from paraguas.journeys.checkout.slice import read_slice
from paraguas.plumbing.checkpoints import Checkpoints
from paraguas.plumbing.db import Database, open_database
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.replies import Key, Reply
from paraguas.plumbing.secret_store import make_secrets
from paraguas.plumbing.settings import Settings
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.work import BatchVerb, Verb, Work
from paraguas.staff.queries import Directory, directory

T = TypeVar("T")
_READERS = 4
_DIRECTORY_SECONDS = 1.0
"""How long a revoked key may still open something."""


class Runtime:
    """What the doors of one process stand on; `open_runtime` makes one.

    `write` puts a request on the lane and waits for its commit; `read` looks in a thread, so that
    neither holds up the loop.
    """

    def __init__(self, settings: Settings, database: Database) -> None:
        """Share a database; `start` opens the lane."""
        self.settings = settings
        self.database = database
        self.lane = Lane(database, most=settings.batch)
        self._checkpoints = (
            Checkpoints(database) if database.sqlite and not database.alone else None
        )
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self._letterboxes: WeakKeyDictionary[asyncio.AbstractEventLoop, _Letterbox] = (
            WeakKeyDictionary()
        )
        self._directory = Directory((), ())
        self._directory_read = -_DIRECTORY_SECONDS - 1.0
        self._subscribing = database.subscribers = Subscribing()

    def start(self) -> None:
        """Open the lane."""
        self.lane.start()
        if self._checkpoints:
            self._checkpoints.start()

    def warm_up(self) -> None:
        """Read what every order needs, so that the first need not wait for it."""
        self.read_now(lambda tx: read_slice(tx, ()))

    @property
    def directory(self) -> Directory:
        """The staff and keys in force, at most a second old."""
        moment = monotonic()
        if moment - self._directory_read > _DIRECTORY_SECONDS:
            self._directory = self.read_now(directory)
            self._directory_read = moment
        return self._directory

    def forget_directory(self) -> None:
        """Read staff and keys anew at the next request: a key was issued or revoked here."""
        self._directory_read = -_DIRECTORY_SECONDS - 1.0

    def forget_subscriptions(self) -> None:
        """Look anew who wants to be told facts: endpoints were changed here."""
        self._subscribing.forget()

    def close(self) -> None:
        """Finish what waits, then close the database."""
        self.lane.stop()
        if self._checkpoints:
            self._checkpoints.stop()
        self._readers.shutdown()
        self.database.close()

    async def write(
        self,
        verb: BatchVerb | Verb,
        item: Any,
        *,
        together: bool = False,
        key: Key | None = None,
        at: int = 0,
        answer: Callable[[Any], Reply] | None = None,
    ) -> Any:
        """Do something that writes and give its outcome; raises its Refusal or defect."""
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Any] = loop.create_future()

        letterbox = self._letterboxes.setdefault(loop, _Letterbox(loop))
        done = partial(letterbox.put, waiter)
        work = Work(verb, item, done, together=together, key=key, at=at, answer=answer)
        self.lane.put(work)
        return await waiter

    def write_now(self, verb: BatchVerb | Verb, item: Any, *, together: bool = False) -> Any:
        """Do something that writes, from a thread that may wait (the command line, tests)."""
        waiter: Future[Any] = Future()
        self.lane.put(Work(verb, item, lambda o: _settle(waiter, o), together=together))
        return waiter.result()

    async def read(self, look: Callable[[Tx], T]) -> T:
        """Look at the database at one moment."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self.read_now, look)

    def read_now(self, look: Callable[[Tx], T]) -> T:
        """Look at the database at one moment, from a thread that may wait."""
        with self.database.reading() as tx:
            return look(tx)


def open_runtime(settings: Settings) -> Runtime:
    """Open the database of the settings; its tables are there already."""
    return Runtime(settings, open_database(settings.database, FOLLOWERS))


def draw_secrets(database: Database) -> None:
    """Give a new installation its secrets."""
    with database.writing() as tx:
        make_secrets(tx, {name: secrets.token_hex(32) for name in ("contact", "link")})


class _Letterbox:
    """Outcomes on their way from the lane's thread into a loop.

    Waking a loop is a system call, so it is done once for a batch and not once for each order.
    """

    __slots__ = ("__weakref__", "_loop", "_told", "_waking")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = ref(loop)
        self._told: deque[tuple[asyncio.Future[Any], Any]] = deque()
        self._waking = False

    def put(self, waiter: asyncio.Future[Any], outcome: Any) -> None:
        """Leave an outcome; called in the lane's thread."""
        self._told.append((waiter, outcome))
        loop = self._loop()
        if not self._waking and loop is not None:
            self._waking = True
            loop.call_soon_threadsafe(self._empty)

    def _empty(self) -> None:
        # The flag falls before the box is emptied: what comes later wakes the loop again.
        self._waking = False
        while self._told:
            _settle(*self._told.popleft())


def _settle(waiter: Any, outcome: Any) -> None:
    if waiter.cancelled():
        return
    if isinstance(outcome, BaseException):
        waiter.set_exception(outcome)
    else:
        waiter.set_result(outcome)
