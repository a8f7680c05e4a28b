"""The search behind sourcing: the best set of places that together have everything.

The order of plans is lexicographic over columns; each is a sum over the places used or their worst
value.  The sums so far are one vector, of which the least is found (`least_plan`).  A worst-value
column is met by a bar: the lowest under which that vector can still be reached; places above it
are left out from then on.
"""

from collections.abc import Sequence
from operator import le

from msgspec import Struct

from paraguas.sourcing.model import Verdict
from paraguas.sourcing.rules.least_plan import Item, Search, less
from paraguas.values.ids import PlaceId

Column = tuple[str, bool, list[int]]
"""A rule's name, whether it is summed (else the worst counts), and its value at each place."""


class Field(Struct, frozen=True):
    """Places in order of their id, what is needed, what each has of it (no more than needed)."""

    places: Sequence[PlaceId]
    needs: Sequence[int]
    stock: Sequence[tuple[int, ...]]
    columns: Sequence[Column]


class Solution(Struct, frozen=True):
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
        self.lacks = [
            -bits.bit_count() - sum(units)
            for bits, units in zip(self.bits, self.units, strict=True)
        ]
        self.counts = next((c[2] for c in field.columns if c[1] and set(c[2]) == {1}), None)
        self.search = Search(self.all_whole, self.split_needs)

    def choose(self) -> list[int]:
        """Give the places of the best plan, by their number in the field."""
        alive = [i for i, bits in enumerate(self.bits) if bits or any(self.units[i])]
        plan = self._greedy(alive)
        sums: list[list[int]] = []
        ordered = self._ordered(alive, sums)
        settled = True
        for _, summed, values in self.field.columns:
            if summed:
                sums.append(values)
                settled = False
                continue
            if not settled:
                ordered, settled = self._ordered(alive, sums), True
                plan = self._least(ordered, sums, plan)
            plan = self._under_the_bar(ordered, sums, values, plan)
            bar = max(values[i] for i in plan)
            ordered = [item for item in ordered if values[item.place] <= bar]
            alive = [item.place for item in ordered]
        # The last sum is the set itself: it settles ties, to the first places.
        sums.append([1 << i for i in range(len(self.field.places))])
        return sorted(self._least(self._ordered(alive, sums), sums, plan))

    def _ordered(self, alive: list[int], sums: list[list[int]]) -> list[Item]:
        """The places as the search takes them: cheapest first, of equals the fullest first."""
        vectors = zip(*sums, strict=True) if sums else [()] * len(self.bits)
        bits, units, lacks = self.bits, self.units, self.lacks
        every = list(map(Item, vectors, lacks, bits, units, range(len(bits))))
        return sorted([every[i] for i in alive])

    def _least(self, ordered: list[Item], sums: list[list[int]], plan: list[int]) -> list[int]:
        """The plan of the least sums; `plan` if none betters it."""
        known = tuple(sum(values[i] for i in plan) for values in sums)
        return self.search.find(ordered, known, self._most(sums, plan)) or plan

    def _under_the_bar(
        self, ordered: list[Item], sums: list[list[int]], values: list[int], plan: list[int]
    ) -> list[int]:
        """A plan of the same sums whose worst value is as low as can be."""
        # One more number makes the limit greater than the aim itself.
        limit = (*(sum(column[i] for i in plan) for column in sums), 0)
        worst = max(values[i] for i in plan)
        floor = self._floor(ordered, values)
        bars = sorted({value for value in values if floor <= value <= worst})
        low, high = 0, len(bars) - 1
        # The first try is the bar just below: where it fails, as it mostly does, all is said.
        middle = high - 1
        while low < high:
            bar = bars[middle]
            under = [item for item in ordered if values[item.place] <= bar]
            found = self.search.find(under, limit, self._most(sums, plan), first=True)
            if found:
                plan = found
                high = bars.index(max(values[i] for i in plan))
            else:
                low = middle + 1
            middle = (low + high) // 2
        return plan

    def _floor(self, ordered: list[Item], values: list[int]) -> int:
        """No plan's worst value is below that of the best place for any one demand."""
        servers = [
            *([i.place for i in ordered if i.whole >> b & 1] for b in range(len(self.whole))),
            *([i.place for i in ordered if i.units[d]] for d in range(len(self.split))),
        ]
        return max(min(values[place] for place in places) for places in servers)

    def _most(self, sums: list[list[int]], plan: list[int]) -> int | None:
        """How many places a better plan may have, where they are counted first."""
        return len(plan) if sums and sums[0] is self.counts else None

    def _greedy(self, alive: list[int]) -> list[int]:
        """A plan that is good enough to measure others by."""
        met, rest = 0, self.split_needs
        plan: list[int] = []

        def gain(i: int) -> tuple[int, int]:
            new = (self.bits[i] & ~met).bit_count()
            units = sum(map(min, self.units[i], rest))
            return new + (units > 0), units

        open_places = set(alive)
        while met != self.all_whole or any(rest):
            best = max(open_places, key=gain)
            open_places.remove(best)
            plan.append(best)
            met |= self.bits[best]
            rest = less(rest, self.units[best])
        return plan

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
        asked = sum(self.field.needs)
        gaps = [
            (
                *self._gap(chosen, out),
                [
                    (name, values, values[out] if summed else max(values[i] for i in chosen))
                    for name, summed, values in self.field.columns
                ],
            )
            for out in chosen
        ]
        told = []
        for i, place_id in enumerate(self.field.places):
            reach, verdict = -1, None
            for whole, units, seen in gaps:
                if self.bits[i] & whole == whole and all(map(le, units, self.units[i])):
                    step, name, value, best = _worse(seen, i)
                    if step > reach:
                        reach, verdict = step, Verdict(place_id, name, value, best)
            if i in chosen:
                verdict = Verdict(place_id, "chosen", 0, 0)
            told.append(verdict or Verdict(place_id, "short", sum(self.field.stock[i]), asked))
        return tuple(told)

    def _gap(self, chosen: list[int], out: int) -> tuple[int, tuple[int, ...]]:
        """What the plan lacks without one of its places."""
        met, rest = 0, self.split_needs
        for i in chosen:
            if i != out:
                met |= self.bits[i]
                rest = less(rest, self.units[i])
        return self.all_whole & ~met, rest


def cover(field: Field) -> Solution:
    """Find the best set of places and tell why each other one was left out.

    All places together have everything; sums are of values >= 0.
    """
    search = Cover(field)
    chosen = search.choose()
    return Solution(search.pieces(chosen), search.verdicts(chosen), search.search.exact)


def _worse(seen: list[tuple[str, list[int], int]], place: int) -> tuple[int, str, int, int]:
    """The first rule that finds the place worse than what it saw, and both values."""
    for step, (name, values, best) in enumerate(seen):
        if values[place] > best:
            return step, name, values[place], best
    return len(seen), "tie", 0, 0
