"""What a slip is worth."""

from collections.abc import Sequence

from paraguas.compensation.model import Award, Promised, Rule, Rules, Slip
from paraguas.values.money import round_half_up
from paraguas.values.time import MINUTE

_WHOLE_PCM = 100_000


def decide(rules: Rules, slip: Slip) -> Award | None:
    """Tell what is given for a slip; None for nothing.

    What the largest rule that is for it gives, less what the same agreement brought before, and
    no more than is left for the order.
    """
    worths = [
        (_worth(rule, slip.worth_minor), -number)
        for number, rule in enumerate(rules.rules, 1)
        if _is_for(rule, slip)
    ]
    worth, first = max(worths, default=(0, 0))
    amount = worth - slip.given_minor
    if rules.most_an_order_minor is not None:
        amount = min(amount, rules.most_an_order_minor - slip.given_order_minor)
    return Award(amount, -first) if amount > 0 else None


def since_agreed(promises: Sequence[Promised], promise_no: int) -> Sequence[Promised]:
    """Give the promises of a group from the one last agreed with the person up to this one."""
    until = [one for one in promises if one.promise_no <= promise_no]
    agreed = [index for index, one in enumerate(until) if one.agreed]
    return until[agreed[-1] :] if agreed else until


def lateness(agreed: Promised, until_at: int) -> int:
    """Tell how far an instant is behind what was agreed, in microseconds; 0 where it is not."""
    return max(until_at - agreed.latest_at, 0)


def _is_for(rule: Rule, slip: Slip) -> bool:
    return (
        (not rule.causes or slip.cause in rule.causes)
        and (not rule.kinds or slip.kind in rule.kinds)
        and slip.late >= rule.late_minutes * MINUTE
    )


def _worth(rule: Rule, order_minor: int) -> int:
    worth = rule.amount_minor + round_half_up(order_minor * rule.share_pcm, _WHOLE_PCM)
    return worth if rule.most_minor is None else min(worth, rule.most_minor)
