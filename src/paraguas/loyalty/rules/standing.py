"""How an account stands: told by its events from the first on.

A revision counts as if the order had earned so much at once, so what was spent meanwhile is taken
from the lots it would have been taken from, and what would not have expired has not.  What nothing
is left for is a debt.
"""

from collections.abc import Iterable
from heapq import heappop, heappush

from msgspec import Struct, field

from paraguas.loyalty.model import Event, EventKind
from paraguas.loyalty.rules.lot import Lot

_FOR_EVER = 1 << 62
_EXPIRES, _READY = 0, 1


class Take(Struct):
    """Points that were taken: from which lots, and `owed` from none."""

    parts: dict[int, int] = field(default_factory=dict)
    owed: int = 0


class Standing:
    """The lots of an account and what was taken from them, as time goes by."""

    __slots__ = ("_due", "at", "lots", "takes")

    def __init__(self, lots: Iterable[Lot] = (), at: int = 0) -> None:
        """Go on from lots of an account without debt, or from nothing."""
        self.lots = {lot.lot_no: lot for lot in lots}
        self.takes: dict[int, Take] = {}
        self.at = at
        self._due: list[tuple[int, int, int]] = []
        for lot in self.lots.values():
            self._watch(lot)

    @property
    def active(self) -> int:
        """What may be spent."""
        return sum(lot.left for lot in self.lots.values())

    @property
    def pending(self) -> int:
        """What may not be spent yet."""
        return sum(lot.rest for lot in self.lots.values() if not lot.ready)

    @property
    def debt(self) -> int:
        """What was taken and is not covered by any lot."""
        return sum(take.owed for take in self.takes.values())

    @property
    def next_at(self) -> int | None:
        """When something becomes usable or expires next."""
        while self._due and not self._is_due(*self._due[0]):
            heappop(self._due)
        return self._due[0][0] if self._due else None

    def pass_time(self, at: int) -> None:
        """Let lots expire and become usable up to an instant, each at its own."""
        self.at = max(self.at, at)
        while (due := self.next_at) is not None and due <= self.at:
            _, what, lot_no = heappop(self._due)
            lot = self.lots[lot_no]
            if what == _EXPIRES:
                lot.expired += lot.left
            else:
                lot.ready = True
                if lot.life is not None:
                    lot.expires_at = due + lot.life
                self._watch(lot)
                self._pay()

    def follow(self, event: Event, points: int) -> None:
        """Let an event happen; points: those that count, which a later revision may have told."""
        self.pass_time(event.at)
        match event.kind:
            case EventKind.EARNED:
                self._earn(event, points)
            case EventKind.REVISED:
                self._revise(event)
            case EventKind.TAKEN:
                self.takes[event.event_no] = Take(owed=points)
                self._pay()
            case EventKind.GIVEN_BACK:
                self._give_back(event)
            case EventKind.PASSED:
                pass
        self.pass_time(event.at)

    def expiring_first(self) -> list[Lot]:
        """Give the lots that may be spent, those first that expire first."""
        left = (lot for lot in self.lots.values() if lot.left)
        return sorted(left, key=lambda lot: (lot.expires_at or _FOR_EVER, lot.lot_no))

    def _earn(self, event: Event, points: int) -> None:
        lot = Lot(event.event_no, event.ledger, points, event.usable_at, event.life)
        self.lots[lot.lot_no] = lot
        self._watch(lot)

    def _revise(self, event: Event) -> None:
        """Move the end of the return window; a lot that is usable stays so."""
        lot = self.lots[event.of_event]
        if not lot.ready and lot.usable_at != event.usable_at:
            lot.usable_at = event.usable_at
            self._watch(lot)

    def _pay(self) -> None:
        """Cover what is owed, the oldest first, from the lots that expire first."""
        owing = [take for take in self.takes.values() if take.owed]
        if not owing:
            return
        lots = iter(self.expiring_first())
        lot = next(lots, None)
        for take in owing:
            while take.owed and lot:
                part = min(take.owed, lot.left)
                lot.spent += part
                take.owed -= part
                take.parts[lot.lot_no] = take.parts.get(lot.lot_no, 0) + part
                if not lot.left:
                    lot = next(lots, None)

    def _give_back(self, event: Event) -> None:
        """Give back to what was owed, then to the lots, the last that was taken from first."""
        take = self.takes[event.of_event]
        left = event.points
        part = min(take.owed, left)
        take.owed -= part
        left -= part
        for lot_no in reversed(tuple(take.parts)):
            part = min(take.parts[lot_no], left)
            if not part:
                break
            left -= part
            take.parts[lot_no] -= part
            if not take.parts[lot_no]:
                del take.parts[lot_no]
            self._put_back(self.lots[lot_no], part, event)
        self._pay()

    def _put_back(self, lot: Lot, points: int, event: Event) -> None:
        lot.spent -= points
        if lot.expires_at is not None:
            lot.expires_at = max(lot.expires_at, event.at + event.back_life)
            self._watch(lot)

    def _watch(self, lot: Lot) -> None:
        if lot.ready and lot.expires_at is not None:
            heappush(self._due, (lot.expires_at, _EXPIRES, lot.lot_no))
        elif not lot.ready and lot.usable_at is not None:
            heappush(self._due, (lot.usable_at, _READY, lot.lot_no))

    def _is_due(self, at: int, what: int, lot_no: int) -> bool:
        lot = self.lots[lot_no]
        if what == _EXPIRES:
            return lot.ready and lot.expires_at == at and lot.left > 0
        return not lot.ready and lot.usable_at == at


def replay(events: Iterable[Event]) -> Standing:
    """Tell an account's story anew, each earning with the points its last revision gave it."""
    told = list(events)
    final = {event.of_event: event.points for event in told if event.kind is EventKind.REVISED}
    standing = Standing()
    for event in told:
        standing.follow(event, final.get(event.event_no, event.points))
    return standing
