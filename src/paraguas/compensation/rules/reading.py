"""Rules of compensation as people write them, read and checked."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from paraguas.compensation.errors import CompensationMalformed
from paraguas.compensation.model import Rule, Rules
from paraguas.values.money import LARGEST_MINOR

MOST_RULES = 100
"""So many rules a market has at most."""

Cause = Annotated[str, Meta(pattern="^[a-z][a-z_]{0,39}$", max_length=40)]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", max_length=3)]
Given = Annotated[int, Meta(ge=0, le=LARGEST_MINOR // 1_000_000)]
Minutes = Annotated[int, Meta(ge=0, le=366 * 24 * 60)]
Kind = Literal["ready", "deliver", "appointment"]
Share = Annotated[int, Meta(ge=0, le=100_000)]


class RuleText(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A rule as it is written; see `Rule` for what each part means."""

    causes: Annotated[tuple[Cause, ...], Meta(max_length=40)] = ()
    kinds: Annotated[tuple[Kind, ...], Meta(max_length=3)] = ()
    late_minutes: Minutes = 0
    amount_minor: Given = 0
    share_pcm: Share = 0
    most_minor: Given | None = None


class RulesText(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A market's rules as they are written; without a rule nothing is given any more."""

    currency: Currency
    rules: Annotated[tuple[RuleText, ...], Meta(max_length=MOST_RULES)]
    most_an_order_minor: Given | None = None


def rules_of(text: RulesText, market: str, version: int = 0) -> Rules:
    """Take written rules in; refuses CompensationMalformed where one of them gives nothing."""
    for number, rule in enumerate(text.rules, 1):
        if not rule.amount_minor + rule.share_pcm or rule.most_minor == 0:
            raise CompensationMalformed(rule=number, problem="it gives nothing")
    return Rules(
        market=market,
        currency=text.currency,
        rules=tuple(map(_rule, text.rules)),
        most_an_order_minor=text.most_an_order_minor,
        version=version,
    )


def text_of(rules: Rules) -> RulesText:
    """Write rules down; what is a set comes in the order of its words."""
    return RulesText(
        currency=rules.currency,
        rules=tuple(
            RuleText(
                causes=tuple(sorted(rule.causes)),
                kinds=msgspec.convert(sorted(rule.kinds), tuple[Kind, ...]),
                late_minutes=rule.late_minutes,
                amount_minor=rule.amount_minor,
                share_pcm=rule.share_pcm,
                most_minor=rule.most_minor,
            )
            for rule in rules.rules
        ),
        most_an_order_minor=rules.most_an_order_minor,
    )


def _rule(text: RuleText) -> Rule:
    return Rule(
        *(frozenset(text.causes), frozenset(text.kinds), text.late_minutes),
        *(text.amount_minor, text.share_pcm, text.most_minor),
    )
