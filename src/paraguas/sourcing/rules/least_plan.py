"""The plan of the least vector: dynamic programming over what is still missing.

Vectors are compared lexicographically and add up without changing their order, so of two part-plans
that miss the same only the lesser need go on.
"""

from collections.abc import Sequence
from operator import add, le
from typing import NamedTuple

MOST_STEPS = 10_000
"""After so many part-plans the best found so far is taken, and the trace says so.  Only quantities
split over many places with uneven stock come near it: that problem is a knapsack."""

Missing = tuple[int, tuple[int, ...]]
"""Demands met whole so far (one bit each), and units still needed of those to split."""


class Item(NamedTuple):
    """A place in the search.

    lack: how little it has (negative).  whole: what it meets whole, one bit a demand.  units: what
    it has of the demands to split.  place: its number in the field.
    """

    vector: tuple[int, ...]
    lack: int
    whole: int
    units: tuple[int, ...]
    place: int


class _Part(NamedTuple):
    vector: tuple[int, ...]
    more: int
    plan: list[int]


class Search:
    """Searches over one set of demands; exact until it ran out of steps."""

    def __init__(self, all_whole: int, split_needs: tuple[int, ...]) -> None:
        """Say what is needed: a bit for each demand to meet whole, units of the others."""
        self.all_whole = all_whole
        self.split_needs = split_needs
        self.steps = 0
        self.exact = True

    def find(
        self,
        ordered: Sequence[Item],
        limit: tuple[int, ...],
        most_places: int | None,
        *,
        first: bool = False,
    ) -> list[int] | None:
        """Find the plan of the least vector below a limit, or the first such; None without one.

        ordered: the cheapest first, so what a part-plan still needs costs at least as much as the
        place at hand, each time.
        """
        items = self._useful(ordered, most_places) if self.exact else []
        if not items:
            return None
        best: list[int] | None = None
        most = [max(column) for column in zip(*(item.units for item in items), strict=True)]
        most.append(max(-item.lack for item in items))
        nothing = 0, self.split_needs
        zero = (0,) * len(items[0].vector)
        states = {nothing: _Part(zero, self._more(nothing, most), [])}
        for item in items:
            grown, done = self._grow(states, item, limit, most)
            if done:
                best, limit = done.plan, done.vector
                if first:
                    return best
            states |= grown
            self.steps += len(states)
            if self.steps > MOST_STEPS:
                self.exact = False
                break
        return best

    def _grow(
        self, states: dict[Missing, _Part], item: Item, limit: tuple[int, ...], most: list[int]
    ) -> tuple[dict[Missing, _Part], _Part | None]:
        """Add a place to the part-plans, drop those without hope; give new ones, and the best."""
        grown: dict[Missing, _Part] = {}
        hopeless, done = [], None
        for state, (vector, more, plan) in states.items():
            if _ahead(vector, more, item.vector) >= limit:
                hopeless.append(state)
                continue
            missing = state[0] | item.whole, less(state[1], item.units)
            if missing == state:
                continue
            total = tuple(map(add, vector, item.vector))
            needs = self._more(missing, most)
            if not needs and total < limit:
                limit, done = total, _Part(total, 0, [*plan, item.place])
            elif needs and _ahead(total, needs, item.vector) < limit:
                known = grown.get(missing) or states.get(missing)
                if known is None or total < known.vector:
                    grown[missing] = _Part(total, needs, [*plan, item.place])
        for state in hopeless:
            del states[state]
        return grown, done

    def _more(self, missing: Missing, most: list[int]) -> int:
        """How many more places it takes at least, by each demand and by all of them together."""
        met, rest = missing
        lack = (self.all_whole & ~met).bit_count() + sum(rest)
        needs = -(-lack // most[-1])
        for units, largest in zip(rest, most, strict=False):
            if units > needs * largest:
                needs = -(-units // largest)
        return needs

    def _useful(self, ordered: Sequence[Item], most_places: int | None) -> list[Item]:
        """Drop a place when so many others better it that one of them is free to stand in.

        For demands met whole one is enough; else as many as a plan can have places.
        """
        enough = 1
        if self.split_needs:
            enough = self._largest_plan(ordered) if most_places is None else most_places
        seen: dict[Missing, int] = {}
        kept = []
        for item in ordered:
            kind = item.whole, item.units
            times = seen.get(kind, 0)
            if times < enough and not _bettered(kind, seen, enough):
                kept.append(item)
                seen[kind] = times + 1
        return kept

    def _largest_plan(self, ordered: Sequence[Item]) -> int:
        """No plan from which nothing can be left out has more places."""
        largest = self.all_whole.bit_count() + len(self.split_needs)
        for d, need in enumerate(self.split_needs):
            reached = 0
            for units in sorted(item.units[d] for item in ordered if item.units[d]):
                reached += units
                if reached >= need:
                    break
                largest += 1
        return largest


def less(rest: tuple[int, ...], units: tuple[int, ...]) -> tuple[int, ...]:
    """What is still needed after taking units, each at least 0."""
    if not rest:
        return rest
    return tuple([r - u if r > u else 0 for r, u in zip(rest, units, strict=True)])


def _bettered(kind: Missing, seen: dict[Missing, int], enough: int) -> bool:
    better = 0
    needed, own = kind
    for (whole, units), times in seen.items():
        if whole | needed == whole and all(map(le, own, units)):
            better += times
            if better >= enough:
                return True
    return False


def _ahead(vector: tuple[int, ...], more: int, each: tuple[int, ...]) -> tuple[int, ...]:
    """The least a part-plan comes to when each place it still needs costs at least `each`."""
    if more == 1:
        return tuple(map(add, vector, each))
    return tuple([v + more * e for v, e in zip(vector, each, strict=True)])
