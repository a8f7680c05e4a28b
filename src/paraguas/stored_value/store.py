"""Stored values: their balances, and the entries these are the sums of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx
from paraguas.stored_value import tables as t
from paraguas.stored_value.model import Entry, Move, StoredValue, ValueKind

_ENTRY = ("card_id", "cause_id", "cause_no", "amount_minor", "at")
_CARD = (
    "card_id",
    "currency",
    "balance_minor",
    "last4",
    "issued_at",
    "kind",
    "holder_id",
    "limit_minor",
)
_CARDS = Prepared(
    select(
        t.gift_cards.c.card_id,
        t.gift_cards.c.currency,
        t.gift_cards.c.balance_minor,
        t.gift_cards.c.last4,
        t.gift_cards.c.kind,
        t.gift_cards.c.holder_id,
        t.gift_cards.c.limit_minor,
    ).where(t.gift_cards.c.card_id.in_(bindparam("cards", expanding=True)))
)
_ENTRIES = Prepared(
    select(
        t.gift_card_entries.c.cause_id,
        t.gift_card_entries.c.cause_no,
        t.gift_card_entries.c.amount_minor,
        t.gift_card_entries.c.at,
    )
    .where(t.gift_card_entries.c.card_id == bindparam("which"))
    .order_by(t.gift_card_entries.c.at, t.gift_card_entries.c.cause_no)
)
_MOVE = GuardedUpdate(
    t.gift_cards,
    keys=("card_id",),
    givens={"diff": "balance_minor"},
    sets="balance_minor = t.balance_minor + {diff}",
    guard="t.balance_minor + {diff} >= 0",
)

_LIMIT = GuardedUpdate(
    t.gift_cards,
    keys=("card_id",),
    givens={"was": "limit_minor", "becomes": "limit_minor"},
    sets="limit_minor = {becomes}, balance_minor = t.balance_minor + {becomes} - {was}",
    guard="t.limit_minor = {was} AND t.balance_minor + {becomes} - {was} >= 0",
)
_ENTERED = (
    select(
        t.gift_card_entries.c.card_id,
        func.sum(t.gift_card_entries.c.amount_minor).label("entered"),
    )
    .group_by(t.gift_card_entries.c.card_id)
    .subquery()
)
_WRONG_CARDS = (
    select(t.gift_cards.c.card_id, t.gift_cards.c.balance_minor, _ENTERED.c.entered)
    .outerjoin(_ENTERED, _ENTERED.c.card_id == t.gift_cards.c.card_id)
    .where(t.gift_cards.c.balance_minor != func.coalesce(_ENTERED.c.entered, 0))
)


def find_cards(tx: Tx, card_ids: Iterable[str]) -> dict[str, StoredValue]:
    """Read gift cards by their ids; unknown ones are left out."""
    return ask_cards(tx, card_ids)()


def ask_cards(tx: Tx, card_ids: Iterable[str]) -> Callable[[], dict[str, StoredValue]]:
    """Ask for gift cards by their ids; unknown ones are left out."""
    wanted = list(dict.fromkeys(card_ids))
    if not wanted:
        return dict
    rows = tx.ask(_CARDS, cards=wanted)
    return lambda: {row.card_id: _card(row) for row in rows()}


def entries_of(tx: Tx, card_id: str) -> list[Entry]:
    """Read what moved on a gift card, the oldest first."""
    return [
        Entry(row.cause_id, row.cause_no, row.amount_minor, row.at)
        for row in tx.all(_ENTRIES, which=card_id)
    ]


def add_card(tx: Tx, card: StoredValue, cause_id: str, at: int, *, cause_no: int = 0) -> None:
    """Write a new gift card and the entry that filled it."""
    row = (
        *(card.card_id, card.currency, card.balance_minor, card.last4, at),
        *(card.kind.value, card.holder_id, card.limit_minor),
    )
    tx.insert(t.gift_cards, _CARD, [row])
    entry = (card.card_id, cause_id, cause_no, card.balance_minor, at)
    tx.insert(t.gift_card_entries, _ENTRY, [entry])


def move_cards(tx: Tx, moves: Sequence[Move]) -> None:
    """Write entries of gift cards and move their balances, none below 0.

    Raises StaleSlice when a card holds less than was read.
    """
    diffs: dict[str, int] = defaultdict(int)
    for one in moves:
        diffs[one.card_id] += one.amount_minor
    tx.update(_MOVE, list(diffs.items()))
    rows = [(m.card_id, m.cause_id, m.cause_no, m.amount_minor, m.at) for m in moves]
    tx.insert(t.gift_card_entries, _ENTRY, rows)


def limit_card(tx: Tx, card: StoredValue, limit_minor: int, cause_id: str, at: int) -> None:
    """Give an account another limit, and what it may spend with it.

    Raises StaleSlice when the limit changed meanwhile, or more is owed than was read.
    """
    was = card.limit_minor or 0
    tx.update(_LIMIT, [(card.card_id, was, limit_minor)])
    tx.insert(t.gift_card_entries, _ENTRY, [(card.card_id, cause_id, 0, limit_minor - was, at)])


def _card(row: Any) -> StoredValue:
    card_id, currency, balance_minor, last4, kind, holder_id, limit_minor = row
    held = (ValueKind(kind), holder_id, limit_minor)
    return StoredValue(card_id, currency, balance_minor, last4, *held)


def count_cards(tx: Tx) -> int:
    """Count stored values."""
    return int(tx.value(select(func.count()).select_from(t.gift_cards)))


def wrong_cards(tx: Tx) -> Sequence[Row[Any]]:
    """Find stored values whose balance is not the sum of their entries."""
    return tx.all(_WRONG_CARDS)
