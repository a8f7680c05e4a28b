"""Random histories of points, lived twice: by the room's books, and by the naive pricer."""

from collections.abc import Sequence
from copy import copy
from datetime import date
from random import Random
from typing import Any

from msgspec import Struct, field

from paraguas.doors.bench.naive_points import (
    NaiveLine,
    NaiveOrder,
    NaiveRules,
    price_points,
    walk,
)
from paraguas.loyalty.model import (
    WHOLE_PCM,
    Account,
    EarnRow,
    Event,
    EventKind,
    Expiry,
    KeptLine,
    Ledger,
    Programme,
    Rate,
    Terms,
    Tier,
)
from paraguas.loyalty.rules.book import Book, open_book
from paraguas.loyalty.rules.earning import earning
from paraguas.loyalty.rules.lot import Lot
from paraguas.loyalty.rules.tiers import counted, tier_standing
from paraguas.values.money import share_of
from paraguas.values.time import DAY

CURRENCIES = ("EUR", "GBP", "JPY", "TND")
"""The last one earns nothing."""

_DEPARTMENTS = ("phones", "cases", "cards", "tea")
_ACCOUNT = "a" * 32
_WINDOW, _LIFE, _BACK, _LOOKBACK, _GRACE = 5, 30, 7, 40, 6
_TIERS = ((0, 0), (60, 25), (150, 50))

PROGRAMME = Programme(
    code="bench",
    currency="EUR",
    rates={"EUR": Rate(1, 100, 10, 1), "GBP": Rate(6, 500, 12, 1), "JPY": Rate(2, 300, 1, 1)},
    tiers=tuple(Tier(f"t{n}", points, extra * 1000) for n, (points, extra) in enumerate(_TIERS)),
    rows=(
        EarnRow("phones", departments=frozenset(("phones",)), extra_pcm=WHOLE_PCM // 2),
        EarnRow("tea", departments=frozenset(("tea",)), each=3),
        EarnRow("cards", departments=frozenset(("cards",)), none=True),
        EarnRow("basket", once=20, least_minor={"EUR": 5_000, "JPY": 6_000}),
    ),
    expiry=(Expiry(days=_LIFE),),
    partners=frozenset(),
    window_days=_WINDOW,
    lookback_days=_LOOKBACK,
    grace_days=_GRACE,
    back_days=_BACK,
    expected_pcm=WHOLE_PCM,
)
_RULES = NaiveRules(
    rates={"EUR": (1, 100), "GBP": (6, 500), "JPY": (2, 300)},
    department_extra={"phones": 50},
    excluded={"cards"},
    each={"tea": 3},
    threshold={"EUR": 5_000, "JPY": 6_000},
    bonus=20,
)


class History(Struct):
    """An account that is lived with, day after day, and all that happened to it.

    different: the first difference between the two; empty as long as there is none.
    """

    chance: Random
    day: int = 0
    account: Account = field(default_factory=lambda: Account(_ACCOUNT, "BENCH", "bench", 0))
    lots: dict[int, Lot] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    ledger: dict[Ledger, int] = field(default_factory=dict)
    orders: list[NaiveOrder] = field(default_factory=list)
    earned: dict[int, Event] = field(default_factory=dict)
    told: dict[int, tuple[int, int, int | None]] = field(default_factory=dict)
    burns: dict[int, int] = field(default_factory=dict)
    doings: list[tuple[int, str, Any]] = field(default_factory=list)
    different: str = ""

    def live(self, steps: int, *, every: int = 1) -> None:
        """Let so many things happen, and hold the books to the naive pricer after every so many."""
        doings = (self.buy, self.buy, self.arrive, self.give_up, self.exchange, self.burn)
        for step in range(1, steps + 1):
            self.day += self.chance.choice((0, 0, 1, 1, 2, 4, 9, 17))
            self.chance.choice((*doings, self.burn, self.give_back, self.present, self.wait))()
            if step % every == 0:
                self.compare()
            if self.different:
                return

    def buy(self) -> None:
        """Place an order of one to three lines."""
        lines = [self._line() for _ in range(self.chance.randint(1, 3))]
        tier = tier_standing(PROGRAMME, counted(self.events), self.day * DAY).tier
        naive_tier = self._naive_tier()
        if tier != f"t{naive_tier}":
            self.different = f"day {self.day}: tier {tier}, naively t{naive_tier}"
        life = self.chance.choice((None, _LIFE, 3))
        order = NaiveOrder(
            self.day, self.chance.choice(CURRENCIES), _TIERS[naive_tier][1], lines, [], life
        )
        self.orders.append(order)
        number = len(self.orders) - 1
        self.doings.append((self.day, "order", number))
        points, qualifying = self._priced(number, tier)
        event = self._happen(
            EventKind.EARNED,
            ledger=Ledger.ISSUED,
            cause_no=number,
            points=points,
            qualifying=qualifying,
            life=None if life is None else life * DAY,
            tier=tier,
        )
        self.earned[number] = event
        self.told[number] = points, qualifying, None

    def arrive(self) -> None:
        """Let all goods of an order arrive, which opens its return window."""
        number = self._any_order()
        if number is not None:
            self.orders[number].windows.append((self.day, self.day + _WINDOW))
            self.doings.append((self.day, "window", number))
            self._revise(number)

    def give_up(self) -> None:
        """Cancel or return units of a line."""
        number = self._any_order()
        if number is None:
            return
        line = self.chance.choice(self.orders[number].lines)
        if line.returned < line.units:
            line.returned += self.chance.randint(1, line.units - line.returned)
            self._revise(number)

    def exchange(self) -> None:
        """Give units up for another line, which is still to come."""
        number = self._any_order()
        if number is not None:
            self.give_up()
            order = self.orders[number]
            order.lines.append(self._line())
            order.windows.append((self.day, None))
            self.doings.append((self.day, "window", number))
            self._revise(number)

    def burn(self) -> None:
        """Spend some of what there is."""
        book = self._open()
        book.standing.pass_time(self.day * DAY)
        spendable = book.standing.active
        if spendable and not book.standing.debt:
            points = self.chance.randint(1, spendable)
            event = self._happen(EventKind.TAKEN, ledger=Ledger.BURNT, cause_no=0, points=points)
            self.burns[event.event_no] = points
            self.doings.append((self.day, "burn", (event.event_no, points)))

    def give_back(self) -> None:
        """Give some of a burn back, as when its order is cancelled."""
        if self.burns:
            number = self.chance.choice(sorted(self.burns))
            points = self.chance.randint(1, self.burns[number])
            self.burns[number] -= points
            if not self.burns[number]:
                del self.burns[number]
            self._happen(
                EventKind.GIVEN_BACK,
                ledger=Ledger.BURNT,
                cause_no=0,
                points=points,
                of_event=number,
                back_life=_BACK * DAY,
            )
            self.doings.append((self.day, "back", (number, points, _BACK)))

    def present(self) -> None:
        """Give points by hand."""
        points, life = self.chance.randint(1, 40), self.chance.choice((None, 10))
        self._happen(
            EventKind.EARNED,
            ledger=Ledger.ADJUSTMENTS,
            cause_no=-1,
            points=points,
            usable_at=self.day * DAY,
            life=None if life is None else life * DAY,
        )
        self.doings.append((self.day, "gift", (points, life)))

    def wait(self) -> None:
        """Let only time pass."""
        self._happen(EventKind.PASSED, ledger=Ledger.EXPIRED, cause_no=0, points=0)

    def compare(self) -> None:
        """Hold the books to the naive pricer, and to themselves."""
        book = self._open()
        book.standing.pass_time(self.day * DAY)
        ours = book.standing.active - book.standing.debt, book.standing.pending
        naive = walk(_RULES, self.orders, self.doings, self.day)
        if ours != naive:
            self.different = f"day {self.day}: the books say {ours}, the naive pricer {naive}"
        if sum(self.ledger.values()):
            self.different = f"day {self.day}: the ledger is {sum(self.ledger.values())} over"
        held = (self.account.active, self.account.pending, -self.account.debt)
        booked = tuple(
            self.ledger.get(one, 0) for one in (Ledger.ACTIVE, Ledger.PENDING, Ledger.DEBT)
        )
        if held != booked or min(self.account.active, self.account.debt):
            self.different = f"day {self.day}: balances {held}, postings {booked}"

    def _line(self) -> NaiveLine:
        units = self.chance.randint(1, 4)
        return NaiveLine(self.chance.choice(_DEPARTMENTS), units, self.chance.randint(0, 6_000))

    def _any_order(self) -> int | None:
        return self.chance.randrange(len(self.orders)) if self.orders else None

    def _naive_tier(self) -> int:
        def reached(day: int) -> int:
            since = day - _LOOKBACK
            held = (one for one in self.orders if since < one.day <= day)
            return sum(price_points(one, _RULES)[1] for one in held)

        most = max(reached(day) for day in range(self.day - _GRACE, self.day + 1))
        return max(n for n, (points, _) in enumerate(_TIERS) if points <= most)

    def _priced(self, number: int, tier: str) -> tuple[int, int]:
        order = self.orders[number]
        terms = Terms(PROGRAMME, tier, "ES", order.currency, date(2026, 1, 1))
        earned = earning([_kept(n, line) for n, line in enumerate(order.lines)], terms)
        return earned.points, earned.qualifying

    def _revise(self, number: int) -> None:
        event = self.earned[number]
        points, qualifying = self._priced(number, event.tier)
        windows = self.orders[number].windows
        usable = windows[-1][1] if windows else None
        told = points, qualifying, usable
        if told != self.told[number]:
            whole = points != self.told[number][0]
            self.told[number] = told
            self._happen(
                EventKind.REVISED,
                whole=whole,
                ledger=Ledger.ISSUED,
                cause_no=number,
                points=points,
                qualifying=qualifying,
                of_event=event.event_no,
                usable_at=None if usable is None else usable * DAY,
            )

    def _open(self, *, whole: bool = False) -> Book:
        told = list(self.events) if whole or self.account.debt else None
        return open_book(self.account, [copy(lot) for lot in self.lots.values()], told)

    def _happen(self, kind: EventKind, *, whole: bool = False, **told: Any) -> Event:
        book = self._open(whole=whole or kind is EventKind.GIVEN_BACK)
        event = book.happen(kind, self.day * DAY, cause_id=_ACCOUNT, **told)
        written = book.written()
        self.account = written.now
        self.events += written.events
        for lot in (*written.new_lots, *written.changed_lots):
            self.lots[lot.lot_no] = copy(lot)
        for _, _, posting in written.postings:
            self.ledger[posting.ledger] = self.ledger.get(posting.ledger, 0) + posting.points
        return event


def _kept(number: int, line: NaiveLine) -> KeptLine:
    kept = line.units - line.returned
    amount = share_of(line.price, 0, kept, line.units)
    return KeptLine(number, "SKU", "P", line.department, "standard", kept, amount)


def differing(seeds: Sequence[int], steps: int, *, every: int = 1) -> list[str]:
    """Live histories of these seeds, and give the differences found; none is as it should be."""
    found = []
    for seed in seeds:
        history = History(Random(seed))  # noqa: S311 - histories to be compared, no secret
        history.live(steps, every=every)
        if history.different:
            found.append(f"history {seed}, {history.different}")
    return found
