"""An order as it stands."""

from msgspec import Struct

from paraguas.orders.model.frozen import Allocation, Group, Line, Promise
from paraguas.orders.model.kinds import PromiseState
from paraguas.orders.model.wish import Person
from paraguas.values.ids import OrderId, PlaceId, RecordId
from paraguas.values.money import share_of


class LineStanding(Struct, frozen=True, gc=False):
    """How far one line has come, in units."""

    quantity: int
    cancelled: int = 0
    handed_over: int = 0
    shipped: int = 0
    delivered: int = 0
    performed: int = 0

    @property
    def gone(self) -> int:
        """Units that have left the brand: in the person's hands or on their way."""
        return self.handed_over + self.shipped + self.performed

    @property
    def arrived(self) -> int:
        """Units the person has."""
        return self.handed_over + self.delivered + self.performed

    @property
    def wanted(self) -> int:
        """Units not cancelled."""
        return self.quantity - self.cancelled

    @property
    def open(self) -> int:
        """Units still to go out."""
        return self.wanted - self.gone


class PlacedLine(Struct, frozen=True, gc=False):
    """A frozen line and how far it has come, in units by counter."""

    line: Line
    counters: dict[str, int]

    @property
    def standing(self) -> LineStanding:
        """The counters statuses are derived from."""
        c = self.counters
        return LineStanding(
            self.line.quantity,
            *(c["cancelled"], c["handed_over"], c["shipped"], c["delivered"], c["performed"]),
        )


class LoggedAction(Struct, frozen=True, gc=False):
    """An entry of the log: `lines` is (line_no, units), units negative where it was undone."""

    counter: str
    at: int
    actor: str
    reason: str | None
    lines: tuple[tuple[int, int], ...]


class PlacedOrder(Struct, frozen=True, gc=False):
    """An order as it stands; erased: what it said of people was forgotten for good."""

    order_id: OrderId
    number: str
    entity_id: str
    market: str
    channel: str
    place_id: PlaceId | None
    placed_at: int
    currency: str
    language: str
    prices_include_tax: bool
    policy_version: int
    goods_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    status: str
    payment_status: str
    fulfilment_status: str
    external: str
    basket_id: str | None
    person: Person
    groups: tuple[Group, ...]
    lines: tuple[PlacedLine, ...]
    allocations: tuple[Allocation, ...]
    promises: tuple[Promise, ...]
    record_id: RecordId | None = None
    erased: bool = False

    def promise_of(self, group_no: int) -> Promise | None:
        """Give the promise in force for a group."""
        for promise in reversed(self.promises):
            if promise.group_no == group_no and promise.state is not PromiseState.MOVED:
                return promise
        return None

    def open_promise_of(self, group_no: int) -> Promise | None:
        """Give the promise of a group that is still to be kept."""
        promise = self.promise_of(group_no)
        return promise if promise and promise.state is PromiseState.OPEN else None

    @property
    def worth_minor(self) -> int:
        """What the order comes to without its cancelled units, in minor units."""
        return sum(self._kept(entry) for entry in self.lines)

    def _kept(self, entry: PlacedLine) -> int:
        line, kept = entry.line, entry.standing.wanted
        worth = share_of(line.amount_minor, 0, kept, line.quantity)
        if self.prices_include_tax:
            return worth
        return worth + share_of(line.tax_minor, 0, kept, line.quantity)
