"""The facts compensation announces: of rules in the market's stream, of grants in the order's."""

from typing import ClassVar

from msgspec import Struct


class CompensationRulesSaved(Struct, frozen=True):
    """A market's rules have a new version; the next slip is decided by it."""

    name: ClassVar[str] = "compensation.rules_saved.v1"
    market: str
    version: int
    reason: str


class CompensationGranted(Struct, frozen=True):
    """Store credit was given for a promise that moved or was not kept; late in microseconds."""

    name: ClassVar[str] = "compensation.granted.v1"
    order_id: str
    promise_no: int
    kind: str
    cause: str
    late: int
    market: str
    version: int
    rule_no: int
    amount_minor: int
    currency: str
