"""The search behind sourcing: the best set of places that together have everything.

The order of plans is lexicographic over columns; each is a sum over the places used or their worst
value.  A run of sums is one vector, compared lexicographically, and vectors add up without
changing their order, so dynamic programming over what is still missing finds the least exactly.
A worst-value column is met by a bar: the lowest bar under which the vector found so far can still
be reached; places above it are left out from then on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add, le
from typing import NamedTuple

from paraguas.fulfilment.model import Verdict
from paraguas.values.ids import PlaceId

MOST_STATES = 5_000
"""Beyond so many open part-plans only the best go on, and the trace says so.  Only quantities
split over many places with uneven stock come near it: that problem is a knapsack."""

Column = tuple[str, bool, list[int]]
"""A rule's name, whether it is summed (else the worst counts), and its value at each place."""


class Item(NamedTuple):
    """A place in the search: its vector, the demands it meets whole, its units of split ones."""

    vector: tuple[int, ...]
    whole: int
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """Places in order of their id, what is needed, what each has of it (no more than needed)."""

    places: Sequence[PlaceId]
    needs: Sequence[int]
    stock: Sequence[tuple[int, ...]]
    columns: Sequence[Column]


@dataclass(frozen=True, slots=True)
class Solution:
    """For each demand the pieces that make it up, and a verdict for each place."""

    pieces: list[list[tuple[PlaceId, int]]]
    verdicts: tuple[Verdict, ...]
    exact: bool


class Cover:
    """One search over a field where all places together have everything."""

    def __init__(self, field: Field) -> None:
        """Part the demands into those some place has whole and those to split."""
        self.field = field
        needs = field.needs
        columns = list(zip(*field.stock, strict=True))
        self.split = [d for d, need in enumerate(needs) if max(columns[d]) < need]
        self.whole = [d for d in range(len(needs)) if d not in self.split]
        self.split_needs = tuple(needs[d] for d in self.split)
        self.all_whole = (1 << len(self.whole)) - 1
        bits = [(d, needs[d], 1 << bit) for bit, d in enumerate(self.whole)]
        self.bits = [sum(b for d, need, b in bits if row[d] == need) for row in field.stock]
        self.units = [tuple(row[d] for d in self.split) for row in field.stock]
        self.exact = True

    def choose(self) -> list[int]:
        """Give the places of the best plan, by their number in the field."""
        alive = [i for i, bits in enumerate(self.bits) if bits or any(self.units[i])]
        sums: list[list[int]] = []
        for _, summed, values in self.field.columns:
            if summed:
                sums.append(values)
            else:
                alive = self._below_the_bar(alive, sums, values)
        return self._least(alive, sums)[1]

    def _below_the_bar(
        self, alive: list[int], sums: list[list[int]], values: list[int]
    ) -> list[int]:
        """Leave out the places that are worse than need be."""
        aim, chosen = self._least(alive, sums)
        most = max(values[i] for i in chosen)
        bars = sorted({values[i] for i in alive if values[i] < most})
        low, high = 0, len(bars)
        while low < high:
            middle = (low + high) // 2
            under = [i for i in alive if values[i] <= bars[middle]]
            if self._suffice(under) and self._least(under, sums)[0] == aim:
                high = middle
            else:
                low = middle + 1
        bar = bars[low] if low < len(bars) else most
        return [i for i in alive if values[i] <= bar]

    def _suffice(self, places: list[int]) -> bool:
        met = 0
        for i in places:
            met |= self.bits[i]
        if met != self.all_whole:
            return False
        return all(
            sum(self.units[i][d] for i in places) >= need for d, need in enumerate(self.split_needs)
        )

    def _least(self, alive: list[int], sums: list[list[int]]) -> tuple[tuple[int, ...], list[int]]:
        """The least vector of a plan over these columns, and the plan; ties to the first places."""
        items = [
            # The last number is the set itself: it settles ties, and the plan is read off it.
            Item((*(values[i] for values in sums), 1 << i), self.bits[i], self.units[i])
            for i in alive
        ]
        items.sort()
        start = self._greedy(items)
        items = self._undominated(items, start)
        vector = self._search(items, _total([item.vector for item in start]))
        return vector[:-1], [i for i in alive if vector[-1] >> i & 1]

    def _greedy(self, items: list[Item]) -> list[Item]:
        """A plan that is good enough to measure others by."""
        met, rest, taken = 0, self.split_needs, list[Item]()

        def gain(item: Item) -> tuple[int, int]:
            new = (item.whole & ~met).bit_count()
            units = sum(map(min, item.units, rest))
            return (new + (units > 0), units)

        while met != self.all_whole or any(rest):
            best = max(items, key=gain)
            taken.append(best)
            met |= best.whole
            rest = _less(rest, best.units)
            if rest:
                items = [item for item in items if item is not best]
        return taken

    def _undominated(self, items: list[Item], start: list[Item]) -> list[Item]:
        """Drop places that enough others better in every way: one of those is free to stand in."""
        counts = bool(items) and all(item.vector[0] == 1 for item in items)
        enough = min(len(start) if counts else len(items), self._largest_plan(items))
        seen: dict[tuple[int, tuple[int, ...]], int] = {}
        kept = []
        for item in items:
            bound = enough if any(item.units) else 1
            better = 0
            for (whole, units), times in seen.items():
                if whole | item.whole == whole and all(map(le, item.units, units)):
                    better += times
                    if better >= bound:
                        break
            else:
                kept.append(item)
                kind = item.whole, item.units
                seen[kind] = seen.get(kind, 0) + 1
        return kept

    def _largest_plan(self, items: list[Item]) -> int:
        """No plan from which nothing can be left out has more places."""
        largest = len(self.whole)
        for d, need in enumerate(self.split_needs):
            reached = 0
            largest += 1
            for units in sorted(item.units[d] for item in items if item.units[d]):
                reached += units
                if reached >= need:
                    break
                largest += 1
        return largest

    def _search(self, items: list[Item], best: tuple[int, ...]) -> tuple[int, ...]:
        """Dynamic programming over what is met so far, place by place, the cheapest first."""
        floor = tuple(min(column) for column in zip(*(i.vector for i in items), strict=True))
        most = [max(column) for column in zip(*(i.units for i in items), strict=True)]
        states = {(0, self.split_needs): (0,) * len(floor)}
        for item in items:
            grown: dict[tuple[int, tuple[int, ...]], tuple[int, ...]] = {}
            for (met, rest), vector in states.items():
                state = met | item.whole, _less(rest, item.units)
                if state == (met, rest):
                    continue
                total = tuple(map(add, vector, item.vector))
                if total >= best:
                    continue
                if state[0] == self.all_whole and not any(state[1]):
                    best = total
                    continue
                more = max([1, *(-(-r // m) for r, m in zip(state[1], most, strict=True))])
                if tuple(t + more * f for t, f in zip(total, floor, strict=True)) > best:
                    continue
                known = grown.get(state) or states.get(state)
                if known is None or total < known:
                    grown[state] = total
            states |= grown
            if len(states) > MOST_STATES:
                self.exact = False
                states = dict(sorted(states.items(), key=lambda s: s[1])[: MOST_STATES // 2])
        return best

    def pieces(self, chosen: list[int]) -> list[list[tuple[PlaceId, int]]]:
        """Part each demand over the chosen places: the fullest first, of equals the best."""
        places, stock = self.field.places, self.field.stock
        merit = {i: (*(values[i] for _, _, values in self.field.columns), i) for i in chosen}
        parted = []
        for d, need in enumerate(self.field.needs):
            rest, pieces = need, []
            for i in sorted(chosen, key=lambda i: (-stock[i][d], merit[i])):
                units = min(rest, stock[i][d])
                if units:
                    pieces.append((places[i], units))
                    rest -= units
            parted.append(pieces)
        return parted

    def verdicts(self, chosen: list[int]) -> tuple[Verdict, ...]:
        """Tell of each place what speaks against it standing in for a chosen one."""
        places, stock, columns = self.field.places, self.field.stock, self.field.columns
        asked = sum(self.field.needs)
        gaps = [self._gap(chosen, i) for i in chosen]
        told = []
        for i, place_id in enumerate(places):
            if i in chosen:
                told.append(Verdict(place_id, "chosen", 0, 0))
                continue
            reach, verdict = -1, Verdict(place_id, "short", sum(stock[i]), asked)
            for out, (whole, units) in zip(chosen, gaps, strict=True):
                if self.bits[i] & whole == whole and all(map(le, units, self.units[i])):
                    others = [j for j in chosen if j != out]
                    step, name, value, best = _worse(columns, others, out, i)
                    if step > reach:
                        reach, verdict = step, Verdict(place_id, name, value, best)
            told.append(verdict)
        return tuple(told)

    def _gap(self, chosen: list[int], out: int) -> tuple[int, tuple[int, ...]]:
        """What the plan lacks without one of its places."""
        met, rest = 0, self.split_needs
        for i in chosen:
            if i != out:
                met |= self.bits[i]
                rest = _less(rest, self.units[i])
        return self.all_whole & ~met, rest


def cover(field: Field) -> Solution:
    """Find the best set of places and tell why each other one was left out.

    All places together have everything; sums are of values >= 0.
    """
    search = Cover(field)
    chosen = search.choose()
    return Solution(search.pieces(chosen), search.verdicts(chosen), search.exact)


def _worse(
    columns: Sequence[Column], others: list[int], out: int, place: int
) -> tuple[int, str, int, int]:
    """The first rule that finds the plan worse with `place` instead of `out`, and what it saw."""
    for step, (name, summed, values) in enumerate(columns):
        now = values[out] if summed else max(values[i] for i in (*others, out))
        then = values[place] if summed else max(values[i] for i in (*others, place))
        if then > now:
            return step, name, values[place], now
    return len(columns), "tie", 0, 0


def _less(rest: tuple[int, ...], units: tuple[int, ...]) -> tuple[int, ...]:
    if not rest:
        return rest
    return tuple(r - u if r > u else 0 for r, u in zip(rest, units, strict=True))


def _total(vectors: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*vectors, strict=True)))
