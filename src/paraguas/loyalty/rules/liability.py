"""What is still owed for points, and what was earned by their being spent.  Source: IFRS 15.B44-46.

The price of points is earned as they are spent, in proportion to all that are expected to be.
"""

from msgspec import Struct

from paraguas.loyalty.model import WHOLE_PCM
from paraguas.values.money import round_half_up


class Liability(Struct, frozen=True):
    """Of a currency: the price points were sold for, what of it was earned, what is owed."""

    allocated_minor: int
    earned_minor: int

    @property
    def owed_minor(self) -> int:
        """What is kept for points that may still be spent."""
        return self.allocated_minor - self.earned_minor


def earned_minor(allocated_minor: int, spent: int, expected: int) -> int:
    """Tell how much of the price of points was earned so far.

    spent, expected: points; never more is earned than was allocated, and nothing where none is
    expected to be spent.
    """
    if expected <= 0:
        return 0
    return round_half_up(allocated_minor * min(spent, expected), expected)


def revenue_minor(allocated_minor: int, spent: int, expected: int, before_minor: int) -> int:
    """Tell what a period brings: what was earned so far less what was told of before.

    A changed expectation counts at once, for all of it.
    """
    return earned_minor(allocated_minor, spent, expected) - before_minor


def liability(allocated_minor: int, issued: int, spent: int, expected_pcm: int) -> Liability:
    """Tell what points that were issued and spent mean in money of one currency."""
    expected = max(spent, round_half_up(issued * expected_pcm, WHOLE_PCM))
    return Liability(allocated_minor, earned_minor(allocated_minor, spent, expected))
