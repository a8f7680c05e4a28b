"""The nouns of compensation."""

from msgspec import Struct

BROKEN = "broken"
"""The cause of a promise that was neither kept nor moved in time."""


class Rule(Struct, frozen=True):
    """So much is given for a slip.

    causes, kinds (`ready`, `deliver`, `appointment`): which slips it is for; none named is all.
    late_minutes: from so much lateness on.  amount_minor, share_pcm (thousandths of a percent of
    what the order is worth): what it gives, together.  most_minor: no more than this.
    """

    causes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    late_minutes: int = 0
    amount_minor: int = 0
    share_pcm: int = 0
    most_minor: int | None = None


class Rules(Struct, frozen=True):
    """What a market gives, in its currency; of the rules that are for a slip the largest speaks.

    most_an_order_minor: all compensations of an order together.  version: 1 for the first saved.
    """

    market: str
    currency: str
    rules: tuple[Rule, ...]
    most_an_order_minor: int | None = None
    version: int = 0


class SavedRules(Struct, frozen=True):
    """A version of a market's rules: who saved it, when and why."""

    rules: Rules
    saved_at: int
    saved_by: str
    reason: str


class Promised(Struct, frozen=True):
    """A promise of a group.  agreed: its time was the person's choice, not the brand's."""

    promise_no: int
    latest_at: int
    agreed: bool


class Slip(Struct, frozen=True):
    """A promise the brand moved or broke.

    late: microseconds behind what was agreed.  worth_minor: of the order.  given_minor: for the
    same agreement before; given_order_minor: for the whole order.
    """

    kind: str
    cause: str
    late: int
    worth_minor: int
    given_minor: int = 0
    given_order_minor: int = 0


class Award(Struct, frozen=True):
    """What is given, above 0, and the number of the rule that says so; the first is 1."""

    amount_minor: int
    rule_no: int


class Compensation(Struct, frozen=True):
    """What was given for a promise.

    version, rule_no: by which rule of its market.  late: microseconds.  card_id: the store credit
    it was given on, as an entry of cause `credit_id`.
    """

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
    credit_id: str
    card_id: str = ""
    granted_at: int = 0
