"""The SQL of drawers."""

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, Select, and_, bindparam, func, select

from paraguas.drawers.model import DrawerLimit, Entry, EntryKind, Session, SessionState
from paraguas.drawers.tables import drawer_entries, drawer_limits, drawer_sessions
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.upsert import upsert
from paraguas.values.ids import DrawerSessionId, PlaceId
from paraguas.values.time import Period

_KEY = ("place_id", "till", "session_no")
_FOUND = (
    *("counted_at", "counted_by", "pieces", "counted_minor", "expected_minor"),
    *("closed_at", "closed_by", "reason"),
)
_HEAD = (
    *(*_KEY, "session_id", "currency", "float_minor", "state", "version"),
    *("opened_at", "opened_by", "alone_minor", *_FOUND),
)
_ENTRY = (
    *("entry_no", "kind", "amount_minor", "at", "actor", "reason"),
    *("order_id", "transaction_no"),
)
_MOST_IDS = 1000
_s, _e = drawer_sessions.c, drawer_entries.c
_SESSIONS = select(*(_s[name] for name in _HEAD))
_STEP = GuardedUpdate(
    table=drawer_sessions,
    keys=_KEY,
    givens={"was": "version", "state": "state"} | {name: name for name in _FOUND},
    sets=", ".join(
        ("version = t.version + 1", "state = {state}", *(f"{n} = {{{n}}}" for n in _FOUND))
    ),
    guard="t.version = {was}",
)
_OF_TILL = _SESSIONS.where(_s.place_id == bindparam("place_id"), _s.till == bindparam("till"))
_LAST = _OF_TILL.order_by(_s.session_no.desc()).limit(1)
_NUMBERED = _OF_TILL.where(_s.session_no == bindparam("session_no"))
_BY_ID = _SESSIONS.where(_s.session_id == bindparam("session_id"))
_DURING = (
    _SESSIONS.where(_s.place_id == bindparam("place_id"))
    .where(_s.opened_at >= bindparam("start_at"), _s.opened_at < bindparam("end_at"))
    .order_by(_s.opened_at, _s.till)
)
_ENTRIES = (
    select(*(_e[name] for name in _ENTRY))
    .where(_e.place_id == bindparam("place_id"), _e.session_id == bindparam("session_id"))
    .order_by(_e.entry_no)
)
_LIMITS = select(drawer_limits.c.currency, drawer_limits.c.alone_minor).order_by(
    drawer_limits.c.currency
)
_COUNTED = select(_e.order_id, _e.transaction_no).where(
    _e.place_id == bindparam("place_id"), _e.order_id.in_(bindparam("orders", expanding=True))
)
_MOVED = (
    select(_e.place_id, _e.session_id, func.sum(_e.amount_minor).label("moved"))
    .group_by(_e.place_id, _e.session_id)
    .subquery()
)
_OF = and_(_MOVED.c.place_id == _s.place_id, _MOVED.c.session_id == _s.session_id)
_WRONG = (
    select(_s.session_id, _s.expected_minor, _s.float_minor, _MOVED.c.moved)
    .select_from(drawer_sessions)
    .outerjoin(_MOVED, _OF)
    .where(_s.expected_minor != _s.float_minor + func.coalesce(_MOVED.c.moved, 0))
)


def limits(tx: Tx) -> list[DrawerLimit]:
    """Read the limits of all currencies that have one."""
    return [DrawerLimit(*row) for row in tx.all(_LIMITS)]


def put_limits(tx: Tx, wanted: Sequence[DrawerLimit]) -> None:
    """Save limits by currency."""
    rows = [(one.currency, one.alone_minor) for one in wanted]
    upsert(tx, drawer_limits, ("currency", "alone_minor"), rows)


def add_session(tx: Tx, new: Session) -> None:
    """Write a session down; a number taken meanwhile makes the whole decide again."""
    tx.insert(drawer_sessions, _HEAD, [tuple(_cell(new, name) for name in _HEAD)])


def step(tx: Tx, found: Session, new: Session) -> None:
    """Write a session as it is now; StaleSlice where it is not as it was found any more."""
    key = (found.place_id, found.till, found.session_no, found.version)
    tx.update(_STEP, [(*key, *(_cell(new, name) for name in ("state", *_FOUND)))])


def add_entries(tx: Tx, found: Session, entries: Sequence[Entry]) -> None:
    """Write entries of a session down."""
    columns = ("place_id", "session_id", *_ENTRY)
    key = (found.place_id, found.session_id)
    rows = [(*key, *(getattr(one, name) for name in _ENTRY)) for one in entries]
    tx.insert(drawer_entries, columns, rows)


def last_session(tx: Tx, place_id: PlaceId, till: str) -> Session | None:
    """Find the latest session of a till."""
    return _session(tx.first(_LAST, place_id=place_id, till=till))


def session_before(tx: Tx, found: Session) -> Session | None:
    """Find the session before of the same till."""
    key = {"place_id": found.place_id, "till": found.till}
    return _session(tx.first(_NUMBERED, **key, session_no=found.session_no - 1))


def session_by_id(tx: Tx, session_id: str) -> Session | None:
    """Find a session."""
    return _session(tx.first(_BY_ID, session_id=session_id))


def opened_during(tx: Tx, place_id: PlaceId, during: Period) -> list[Session]:
    """Find the sessions of a place that were opened in a period, in order."""
    span = {"start_at": during.start_at, "end_at": during.end_at}
    return [_read(row) for row in tx.all(_DURING, place_id=place_id, **span)]


def page_of_sessions(
    tx: Tx, place_id: PlaceId | None, state: SessionState | None, *, before: str, most: int
) -> list[Session]:
    """Find sessions, the last opened first, those opened before an id."""
    return [_read(row) for row in tx.all(_page(place_id, state, before).limit(most))]


def entries_of(tx: Tx, found: Session) -> list[Entry]:
    """Find the entries of a session in their order."""
    rows = tx.all(_ENTRIES, place_id=found.place_id, session_id=found.session_id)
    return [Entry(row.entry_no, EntryKind(row.kind), *tuple(row)[2:]) for row in rows]


def counted_already(tx: Tx, place_id: PlaceId, order_ids: Collection[str]) -> set[tuple[str, int]]:
    """Tell which transactions of orders count in a session of a place already."""
    wanted = sorted(order_ids)
    return {
        (row.order_id, row.transaction_no)
        for first in range(0, len(wanted), _MOST_IDS)
        for row in tx.all(_COUNTED, place_id=place_id, orders=wanted[first : first + _MOST_IDS])
    }


def count_sessions(tx: Tx) -> int:
    """Count all sessions."""
    return int(tx.value(select(func.count()).select_from(drawer_sessions)))


def wrong_sessions(tx: Tx) -> Sequence[Row[Any]]:
    """Find sessions that expect something else than their float and entries say."""
    return tx.all(_WRONG)


def _page(place_id: PlaceId | None, state: SessionState | None, before: str) -> Select[Any]:
    asked = _SESSIONS.order_by(_s.session_id.desc())
    if place_id:
        asked = asked.where(_s.place_id == place_id)
    if state:
        asked = asked.where(_s.state == state.value)
    return asked.where(_s.session_id < before) if before else asked


def _cell(one: Session, name: str) -> Any:
    value = getattr(one, name)
    if name == "pieces" and value is not None:
        return msgspec.json.encode(value).decode()
    return value


def _session(row: Row[Any] | None) -> Session | None:
    return None if row is None else _read(row)


def _read(row: Row[Any]) -> Session:
    head = dict(zip(_HEAD, row, strict=True))
    told = head["pieces"]
    pieces = None if told is None else msgspec.json.decode(told, type=dict[int, int])
    head |= {
        "pieces": pieces,
        "state": SessionState(head["state"]),
        "session_id": DrawerSessionId(head["session_id"]),
        "place_id": PlaceId(head["place_id"]),
    }
    return Session(**head)
