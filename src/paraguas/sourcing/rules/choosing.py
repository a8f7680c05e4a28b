"""Which rule set decides about an order."""

from collections.abc import Callable, Collection, Iterable

from paraguas.sourcing.model import RuleSet


class RuleBook:
    """All rule sets at one version; where none in force is for an order, the last resort is."""

    __slots__ = ("_found", "_in_force", "_last_resort", "sets")

    def __init__(self, sets: Iterable[RuleSet], last_resort: RuleSet) -> None:
        """Take the newest version of each set in."""
        self.sets = tuple(sorted(sets, key=lambda one: (-one.priority, one.name)))
        self._in_force = [one for one in self.sets if one.in_force]
        self._last_resort = last_resort
        self._found: dict[tuple[str, str], tuple[RuleSet, ...]] = {}

    def beside(self, rules: RuleSet) -> "RuleBook":
        """Give the book as it would be with a set put in, in the place of its name."""
        others = (one for one in self.sets if one.name != rules.name)
        return RuleBook((*others, rules), self._last_resort)

    def choose(self, market: str, way: str, categories: Callable[[], Collection[str]]) -> RuleSet:
        """Give the set for a group of an order; categories: of its goods, asked if it matters."""
        for one in self._for(market, way):
            if not one.categories or one.categories.issuperset(categories()):
                return one
        return self._last_resort

    def _for(self, market: str, way: str) -> tuple[RuleSet, ...]:
        key = market, way
        if key not in self._found:
            self._found[key] = tuple(
                one
                for one in self._in_force
                if (not one.markets or market in one.markets) and (not one.ways or way in one.ways)
            )
        return self._found[key]
