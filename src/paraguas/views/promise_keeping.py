"""How promises were kept: by place, by door or by kind of promise."""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import Column, Select, and_, bindparam, case, exists, func, select

from paraguas.network.queries import network
from paraguas.orders.tables import promises
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import earliest_id
from paraguas.values.money import round_half_up
from paraguas.values.time import Period

_WHOLE_PCM = 100_000
_p = promises.c
_was, _next = promises.alias("was"), promises.alias("next")
_FIRST = bindparam("first", type_=_p.order_id.type)
_UNTIL = bindparam("until", type_=_p.order_id.type)


class By(StrEnum):
    """What promises are told apart by."""

    PLACE = "place"
    DOOR = "door"
    KIND = "kind"


_COLUMNS = {By.PLACE: "source", By.DOOR: "door", By.KIND: "kind"}


def _ends(by: By) -> Select[Any]:
    """Count what became of promises, each once however often it moved."""
    key = _p[_COLUMNS[by]].label("key")
    moved = exists().where(
        *(_was.c.order_id == _p.order_id, _was.c.group_no == _p.group_no),
        *(_was.c.state == "moved", _was.c.promise_no < _p.promise_no),
    )
    late = and_(_p.state == "open", _p.latest_at < bindparam("now"))
    return (
        select(
            *(key, _p.state, func.count().label("many")),
            func.count(case((moved, 1))).label("moved"),
            func.count(case((late, 1))).label("overdue"),
        )
        .where(_p.state != "moved", _p.order_id >= _FIRST, _p.order_id < _UNTIL)
        .group_by(key, _p.state)
    )


def _moves(by: By) -> Select[Any]:
    """Count why promises moved, under what kept or made them before they did."""
    column: Column[Any] = _was.c[_COLUMNS[by]]
    step = (
        select(
            *(_was.c.order_id.label("order_id"), column.label("key")),
            func.min(_next.c.promise_no).label("promise_no"),
        )
        .join(
            _next,
            (_next.c.order_id == _was.c.order_id)
            & (_next.c.group_no == _was.c.group_no)
            & (_next.c.promise_no > _was.c.promise_no),
        )
        .where(_was.c.state == "moved")
        .where(_was.c.order_id >= _FIRST, _was.c.order_id < _UNTIL)
        .group_by(_was.c.order_id, _was.c.promise_no, column)
        .subquery()
    )
    return (
        select(step.c.key, _p.cause, func.count().label("many"))
        .join(promises, (_p.order_id == step.c.order_id) & (_p.promise_no == step.c.promise_no))
        .group_by(step.c.key, _p.cause)
    )


_STATEMENTS = {by: (_ends(by), _moves(by)) for by in By}


class Keeping(Struct, frozen=True):
    """What became of the promises of one place, door or kind; each counts once.

    key: a place's code (several that keep a promise together: `A,B`), a channel or a kind.  moved:
    of all these, those that moved at least once.  overdue: of the open.  kept_pcm: kept among kept
    and broken; moved_pcm: moved among all; thousandths of a percent, None of nothing.  causes: why
    promises moved from it, and how often.
    """

    key: str
    kept: int
    broken: int
    dropped: int
    open: int
    overdue: int
    moved: int
    kept_pcm: int | None
    moved_pcm: int | None
    causes: Mapping[str, int]


def promise_keeping(tx: Tx, during: Period, by: By, *, now: int) -> tuple[Keeping, ...]:
    """Tell how the promises of the orders written down in a period were kept, by key."""
    asked = {"first": earliest_id(during.start_at), "until": earliest_id(during.end_at)}
    ends, moves = _STATEMENTS[by]
    names: Mapping[str, str] = {one.place_id: one.code for one in network(tx).places}
    many: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in tx.all(ends, **asked, now=now):
        its = many[names.get(row.key, row.key)]
        its[row.state] += row.many
        its["moved"] += row.moved
        its["overdue"] += row.overdue
    causes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in tx.all(moves, **asked):
        causes[names.get(row.key, row.key)][row.cause] += row.many
    keys = sorted({*many, *causes})
    return tuple(_keeping(key, many[key], dict(sorted(causes[key].items()))) for key in keys)


def _keeping(key: str, many: Mapping[str, int], causes: Mapping[str, int]) -> Keeping:
    kept, broken, dropped, left = (many[s] for s in ("kept", "broken", "dropped", "open"))
    return Keeping(
        *(key, kept, broken, dropped, left, many["overdue"], many["moved"]),
        kept_pcm=_share(kept, kept + broken),
        moved_pcm=_share(many["moved"], kept + broken + dropped + left),
        causes=causes,
    )


def _share(part: int, whole: int) -> int | None:
    return round_half_up(part * _WHOLE_PCM, whole) if whole else None
