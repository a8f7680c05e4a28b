"""Gift cards: their balances, and the entries these are the sums of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from paraguas.payments import tables as t
from paraguas.payments.model import GiftCard, GiftCardEntry, TenderKind
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx

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


def find_cards(tx: Tx, card_ids: Iterable[str]) -> dict[str, GiftCard]:
    """Read gift cards by their ids; unknown ones are left out."""
    return ask_cards(tx, card_ids)()


def ask_cards(tx: Tx, card_ids: Iterable[str]) -> Callable[[], dict[str, GiftCard]]:
    """Ask for gift cards by their ids; unknown ones are left out."""
    wanted = list(dict.fromkeys(card_ids))
    if not wanted:
        return dict
    rows = tx.ask(_CARDS, cards=wanted)
    return lambda: {row.card_id: _card(row) for row in rows()}


def entries_of(tx: Tx, card_id: str) -> list[GiftCardEntry]:
    """Read what moved on a gift card, the oldest first."""
    return [
        GiftCardEntry(row.cause_id, row.cause_no, row.amount_minor, row.at)
        for row in tx.all(_ENTRIES, which=card_id)
    ]


def add_card(tx: Tx, card: GiftCard, cause_id: str, at: int) -> None:
    """Write a new gift card and the entry that filled it."""
    row = (
        *(card.card_id, card.currency, card.balance_minor, card.last4, at),
        *(card.kind.value, card.holder_id, card.limit_minor),
    )
    tx.insert(t.gift_cards, _CARD, [row])
    entry = (card.card_id, cause_id, 0, card.balance_minor, at)
    tx.insert(t.gift_card_entries, _ENTRY, [entry])


def move_cards(tx: Tx, entries: Sequence[tuple[str, str, int, int, int]]) -> None:
    """Write entries of gift cards and move their balances, none below 0.

    entries: card, cause and its number, amount (below 0 takes), instant.  Raises StaleSlice when
    a card holds less than was read.
    """
    diffs: dict[str, int] = defaultdict(int)
    for card_id, _, _, amount_minor, _ in entries:
        diffs[card_id] += amount_minor
    tx.update(_MOVE, list(diffs.items()))
    tx.insert(t.gift_card_entries, _ENTRY, entries)


def limit_card(tx: Tx, card: GiftCard, limit_minor: int, cause_id: str, at: int) -> None:
    """Give an account another limit, and what it may spend with it.

    Raises StaleSlice when the limit changed meanwhile, or more is owed than was read.
    """
    was = card.limit_minor or 0
    tx.update(_LIMIT, [(card.card_id, was, limit_minor)])
    tx.insert(t.gift_card_entries, _ENTRY, [(card.card_id, cause_id, 0, limit_minor - was, at)])


def _card(row: Any) -> GiftCard:
    card_id, currency, balance_minor, last4, kind, holder_id, limit_minor = row
    held = (TenderKind(kind), holder_id, limit_minor)
    return GiftCard(card_id, currency, balance_minor, last4, *held)
