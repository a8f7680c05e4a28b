"""Facts sourcing announces, in the stream of the rule set."""

from typing import ClassVar

from msgspec import Struct


class SourcingRulesSaved(Struct, frozen=True):
    """A rule set has a new version; the next order is sourced by it if it is in force."""

    name: ClassVar[str] = "sourcing.rules_saved.v1"
    rule_set: str
    version: int
    in_force: bool
    reason: str
