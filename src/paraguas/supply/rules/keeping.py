"""What is kept back of stock, and how much there is called."""

from collections.abc import Collection, Iterable, Iterator

from paraguas.supply.errors import StockRuleMalformed
from paraguas.supply.model import About, KeepRule, Level, LevelRule
from paraguas.values.quantity import LARGEST_QUANTITY

STANDARD = LevelRule(5, 20)
"""What is called low and medium where no rule says otherwise."""


class StockRules:
    """All rules of stock at one version."""

    __slots__ = ("_channels", "keeping", "levels")

    def __init__(self, keeping: Iterable[KeepRule], levels: Iterable[LevelRule]) -> None:
        """Take the rules in."""
        self.keeping = tuple(keeping)
        self.levels = tuple(levels)
        self._channels = sorted({rule.channel for rule in self.keeping if rule.channel})

    def kept_back(self, channel: str, about: About, safety_stock: int) -> int:
        """Units a channel is not promised, besides a position's own safety stock.

        Of several rules that fit the largest counts; what is kept for other channels adds up.
        """
        ours = max(0, self._largest("", about) - safety_stock)
        return ours + sum(self._largest(one, about) for one in self._channels if one != channel)

    def promised(
        self, channel: str, about: About, free: int, *, safety_stock: int, held: int = 0
    ) -> int:
        """Units a channel may be promised of those above a position's own safety stock.

        held: units the caller's basket holds, which it may have whatever is kept back since.
        """
        kept = self.kept_back(channel, about, safety_stock)
        return max(0, free - kept, min(free, held))

    def level(self, market: str, category: str, units: int) -> Level:
        """How much so many units are called; the rule that says most about it counts."""
        fits = (
            rule
            for rule in self.levels
            if rule.market in {"", market} and rule.category in {"", category}
        )
        rule = max(fits, key=_detail, default=STANDARD)
        if units <= 0:
            return Level.NONE
        if units <= rule.low_up_to:
            return Level.LOW
        return Level.MEDIUM if units <= rule.medium_up_to else Level.HIGH

    def _largest(self, channel: str, about: About) -> int:
        return max(self._units(channel, about), default=0)

    def _units(self, channel: str, about: About) -> Iterator[int]:
        for rule in self.keeping:
            fits = all(
                asked in {"", told}
                for asked, told in zip(
                    (rule.category, rule.place_kind, rule.place), about, strict=True
                )
            )
            if fits and rule.channel == channel:
                yield rule.units


def check_rules(keeping: Collection[KeepRule], levels: Collection[LevelRule]) -> None:
    """Refuse rules that cannot be: StockRuleMalformed names the rule, counted from 0."""
    for number, rule in enumerate(keeping):
        if not 0 <= rule.units <= LARGEST_QUANTITY:
            raise StockRuleMalformed(where=f"keeping[{number}]")
    for number, level in enumerate(levels):
        if not 0 <= level.low_up_to <= level.medium_up_to <= LARGEST_QUANTITY:
            raise StockRuleMalformed(where=f"levels[{number}]")


def _detail(rule: LevelRule) -> tuple[bool, bool]:
    return bool(rule.category), bool(rule.market)
