"""What another rule set would have made of orders: places, way, cost and promise, added up."""

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from paraguas.values.ids import PlaceId

MOST_EXAMPLES = 10
"""So many changed groups are shown."""


class Served(Struct, frozen=True):
    """How a group is served: places, metres to them in all, cost in minor units, promise."""

    places: tuple[PlaceId, ...]
    distance_m: int
    cost_minor: int
    promise_at: int


class Replayed(Struct, frozen=True):
    """A group of an order, sourced by the rules in force and by those on trial.

    None where the stock would not do.
    """

    order_id: str
    number: str
    group_no: int
    currency: str
    placed_at: int
    before: Served | None
    after: Served | None


class Totals(Struct):
    """Groups added up.

    served, unserved: groups.  splits: places beyond the first of each group.  distance_m,
    cost_minor (by currency) and promise_seconds (from placing to promise) are of the groups that
    both rule sets serve.
    """

    served: int = 0
    unserved: int = 0
    splits: int = 0
    distance_m: int = 0
    cost_minor: dict[str, int] = field(default_factory=dict)
    promise_seconds: int = 0

    def count(self, group: Replayed, served: Served | None, *, compared: bool) -> None:
        """Count a group in."""
        if served is None:
            self.unserved += 1
            return
        self.served += 1
        if not compared:
            return
        self.splits += len(served.places) - 1
        self.distance_m += served.distance_m
        cost = self.cost_minor.get(group.currency, 0) + served.cost_minor
        self.cost_minor[group.currency] = cost
        self.promise_seconds += (served.promise_at - group.placed_at) // 1_000_000


class Comparison(Struct, frozen=True):
    """Two rule sets over the same groups: totals of both, and groups that come out differently.

    groups: how many were sourced again.  compared: those both rule sets serve.
    """

    groups: int
    compared: int
    changed: int
    before: Totals
    after: Totals
    examples: Sequence[Replayed]


def compare(groups: Iterable[Replayed]) -> Comparison:
    """Add groups up under both rule sets; the first that differ are the examples."""
    before, after = Totals(), Totals()
    examples: list[Replayed] = []
    number = compared = changed = 0
    for group in groups:
        number += 1
        both = group.before is not None and group.after is not None
        compared += both
        before.count(group, group.before, compared=both)
        after.count(group, group.after, compared=both)
        if group.before != group.after:
            changed += 1
            examples.append(group)
            del examples[MOST_EXAMPLES:]
    return Comparison(number, compared, changed, before, after, tuple(examples))
