"""The book of an account: what happens to it, and what that is in postings and lots."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from paraguas.loyalty.model import Account, Event, EventKind, Posting
from paraguas.loyalty.rules.lot import Lot
from paraguas.loyalty.rules.posting import postings
from paraguas.loyalty.rules.standing import Standing, replay

_SEEN_WHOLE = (EventKind.REVISED, EventKind.GIVEN_BACK)


class Written(Struct, frozen=True):
    """What is to be written of a book that moved."""

    was: Account
    now: Account
    events: Sequence[Event]
    new_lots: Sequence[Lot]
    changed_lots: Sequence[Lot]
    postings: Sequence[tuple[int, int, Posting]]
    wakes_at: int | None


class Book(Struct):
    """An account as it stands, and what happened to it since it was read.

    told: all its events; None where its lots are enough, which they are while it has no debt and
    nothing is revised or given back.
    """

    account: Account
    lots: dict[int, Lot]
    told: list[Event] | None
    standing: Standing
    events: list[Event] = field(default_factory=list)
    _postings: list[tuple[int, int, Posting]] = field(default_factory=list)
    _booked: dict[int, Lot] = field(default_factory=dict)
    _owed: int = 0

    @property
    def spendable(self) -> int:
        """What may be spent, debts not deducted."""
        return self.standing.active

    def happen(self, kind: EventKind, at: int, **told: Any) -> Event:
        """Let something happen to the account, and book what moves by it."""
        number = self.account.last_event + len(self.events) + 1
        event = Event(event_no=number, kind=kind, at=at, **told)
        self.events.append(event)
        if kind in _SEEN_WHOLE and self.told is not None:
            self.standing = replay([*self.told, *self.events])
        else:
            assert kind is not EventKind.GIVEN_BACK, "it takes the whole story to give back"
            self.standing.follow(event, event.points)
        self._book(event)
        return event

    def written(self) -> Written:
        """Give what is to be written; only for a book something happened to."""
        lots, was, standing = self.standing.lots, self.account, self.standing
        due = standing.next_at
        earlier = due is not None and (was.next_at is None or due < was.next_at)
        passed = was.next_at is not None and was.next_at <= standing.at
        now = replace(
            was,
            version=was.version + 1,
            last_event=was.last_event + len(self.events),
            active=standing.active,
            pending=standing.pending,
            debt=standing.debt,
            next_at=due if earlier or passed else was.next_at,
        )
        return Written(
            was,
            now,
            self.events,
            [lot for number, lot in lots.items() if number not in self.lots],
            [lot for number, lot in lots.items() if self.lots.get(number, lot) != lot],
            self._postings,
            due if earlier or passed else None,
        )

    def _book(self, event: Event) -> None:
        owed = self.standing.debt - self._owed
        moved = postings(self._booked, self.standing.lots, owed, event)
        found = enumerate(moved, start=1)
        self._postings += [(event.event_no, number, posting) for number, posting in found]
        self._booked = _copies(self.standing.lots)
        self._owed = self.standing.debt


def open_book(account: Account, lots: Iterable[Lot], told: list[Event] | None = None) -> Book:
    """Open the book of an account on its lots, and on its events where they are needed."""
    kept = {lot.lot_no: lot for lot in lots}
    standing = replay(told) if told is not None else Standing(_copies(kept).values())
    return Book(account, kept, told, standing, _booked=_copies(kept), _owed=account.debt)


def _copies(lots: Mapping[int, Lot]) -> dict[int, Lot]:
    return {number: copy(lot) for number, lot in lots.items()}
