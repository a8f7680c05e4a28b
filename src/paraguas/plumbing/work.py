"""Work for the lane: what a request asks to be written, and how a batch of it is performed.

All of a batch share one transaction; an item that is refused leaves nothing behind and does not
disturb its neighbours.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from paraguas.plumbing.reference import ask_versions
from paraguas.plumbing.replies import Key, KeyReused, Reply, ask_remembered, remember
from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Refusal

BatchVerb = Callable[[Tx, Sequence[Any]], Sequence[Any]]
"""A journey over many items: gives, in their order, an outcome or a Refusal each."""

Verb = Callable[[Tx, Any], Any]
"""A journey over one item: gives its outcome or raises a Refusal."""


@dataclass(frozen=True, slots=True)
class TwoParts:
    """A batch verb that can read and decide ahead, while the batch before is made safe.

    look: reads and decides items; its transaction may be over when `write` is called with what it
    gave.  write: writes that and gives an outcome each; StaleSlice when it is not true any more.
    """

    look: Callable[[Tx, Sequence[Any]], Any]
    write: Callable[[Tx, Any], Sequence[Any]]

    def __call__(self, tx: Tx, items: Sequence[Any]) -> Sequence[Any]:
        """Do both at once."""
        return self.write(tx, self.look(tx, items))


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


@dataclass(frozen=True, slots=True)
class Looked:
    """What was read and decided ahead: by the number of its group among those of one verb."""

    fresh: Sequence[Work]
    parts: Mapping[int, Any]


def look(tx: Tx, batch: Sequence[Work]) -> Looked:
    """Read and decide what can be ahead; the transaction may be over when it is performed."""
    fresh = _fresh(tx, batch)
    parts = {
        number: verb.look(tx, [work.item for work in group])
        for number, (verb, group) in enumerate(_by_verb(fresh))
        if isinstance(verb, TwoParts)
    }
    return Looked(fresh, parts)


def perform(tx: Tx, batch: Sequence[Work], looked: Looked | None = None) -> None:
    """Do a batch in a transaction: each work has its outcome, to be told once that is safe.

    Raises StaleSlice, the driver's errors and defects; the whole is then to be rolled back.
    """
    fresh = looked.fresh if looked else _fresh(tx, batch)
    parts = looked.parts if looked else {}
    for number, (verb, group) in enumerate(_by_verb(fresh)):
        if number in parts:
            _tell_apart(group, verb.write(tx, parts[number]))
        elif group[0].together:
            _tell_apart(group, verb(tx, [work.item for work in group]))
        elif len(batch) == 1:
            group[0].outcome = verb(tx, group[0].item)
        else:
            for work in group:
                work.outcome = _one(tx, work)
    _answer(tx, fresh)


def _tell_apart(group: Sequence[Work], outcomes: Sequence[Any]) -> None:
    for work, outcome in zip(group, outcomes, strict=True):
        work.outcome = outcome


def _fresh(tx: Tx, batch: Sequence[Work]) -> list[Work]:
    """Those of the batch that were not done before; the others have their outcome."""
    known = _known(tx, [work.key for work in batch if work.key])
    fresh = []
    for work in batch:
        if work.key and work.key.key_id in known:
            work.outcome = known[work.key.key_id]
        else:
            fresh.append(work)
    return fresh


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


def part_twins(batch: Sequence[Work]) -> tuple[list[Work], list[Work]]:
    """Part a batch into the first works of their keys, and those that come with one again."""
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
