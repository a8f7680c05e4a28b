"""The lane: concurrent writes of a process meet here and commit together.

While one transaction commits, arrivals gather and go together in the next (group commit); a lone
request never waits.  One bad item never spoils its neighbours, and an item is answered only after
the commit that holds it.
"""

import logging
import random
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Thread
from typing import Any

import psycopg

from paraguas.plumbing.db import Database
from paraguas.plumbing.facts import Journal
from paraguas.plumbing.reference import ask_versions
from paraguas.plumbing.replies import Key, KeyReused, Reply, ask_remembered, remember
from paraguas.plumbing.tx import StaleSlice, Tx
from paraguas.values.refusal import Busy, Refusal

BatchVerb = Callable[[Tx, Sequence[Any]], Sequence[Any]]
"""A journey over many items: gives, in their order, an outcome or a Refusal each."""

Verb = Callable[[Tx, Any], Any]
"""A journey over one item: gives its outcome or raises a Refusal."""

_RETRYABLE = ("40001", "40P01", "23505", "55P03")
"""Serialisation failure, deadlock, a key somebody else wrote first, a lock not to be had."""

_RETRYABLE_SQLITE = (
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED),
    *(sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY),
)
_ROUNDS_TOGETHER = 3
_ROUNDS_ALONE = 8
log = logging.getLogger("paraguas.lane")


@dataclass(slots=True)
class Work:
    """One request on the lane.

    verb: what to do; `together` tells whether it takes many items at once.  answer: turns the
    outcome into the reply that is remembered with the key.  done: told the outcome (a Reply where
    there is an `answer`), or the Refusal or defect, once it is settled; called in the thread.
    """

    verb: BatchVerb | Verb
    item: Any
    done: Callable[[Any], None]
    together: bool = False
    key: Key | None = None
    at: int = 0
    answer: Callable[[Any], Reply] | None = None
    outcome: Any = field(default=None, init=False)


class Lane:
    """One thread that owns the writing of a process.

    most: the largest batch.  `after_commit` is told the kinds of chores a commit left, if any.
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
        self._waiting: SimpleQueue[Work | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="lane", daemon=True)
        self.after_commit = after_commit
        self.batches = 0

    def start(self) -> None:
        """Open the lane."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what waits and close the lane."""
        self._waiting.put(None)
        self._thread.join(timeout=30)

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
            self.settle([work for work in batch if work is not None])

    def settle(self, batch: Sequence[Work]) -> None:
        """Settle a batch and tell each request its outcome."""
        if not batch:
            return
        self.batches += 1
        first, twins = _part_twins(batch)
        self._settle_once(first)
        for work in first:
            _tell(work)
        # By now a key's first request has left its reply, or has failed and may be tried again.
        self.settle(twins)

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
                    _perform(tx, batch)
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


def _perform(tx: Tx, batch: Sequence[Work]) -> None:
    known = _known(tx, [work.key for work in batch if work.key])
    fresh = []
    for work in batch:
        if work.key and work.key.key_id in known:
            work.outcome = known[work.key.key_id]
        else:
            fresh.append(work)
    for verb, group in _by_verb(fresh):
        if group[0].together:
            for work, outcome in zip(group, verb(tx, [w.item for w in group]), strict=True):
                work.outcome = outcome
        elif len(batch) == 1:
            group[0].outcome = verb(tx, group[0].item)
        else:
            for work in group:
                work.outcome = _one(tx, work)
    _answer(tx, fresh)


def _known(tx: Tx, keys: Sequence[Key]) -> Mapping[str, Reply | KeyReused]:
    if not keys:
        return {}
    with tx.together():
        note_versions = ask_versions(tx)
        remembered = ask_remembered(tx, keys)
    note_versions()
    return remembered()


def _answer(tx: Tx, fresh: Sequence[Work]) -> None:
    answers = []
    for work in fresh:
        if work.answer and not isinstance(work.outcome, Refusal):
            work.outcome = work.answer(work.outcome)
            if work.key:
                answers.append((work.key, work.at, work.outcome))
    remember(tx, answers)


def _one(tx: Tx, work: Work) -> Any:
    try:
        with tx.savepoint():
            return work.verb(tx, work.item)
    except Refusal as refusal:
        return refusal


def _by_verb(batch: Sequence[Work]) -> list[tuple[Any, list[Work]]]:
    groups: list[tuple[Any, list[Work]]] = []
    for work in batch:
        if groups and groups[-1][0] is work.verb and work.together:
            groups[-1][1].append(work)
        else:
            groups.append((work.verb, [work]))
    return groups


def _part_twins(batch: Sequence[Work]) -> tuple[list[Work], list[Work]]:
    seen: set[str] = set()
    first, twins = [], []
    for work in batch:
        if work.key and work.key.key_id in seen:
            twins.append(work)
            continue
        if work.key:
            seen.add(work.key.key_id)
        first.append(work)
    return first, twins


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
