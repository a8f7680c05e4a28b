"""Accounts: what they hold, what happened to them, and the lots that is the sum of."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, or_, select

from paraguas.loyalty import tables as t
from paraguas.loyalty.model import Account, Event, EventKind, Ledger, Posting
from paraguas.loyalty.rules.lot import Lot
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx

_ACCOUNT = Account.__struct_fields__
_EVENT = Event.__struct_fields__
_LOT = (
    *("lot_no", "ledger", "earned", "usable_at", "life", "expires_at", "ready", "spent"),
    "expired",
)
_a, _e, _l = t.accounts.c, t.events.c, t.lots.c
_ACCOUNTS = select(*(_a[name] for name in _ACCOUNT))
_BY_ID = Prepared(_ACCOUNTS.where(_a.account_id.in_(bindparam("ids", expanding=True))))
_AROUND = Prepared(
    _ACCOUNTS.where(
        or_(
            _a.record_id.in_(bindparam("records", expanding=True)),
            _a.pool_id.in_(bindparam("pools", expanding=True)),
        )
    ).order_by(_a.account_id)
)
_LINKED = Prepared(select(_a.account_id).where(_a.record_id.is_not(None)).limit(1))
_EVENTS = Prepared(
    select(*(_e[name] for name in _EVENT))
    .where(_e.account_id == bindparam("which"))
    .order_by(_e.event_no)
)
_POSTINGS = Prepared(
    select(t.postings.c.event_no, t.postings.c.lot_no, t.postings.c.ledger, t.postings.c.points)
    .where(t.postings.c.account_id == bindparam("which"))
    .order_by(t.postings.c.event_no, t.postings.c.posting_no)
)
_EVERY_LOT = (
    select(_l.account_id, *(_l[name] for name in _LOT))
    .where(_l.account_id.in_(bindparam("ids", expanding=True)))
    .order_by(_l.account_id, _l.lot_no)
)
_LOTS = Prepared(_EVERY_LOT)
_LOTS_LEFT = Prepared(_EVERY_LOT.where(_l.earned > _l.spent + _l.expired))
_MOVE = GuardedUpdate(
    t.accounts,
    keys=("account_id",),
    givens={
        "was": "version",
        "event": "last_event",
        "usable": "active",
        "waiting": "pending",
        "owed": "debt",
        "next_due": "next_at",
    },
    sets=(
        "version = t.version + 1, last_event = {event}, active = {usable}, "
        "pending = {waiting}, debt = {owed}, next_at = {next_due}"
    ),
    guard="t.version = {was}",
)
_TIE = GuardedUpdate(
    t.accounts,
    keys=("account_id",),
    givens={"was": "version", "record": "record_id", "pool": "pool_id"},
    sets="version = t.version + 1, record_id = {record}, pool_id = {pool}",
    guard="t.version = {was}",
)
_CHANGE = GuardedUpdate(
    t.lots,
    keys=("account_id", "lot_no"),
    givens={f"now_{name}": name for name in _LOT[2:]},
    sets=", ".join(f"{name} = {{now_{name}}}" for name in _LOT[2:]),
)


def find_accounts(tx: Tx, account_ids: Iterable[str]) -> dict[str, Account]:
    """Read accounts by their ids; unknown ones are left out."""
    return ask_accounts(tx, account_ids)()


def ask_accounts(tx: Tx, account_ids: Iterable[str]) -> Callable[[], dict[str, Account]]:
    """Ask for accounts by their ids; the answer may be on its way until `together` ends."""
    wanted = sorted(set(account_ids))
    if not wanted:
        return dict
    rows = tx.ask(_BY_ID, ids=wanted)
    return lambda: {row.account_id: Account(*row) for row in rows()}


def accounts_around(tx: Tx, records: Iterable[str], pools: Iterable[str]) -> list[Account]:
    """Read the accounts linked with records of customers, or in pools."""
    wanted = sorted(set(records)), sorted(set(pools))
    if not any(wanted):
        return []
    return [Account(*row) for row in tx.all(_AROUND, records=wanted[0], pools=wanted[1])]


def is_any_linked(tx: Tx) -> bool:
    """Tell whether any account is linked with a record of a customer."""
    return tx.first(_LINKED) is not None


def events_of(tx: Tx, account_id: str) -> list[Event]:
    """Read what happened to an account, from the first on."""
    return [_event(row) for row in tx.all(_EVENTS, which=account_id)]


def postings_of(tx: Tx, account_id: str) -> list[tuple[int, Posting]]:
    """Read the postings of an account, each with its event."""
    return [
        (event_no, Posting(lot_no, Ledger(ledger), points))
        for event_no, lot_no, ledger, points in tx.all(_POSTINGS, which=account_id)
    ]


def lots_of(tx: Tx, account_ids: Iterable[str], *, left: bool = False) -> dict[str, list[Lot]]:
    """Read the lots of accounts, by account; left: only those something is left of."""
    wanted = sorted(set(account_ids))
    found: dict[str, list[Lot]] = {account_id: [] for account_id in wanted}
    statement = _LOTS_LEFT if left else _LOTS
    for row in tx.all(statement, ids=wanted) if wanted else ():
        account_id, lot_no, ledger, *rest = row
        found[account_id].append(_lot(lot_no, ledger, rest))
    return found


def add_account(tx: Tx, account: Account) -> None:
    """Write a new account."""
    tx.insert(t.accounts, _ACCOUNT, [tuple(getattr(account, name) for name in _ACCOUNT)])


def move_accounts(tx: Tx, moved: Sequence[tuple[Account, Account]]) -> None:
    """Write balances, each as it was and is; StaleSlice where one moved meanwhile."""
    rows = [
        (
            *(was.account_id, was.version, now.last_event, now.active, now.pending),
            *(now.debt, now.next_at),
        )
        for was, now in moved
    ]
    tx.update(_MOVE, rows)


def tie_accounts(tx: Tx, accounts: Sequence[Account]) -> None:
    """Write what accounts are linked with; StaleSlice where one moved meanwhile."""
    tx.update(_TIE, [(one.account_id, one.version, one.record_id, one.pool_id) for one in accounts])


def add_events(tx: Tx, events: Sequence[tuple[str, Event]]) -> None:
    """Write what happened, each with its account; who is slower collides on the number."""
    rows = [(account_id, *(getattr(one, name) for name in _EVENT)) for account_id, one in events]
    tx.insert(t.events, ("account_id", *_EVENT), rows)


def add_lots(tx: Tx, lots: Sequence[tuple[str, Lot]]) -> None:
    """Write new lots, each with its account."""
    rows = [(account_id, lot.lot_no, lot.ledger.value, *_cells(lot)) for account_id, lot in lots]
    tx.insert(t.lots, ("account_id", *_LOT), rows)


def change_lots(tx: Tx, lots: Sequence[tuple[str, Lot]]) -> None:
    """Write lots as they are now, each with its account."""
    tx.update(_CHANGE, [(account_id, lot.lot_no, *_cells(lot)) for account_id, lot in lots])


def add_postings(tx: Tx, postings: Sequence[tuple[str, int, int, Posting]]) -> None:
    """Write postings: of which account and event, and their number in it."""
    rows = [
        (account_id, event_no, number, one.lot_no, one.ledger.value, one.points)
        for account_id, event_no, number, one in postings
    ]
    columns = ("account_id", "event_no", "posting_no", "lot_no", "ledger", "points")
    tx.insert(t.postings, columns, rows)


def _cells(lot: Lot) -> tuple[Any, ...]:
    return tuple(getattr(lot, name) for name in _LOT[2:])


def _lot(lot_no: int, ledger: str, rest: Sequence[Any]) -> Lot:
    return Lot(lot_no, Ledger(ledger), *rest)


def _event(row: Any) -> Event:
    event_no, kind, ledger, *rest = row
    return Event(event_no, EventKind(kind), Ledger(ledger), *rest)
