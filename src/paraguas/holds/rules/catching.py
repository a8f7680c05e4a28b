"""Which rules catch an order as it is placed, and which kinds there are."""

from collections.abc import Sequence

from paraguas.holds.errors import HoldKindUnknown, HoldRuleTwice
from paraguas.holds.model import KINDS, Hold, HoldRule, HoldRules
from paraguas.values.ids import OrderId
from paraguas.values.time import HOUR

USUAL_HOURS = 24
"""Within how many hours a hold is seen to where nothing else is said."""

RULED = "rule"
"""The reason, and the hand, of holds a rule places."""


def catching(rules: HoldRules, market: str, total_minor: int) -> tuple[HoldRule, ...]:
    """Give the rules that catch an order of a market by what it comes to."""
    if not rules.rules:
        return ()
    return tuple(
        each for each in rules.rules if each.market == market and total_minor > each.above_minor
    )


def hours_of(rules: HoldRules, kind: str) -> int:
    """Tell within how many hours a kind of hold is seen to; refuses HoldKindUnknown."""
    for each in rules.kinds:
        if each.kind == kind:
            return each.hours
    if kind not in KINDS:
        raise HoldKindUnknown(hold_kind=kind)
    return USUAL_HOURS


def caught(rule: HoldRule, order_id: OrderId, hold_no: int, at: int) -> Hold:
    """Give the hold a rule places."""
    return Hold(
        *(order_id, hold_no, rule.kind, RULED, rule.owner),
        due_at=at + rule.hours * HOUR,
        placed_at=at,
        placed_by=RULED,
    )


def check_rules(rules: HoldRules) -> None:
    """Refuse a kind or rule that is told twice, and a rule of a kind that is not known."""
    for told in (
        [each.kind for each in rules.kinds],
        [f"{each.market} {each.kind}" for each in rules.rules],
    ):
        twice = next((one for one in told if told.count(one) > 1), None)
        if twice:
            raise HoldRuleTwice(rule=twice)
    for each in rules.rules:
        hours_of(rules, each.kind)


def due_of(rules: HoldRules, kind: str, due_at: int | None, at: int) -> int:
    """Tell by when a hold is seen to: as was said, or as its kind says; HoldKindUnknown."""
    hours = hours_of(rules, kind)
    return at + hours * HOUR if due_at is None else due_at


def next_hold_no(found: Sequence[Hold]) -> int:
    """Give the number the next hold of an order takes."""
    return max((one.hold_no for one in found), default=0) + 1
