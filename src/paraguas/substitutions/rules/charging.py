"""What a substitute is charged at."""

from paraguas.substitutions.errors import SubstituteDearer
from paraguas.substitutions.model import Charge, SubstitutionRule
from paraguas.values.money import amount_words, round_half_up

_WHOLE_PCM = 100_000


def charged_at(rule: SubstitutionRule, line_minor: int, own_minor: int, currency: str) -> int:
    """Give the unit price of a substitute, never above that of the line it stands for.

    line_minor: what one unit of the line cost, discounts taken off.  own_minor: what the substitute
    costs today; refuses SubstituteDearer where it is worth more than the rule bears.
    """
    most = line_minor + round_half_up(line_minor * rule.dearer_pcm, _WHOLE_PCM)
    if own_minor > most:
        raise SubstituteDearer(**amount_words(most, currency))
    return line_minor if rule.charge is Charge.SAME else min(line_minor, own_minor)


def unit_cost(amount_minor: int, quantity: int, per: int) -> int:
    """Give what one priced unit of a line cost, rounded down so that it is never charged more."""
    return amount_minor * per // quantity
