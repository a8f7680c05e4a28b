"""The lane: concurrent writes of a process meet here and commit together.

While one transaction commits, arrivals gather and go together in the next (group commit), which is
read and decided meanwhile; a lone request never waits.  One bad item never spoils its neighbours,
and an item is answered only after the commit that holds it.
"""

import logging
import random
import sqlite3
import time
from collections.abc import Callable, Sequence, Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Thread

import psycopg
from msgspec import Struct

from paraguas.plumbing.db import Database, Writing
from paraguas.plumbing.facts import Journal
from paraguas.plumbing.tx import StaleSlice
from paraguas.plumbing.work import Looked, Work, look, part_twins, perform
from paraguas.values.refusal import Busy

_RETRYABLE = ("40001", "40P01", "23505", "55P03", "22012")
"""Serialisation failure, deadlock, a key somebody else wrote first, a lock not to be had, a guard
that did not hold (`Tx.till_commit`)."""

_RETRYABLE_SQLITE = (
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED),
    *(sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY),
)
_ROUNDS_TOGETHER = 3
_ROUNDS_ALONE = 8
log = logging.getLogger("paraguas.lane")


class _Anew(Struct, frozen=True):
    """A batch whose commit failed, and why."""

    batch: Sequence[Work]
    problem: Exception


class Lane:
    """One thread that owns the writing of a process.

    most: the largest batch.  `after_commit` is told the kinds of chores a commit left, if any.
    `busy_seconds` is how long it has been at work so far.
    """

    def __init__(
        self,
        database: Database,
        *,
        most: int = 64,
        after_commit: Callable[[AbstractSet[str]], None] | None = None,
    ) -> None:
        """Prepare the lane; `start` opens it."""
        self._database = database
        self._most = most
        self._waiting: SimpleQueue[Work | _Anew | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="lane", daemon=True)
        self._committer = ThreadPoolExecutor(1, thread_name_prefix="committer")
        self._committing: Future[None] | None = None
        self.after_commit = after_commit
        self.batches = 0
        self.busy_seconds = 0.0

    def start(self) -> None:
        """Open the lane."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what waits and close the lane."""
        self._waiting.put(None)
        self._thread.join(timeout=30)
        self._committer.shutdown()

    def put(self, work: Work) -> None:
        """Queue a request; its `done` is called once it is settled."""
        self._waiting.put(work)

    def _run(self) -> None:
        open_still = True
        while open_still:
            batch = [self._waiting.get()]
            while len(batch) < self._most and not self._waiting.empty():
                batch.append(self._waiting.get())
            open_still = None not in batch
            began = time.perf_counter()
            self._take_up(batch)
            self.busy_seconds += time.perf_counter() - began
        self._await_commit()
        while not self._waiting.empty():
            self._take_up([self._waiting.get()])

    def _take_up(self, queued: Sequence[Work | _Anew | None]) -> None:
        self._settle_behind([each for each in queued if isinstance(each, Work)])
        for each in queued:
            if isinstance(each, _Anew):
                self._await_commit()
                self._settle_anew(each.batch, each.problem)

    def settle(self, batch: Sequence[Work]) -> None:
        """Settle a batch and tell each request its outcome."""
        if not batch:
            return
        self.batches += 1
        first, twins = part_twins(batch)
        self._settle_and_tell(first)
        # By now a key's first request has left its reply, or has failed and may be tried again.
        self.settle(twins)

    def _settle_behind(self, batch: Sequence[Work]) -> None:
        """Settle a batch; unless it is a lone request, its commit is left to another thread."""
        first, twins = part_twins(batch)
        if twins or not first:
            # A twin asks for what may still be on its way.
            self._await_commit()
            self.settle(batch)
            return
        self.batches += 1
        alone = len(first) == 1 and self._waiting.empty()
        try:
            writing = self._written(first, alone=alone)
        except Exception as problem:  # noqa: BLE001 - it is told, or settled anew
            self._await_commit()
            self._settle_anew(first, problem)
            return
        if alone:
            self._make_safe(writing, first)
        else:
            self._await_commit()
            self._committing = self._committer.submit(self._make_safe, writing, first)

    def _look_ahead(self, batch: Sequence[Work]) -> Looked | None:
        """Read and decide on what is safe, while the batch before is made safe.

        What is not true any more when it is written shows there, as between two processes.
        """
        if self._committing is None or self._committing.done() or not self._database.has_one_writer:
            return None
        with self._database.reading() as tx:
            return look(tx, batch)

    def _await_commit(self) -> None:
        if self._committing:
            self._committing.result()
            self._committing = None

    def _written(self, batch: Sequence[Work], *, alone: bool) -> Writing:
        looked = self._look_ahead(batch)
        if self._database.sqlite:
            self._await_commit()
        writing = self._database.begin()
        try:
            # On PostgreSQL two batches may hold locks at once.  What waits for one of ours must
            # not be waited for, so only a lone request, which commits at once, sends its writes
            # without knowing that they are done.
            perform(writing.tx, batch, looked, till_commit=alone)
            if self._database.sqlite:
                # All but the commit itself, which needs nothing of the interpreter.
                writing.tx.finish()
        except BaseException:
            writing.drop()
            raise
        return writing

    def _make_safe(self, writing: Writing, batch: Sequence[Work]) -> None:
        try:
            writing.keep()
        except Exception as problem:  # noqa: BLE001 - it is told, or settled anew
            # By the lane itself, which may hold locks of the next batch by now.
            self._waiting.put(_Anew(batch, problem))
            return
        for work in batch:
            _tell(work)
        self._wake(writing.tx.journal)

    def _settle_anew(self, batch: Sequence[Work], problem: Exception) -> None:
        if len(batch) == 1 and not _is_retryable(problem):
            batch[0].outcome = problem
            _tell(batch[0])
            return
        self._settle_and_tell(batch)

    def _settle_and_tell(self, batch: Sequence[Work]) -> None:
        self._settle_once(batch)
        for work in batch:
            _tell(work)

    def _settle_once(self, batch: Sequence[Work]) -> None:
        if len(batch) == 1:
            self._commit_alone(batch[0])
            return
        try:
            self._commit(batch, rounds=_ROUNDS_TOGETHER)
        except Exception as problem:
            if not _is_retryable(problem):
                log.warning("a batch failed and is tried item by item", exc_info=problem)
            for work in batch:
                self._commit_alone(work)

    def _commit_alone(self, work: Work) -> None:
        try:
            self._commit([work], rounds=_ROUNDS_ALONE)
        except Exception as problem:
            work.outcome = problem
            if _is_retryable(problem):
                log.warning("given up after %s rounds", _ROUNDS_ALONE, exc_info=problem)
                work.outcome = Busy()

    def _commit(self, batch: Sequence[Work], *, rounds: int) -> None:
        for turn in range(rounds):
            try:
                with self._database.writing() as tx:
                    perform(tx, batch, till_commit=True)
                    journal = tx.journal
            except Exception as problem:
                if turn + 1 == rounds or not _is_retryable(problem):
                    raise
                if turn:
                    time.sleep(random.uniform(0, 0.002 * 2**turn))  # noqa: S311 - only a pause
            else:
                self._wake(journal)
                return

    def _wake(self, journal: Journal) -> None:
        # What was committed stays committed, whatever becomes of the one who is told.
        if journal.woken and self.after_commit:
            try:
                self.after_commit(journal.woken)
            except Exception:
                log.exception("nobody could be woken for the chores of a commit")


def _tell(work: Work) -> None:
    try:
        work.done(work.outcome)
    except Exception:
        log.exception("a request could not be told its outcome")


def _is_retryable(problem: BaseException) -> bool:
    if isinstance(problem, StaleSlice):
        return True
    origin = getattr(problem, "orig", None) or problem
    if isinstance(origin, psycopg.OperationalError | psycopg.InterfaceError):
        # The server went away: what it had committed is found again by its key.
        return True
    if isinstance(origin, sqlite3.Error):
        return getattr(origin, "sqlite_errorcode", None) in _RETRYABLE_SQLITE
    return getattr(origin, "sqlstate", None) in _RETRYABLE
