"""Rule sets as people write them, read and checked."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from paraguas.sourcing.errors import RulesMalformed
from paraguas.sourcing.model import Rule, RuleKind, RuleSet, Serving
from paraguas.values.limits import PlaceCode, ShortCode, Text
from paraguas.values.money import LARGEST_MINOR

Name = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_-]{0,39}$", max_length=40)]
Cost = Annotated[int, Meta(ge=0, le=LARGEST_MINOR // 1_000_000)]
PlaceKindName = Literal["store", "warehouse"]


class RuleText(msgspec.Struct, forbid_unknown_fields=True):
    """A rule: what it compares by, and in steps of how much."""

    by: RuleKind
    step: Annotated[int, Meta(ge=1, le=2**52)] = 1


class ServingText(msgspec.Struct, forbid_unknown_fields=True):
    """What serving from a kind of place costs: each time, and each kilometre."""

    each_minor: Cost = 0
    km_minor: Cost = 0


class RuleSetText(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A rule set as it is written; see `RuleSet` for what each part means."""

    name: Name
    rules: Annotated[tuple[RuleText, ...], Meta(min_length=1, max_length=len(RuleKind))]
    priority: Annotated[int, Meta(ge=-1000, le=1000)] = 0
    in_force: bool = True
    markets: Annotated[tuple[ShortCode, ...], Meta(max_length=300)] = ()
    ways: tuple[Literal["ship", "pick_up"], ...] = ()
    categories: Annotated[tuple[Text, ...], Meta(max_length=300)] = ()
    place_kinds: tuple[PlaceKindName, ...] = ()
    place_markets: Annotated[tuple[ShortCode, ...], Meta(max_length=300)] = ()
    not_places: Annotated[tuple[PlaceCode, ...], Meta(max_length=1000)] = ()
    serving: dict[PlaceKindName, ServingText] = {}
    unsplit_below_minor: Annotated[int, Meta(ge=0, le=LARGEST_MINOR)] = 0


def read_rules(written: Any) -> RuleSet:
    """Read a rule set out of a document; refuses RulesMalformed."""
    try:
        text = msgspec.convert(written, RuleSetText)
    except msgspec.ValidationError as problem:
        raise RulesMalformed(problem=str(problem)) from problem
    return rules_of(text)


def rules_of(text: RuleSetText, version: int = 0) -> RuleSet:
    """Take a written rule set in; refuses RulesMalformed where a kind of rule comes twice."""
    kinds = [rule.by for rule in text.rules]
    if len(set(kinds)) < len(kinds):
        raise RulesMalformed(problem="a rule comes twice")
    return RuleSet(
        name=text.name,
        rules=tuple(Rule(rule.by, rule.step) for rule in text.rules),
        priority=text.priority,
        in_force=text.in_force,
        markets=frozenset(text.markets),
        ways=frozenset(text.ways),
        categories=frozenset(text.categories),
        place_kinds=frozenset(text.place_kinds),
        place_markets=frozenset(text.place_markets),
        not_places=frozenset(text.not_places),
        serving={kind: Serving(c.each_minor, c.km_minor) for kind, c in text.serving.items()},
        version=version,
        unsplit_below_minor=text.unsplit_below_minor,
    )


def text_of(rules: RuleSet) -> RuleSetText:
    """Write a rule set down; what is a set comes in the order of its words."""
    written = {
        "name": rules.name,
        "rules": [{"by": rule.kind, "step": rule.step} for rule in rules.rules],
        "priority": rules.priority,
        "in_force": rules.in_force,
        "unsplit_below_minor": rules.unsplit_below_minor,
        "serving": {
            kind: {"each_minor": cost.each_minor, "km_minor": cost.km_minor}
            for kind, cost in sorted(rules.serving.items())
        },
    }
    for part in ("markets", "ways", "categories", "place_kinds", "place_markets", "not_places"):
        written[part] = sorted(getattr(rules, part))
    return msgspec.convert(written, RuleSetText)
