"""Nouns of sourcing: what is wanted, who may serve it, what was chosen and why.

What every order makes is a struct, not a frozen dataclass (decision 0009).
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

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

    outcome: chosen, full (no capacity), short (could stand in for no chosen place), tie, or the
    rule that spoke against it.  value: what the rule saw at this place (short: units it has of
    those asked; tie: 0).  best: what it saw with the place chosen (short: units asked).
    """

    place_id: PlaceId
    outcome: str
    value: int
    best: int


class Trace(Struct, frozen=True, array_like=True, gc=False):
    """Why each place was chosen or left out: the rules in force, in order, and a verdict each.

    exact: False when the search was cut short and a better plan may exist.
    """

    rules: tuple[tuple[str, int], ...]
    verdicts: tuple[Verdict, ...]
    exact: bool = True


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
    """All candidates together lack this many units of these SKUs."""

    short: tuple[tuple[SkuId, int], ...]
    trace: Trace


Shelves = Callable[[SkuId], Mapping[PlaceId, int]]
"""What is available of a SKU, by place; places that have none may be left out."""
