"""Nouns of sourcing: what is wanted, who may serve it, by which rules, what was chosen and why.

What every order makes is a struct, not a frozen dataclass (decision 0009).
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from msgspec import Struct, field

from paraguas.values.ids import PlaceId, SkuId


class Want(Struct, frozen=True, gc=False):
    """A line that asks for goods; quantity >= 1 in the SKU's unit."""

    line_no: int
    sku_id: SkuId
    quantity: int


class Candidate(Struct, frozen=True, order=True, gc=False):
    """A place that may serve, with what it would mean for this order.

    promise_at: when the customer would have it.  distance_m: metres to the customer, None when
    unknown.  free_capacity: fulfilments it can still take that day, None without a limit.
    cost_minor: what serving costs us, in the order's currency, >= 0.
    """

    place_id: PlaceId
    promise_at: int
    distance_m: int | None = None
    free_capacity: int | None = None
    cost_minor: int = 0


class Assignment(Struct, frozen=True, gc=False):
    """So many of a line come from a place."""

    line_no: int
    place_id: PlaceId
    quantity: int


class Verdict(Struct, frozen=True, array_like=True, gc=False):
    """What became of one candidate, and by which rule.

    outcome: chosen, full (no capacity), short (could stand in for no chosen place), tie, barred
    (the rule set leaves it out), or the rule that spoke against it.  value: what the rule saw at
    this place (short: units it has of those asked; tie: 0).  best: what it saw with the place
    chosen (short: units asked).
    """

    place_id: PlaceId
    outcome: str
    value: int
    best: int


class Trace(Struct, frozen=True, array_like=True, gc=False):
    """Why each place was chosen or left out: the rules in force, in order, and a verdict each.

    exact: False when the search was cut short and a better plan may exist.  rule_set, version:
    whose rules they were; nobody's in traces of old.
    """

    rules: tuple[tuple[str, int], ...]
    verdicts: tuple[Verdict, ...]
    exact: bool = True
    rule_set: str = ""
    version: int = 0


class Plan(Struct, frozen=True, gc=False):
    """Who serves what: every wanted unit once."""

    assignments: tuple[Assignment, ...]
    trace: Trace

    def parts(self) -> dict[PlaceId, list[tuple[int, int]]]:
        """Give what each place serves: pairs of line number and quantity."""
        parts: dict[PlaceId, list[tuple[int, int]]] = {}
        for one in self.assignments:
            parts.setdefault(one.place_id, []).append((one.line_no, one.quantity))
        return parts


class Shortage(Struct, frozen=True, gc=False):
    """All candidates together, or the best where one has to serve all, lack so many units."""

    short: tuple[tuple[SkuId, int], ...]
    trace: Trace


Shelves = Callable[[SkuId], Mapping[PlaceId, int]]
"""What is available of a SKU, by place; places that have none may be left out."""


class RuleKind(StrEnum):
    """What a rule looks at; less is better."""

    FEWEST_PLACES = "fewest_places"
    PROMISE = "promise"
    DISTANCE = "distance"
    COST = "cost"
    CAPACITY = "capacity"
    BALANCE = "balance"


class Rule(Struct, frozen=True):
    """One rule of the list.

    In the order of the kinds: places, microseconds, metres, minor units, free fulfilments, units
    on the shelves of what is wanted.
    step: values are compared in whole steps, so that near-equals are left to the next rule.
    """

    kind: RuleKind
    step: int = 1


class Serving(Struct, frozen=True):
    """What serving from a kind of place costs us, in minor units of the market's currency.

    each_minor: picking, packing and the parcel.  km_minor: each whole kilometre of the way.
    """

    each_minor: int = 0
    km_minor: int = 0


class RuleSet(Struct, frozen=True):
    """Rules in their order, what they are for, and whom they ask.

    Of the sets that are for an order the one of the highest priority decides, of equals the first
    by name.  markets, ways (`ship`, `pick_up`), categories (all goods of a group are of one of
    them): what it is for; nothing said is all.  place_kinds, place_markets, not_places (codes):
    whom it asks where the brand chooses the place.  serving: costs by kind of place.
    unsplit_below_minor: goods worth less than this all come from one place, 0 for none.  version:
    1 for the first saved, 0 for the one the product comes with.
    """

    name: str
    rules: tuple[Rule, ...]
    priority: int = 0
    in_force: bool = True
    markets: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    place_kinds: frozenset[str] = frozenset()
    place_markets: frozenset[str] = frozenset()
    not_places: frozenset[str] = frozenset()
    serving: Mapping[str, Serving] = field(default_factory=dict)
    version: int = 0
    unsplit_below_minor: int = 0

    @property
    def bars(self) -> bool:
        """Whether any place may be left out."""
        return bool(self.place_kinds or self.place_markets or self.not_places)

    def asks(self, kind: str, market: str, code: str) -> bool:
        """Whether a place is asked, by its kind, its market and its code."""
        return (
            (not self.place_kinds or kind in self.place_kinds)
            and (not self.place_markets or market in self.place_markets)
            and code not in self.not_places
        )

    def cost_minor(self, kind: str, distance_m: int | None) -> int:
        """Tell what serving from a place of a kind costs, in minor units."""
        serving = self.serving.get(kind)
        if serving is None:
            return 0
        return serving.each_minor + (distance_m or 0) // 1000 * serving.km_minor


class SavedRules(Struct, frozen=True):
    """A version of a rule set: who saved it, when and why."""

    rule_set: RuleSet
    saved_at: int
    saved_by: str
    reason: str
