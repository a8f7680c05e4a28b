"""Work for the lane: what a request asks to be written, and how a batch of it is performed.

All of a batch share one transaction; an item that is refused leaves nothing behind and does not
disturb its neighbours.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from paraguas.plumbing.reference import ask_versions, suppose_versions
from paraguas.plumbing.replies import Key, KeyReused, Remembered, Reply, ask_remembered, remember
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
    with tx.together():
        note_versions, remembered = _ask(tx, batch)
        # Seldom is a key known or reference data changed: what the batch needs is asked for
        # together with that, and once more where it was.
        parts = _parts(tx, batch) if suppose_versions(tx) else None
        as_supposed, known = note_versions(), remembered()
    if parts is not None and as_supposed and not known:
        return Looked(batch, parts)
    fresh = _fresh(batch, known)
    return Looked(fresh, _parts(tx, fresh))


def _look_at_keys(tx: Tx, batch: Sequence[Work]) -> Looked:
    """Only tell what was done before; each verb then looks at what the one before it left."""
    if not any(work.key for work in batch):
        return Looked(batch, {})
    with tx.together():
        note_versions, remembered = _ask(tx, batch)
    note_versions()
    return Looked(_fresh(batch, remembered()), {})


def _ask(tx: Tx, batch: Sequence[Work]) -> tuple[Callable[[], bool], Remembered]:
    return ask_versions(tx), ask_remembered(tx, [work.key for work in batch if work.key])


def _parts(tx: Tx, batch: Sequence[Work]) -> Mapping[int, Any]:
    return {
        number: verb.look(tx, [work.item for work in group])
        for number, (verb, group) in enumerate(_by_verb(batch))
        if isinstance(verb, TwoParts)
    }


def perform(
    tx: Tx, batch: Sequence[Work], looked: Looked | None = None, *, till_commit: bool = False
) -> None:
    """Do a batch in a transaction: each work has its outcome, to be told once that is safe.

    till_commit: what is written may be on its way until the commit, which follows at once.
    Raises StaleSlice, the driver's errors and defects; the whole is then to be rolled back.
    """
    if looked is None:
        looked = look(tx, batch) if _is_of_two_parts(batch) else _look_at_keys(tx, batch)
    fresh, parts = looked.fresh, looked.parts
    groups = _by_verb(fresh)
    if till_commit and len(groups) == len(parts) == 1:
        tx.till_commit()
    for number, (verb, group) in enumerate(groups):
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


def _fresh(batch: Sequence[Work], known: Mapping[str, Reply | KeyReused]) -> list[Work]:
    """Those of the batch that were not done before; the others have their outcome."""
    fresh = []
    for work in batch:
        if work.key and work.key.key_id in known:
            work.outcome = known[work.key.key_id]
        else:
            fresh.append(work)
    return fresh


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


def _is_of_two_parts(batch: Sequence[Work]) -> bool:
    """Whether all of it is one verb's that looks first and writes then."""
    groups = _by_verb(batch)
    return len(groups) == 1 and isinstance(groups[0][0], TwoParts)


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
