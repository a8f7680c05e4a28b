"""The model: what an order is, where its units are, what lies where; in as few words as will do."""

from collections.abc import Iterator

from msgspec import Struct, field

from paraguas.doors.torture.lives.purses import Purses

WORKING = ("released", "accepted", "picking", "staged", "ready", "customer_here", "packed")
GONE = ("handed_over", "shipped", "delivered")
ENDED = ("refused", "cancelled", "expired")
PICKED = ("staged", "ready", "customer_here", "packed", *GONE)
THERE = ("ready", "customer_here", "handed_over", "delivered")


class Difference(Exception):
    """The shop and the model do not agree; the message says about what."""


def agree(*, about: str, shop: object, model: object) -> None:
    """Demand that the shop says what the model says."""
    if shop != model:
        raise Difference(f"{about}: the shop says {shop!r}, the model {model!r}")


def half_up(amount: int, units: int, of: int) -> int:
    """Give what the first units of a line cost, of its whole amount, rounded half up."""
    return (2 * amount * units + of) // (2 * of)


class Line(Struct):
    """A line of an order.  amount, tax: of all its units, as they were sold."""

    sku: str
    group: int
    units: int
    amount: int
    tax: int
    cancelled: int = 0
    gone: int = 0

    @property
    def open(self) -> int:
        """Units still to go out."""
        return self.units - self.cancelled - self.gone

    def cost(self, units: int, *, on_top: bool) -> int:
        """Give what its first units cost with their tax."""
        tax = half_up(self.tax, units, self.units) if on_top else 0
        return half_up(self.amount, units, self.units) + tax


class Part(Struct):
    """What one place hands out of an order.  place: whose shelf its units lie on, by code."""

    group: int
    place: str
    kind: str
    status: str
    units: dict[int, int]
    held: bool = False
    code: str | None = None
    brought_to: str = ""

    @property
    def alive(self) -> bool:
        """Whether it still has units to hand out."""
        return self.status not in (*GONE, *ENDED)


class Life(Struct):
    """One order's life.  ways: kind and store of its groups.  story: what was done, for people."""

    order_id: str
    market: str
    on_top: bool
    ways: dict[int, tuple[str, str]]
    lines: dict[int, Line]
    purses: Purses
    parts: dict[str, Part] = field(default_factory=dict)
    holds: set[int] = field(default_factory=set)
    invoiced: bool = False
    steps: int = 0
    story: list[str] = field(default_factory=list)

    @property
    def worth(self) -> int:
        """What the order comes to without its cancelled units."""
        return sum(
            line.cost(line.units - line.cancelled, on_top=self.on_top)
            for line in self.lines.values()
        )

    @property
    def due(self) -> int:
        """What its units that left cost."""
        return sum(line.cost(line.gone, on_top=self.on_top) for line in self.lines.values())

    @property
    def is_open(self) -> bool:
        """Whether a unit is still to go out, or on its way."""
        on_the_way = any(part.status == "shipped" for part in self.parts.values())
        return on_the_way or any(line.open for line in self.lines.values())

    @property
    def stands(self) -> bool:
        """Whether places may begin: no money is waited for, and none is missing."""
        return not self.purses.awaited and not self.purses.missing(self.worth)

    @property
    def carried_out(self) -> bool:
        """Whether all of it left over the counter."""
        return all(kind == "carry_out" for kind, _ in self.ways.values())

    def alive(self, *statuses: str) -> list[tuple[str, Part]]:
        """Give the parts with units to hand out, those of these statuses where any are named."""
        return [
            (part_id, part)
            for part_id, part in sorted(self.parts.items())
            if part.alive and (not statuses or part.status in statuses)
        ]

    def count(self, line_no: int, statuses: tuple[str, ...]) -> int:
        """Count the units of a line in parts of these statuses."""
        return sum(
            part.units.get(line_no, 0) for part in self.parts.values() if part.status in statuses
        )

    def begin(self) -> None:
        """Let the places begin whose order is paid for and not held back."""
        for part in self.parts.values():
            if part.status == "held" and not self.holds:
                part.status = "waiting"
            if part.status == "waiting" and not self.holds and self.stands:
                part.status = "released"
            if part.status in {"waiting", "released"} and self.holds:
                part.status = "held"


class Shelf(Struct):
    """What lies of one SKU at one place, besides what is promised."""

    on_hand: int = 0
    damaged: int = 0
    quality: int = 0


class Trade(Struct):
    """All the model knows: its lives, its shelves by SKU and place, its stored values by code."""

    skus: tuple[str, ...]
    places: dict[str, str]
    """Code of a place -> its market."""

    lives: dict[str, Life] = field(default_factory=dict)
    shelves: dict[tuple[str, str], Shelf] = field(default_factory=dict)
    stored: dict[str, int] = field(default_factory=dict)
    credits: dict[str, str] = field(default_factory=dict)
    """The code of the store credit of a market."""

    sent: dict[str, dict[str, int]] = field(default_factory=dict)
    """Transfers on their way: id -> units by SKU."""

    ways: dict[str, tuple[str, str]] = field(default_factory=dict)
    """From and to which place they go."""

    def shelf(self, sku: str, place: str) -> Shelf:
        """Give what lies there, also where nothing ever did."""
        return self.shelves.setdefault((sku, place), Shelf())

    def promised(self, sku: str, place: str) -> int:
        """Count the units of a shelf that orders wait for."""
        return sum(
            units
            for life in self.lives.values()
            for part in life.parts.values()
            if part.alive and part.place == place
            for line_no, units in part.units.items()
            if life.lines[line_no].sku == sku
        )

    def free(self, sku: str, place: str) -> int:
        """Count the units of a shelf nobody waits for."""
        return max(0, self.shelf(sku, place).on_hand - self.promised(sku, place))

    def of_market(self, market: str) -> Iterator[str]:
        """Give the places of a market, in the order of their codes."""
        return (place for place, its in sorted(self.places.items()) if its == market)
