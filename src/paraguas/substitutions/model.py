"""The nouns of substitutions."""

from enum import StrEnum

from msgspec import Struct

from paraguas.values.ids import FulfilmentId, OrderId


class Charge(StrEnum):
    """What a substitute costs: the lower of both prices, or the same as what it stands for."""

    LOWER = "lower"
    SAME = "same"


class Answer(StrEnum):
    """What became of a question."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LAPSED = "lapsed"


class SubstitutionRule(Struct, frozen=True, gc=False):
    """How a market substitutes.

    wait_minutes: how long the person has to answer.  dearer_pcm: by how much the substitute's own
    price may exceed the line's, in thousandths of a percent; the brand bears it.
    """

    market: str
    charge: Charge = Charge.LOWER
    wait_minutes: int = 24 * 60
    dearer_pcm: int = 50_000


class Substitution(Struct, frozen=True, gc=False):
    """A substitute somebody was asked about.

    fulfilment_id: what waits for the answer.  code: of the substitute.  unit_minor: what one of it
    is charged at; saved_minor: what the order comes to cost less.  note: what staff wrote where the
    person answered by telephone.
    """

    order_id: OrderId
    substitution_no: int
    fulfilment_id: FulfilmentId
    line_no: int
    units: int
    code: str
    title: str
    unit_minor: int
    saved_minor: int
    reason: str
    asked_at: int
    asked_by: str
    answer_by_at: int
    answer: Answer = Answer.ASKED
    answered_at: int | None = None
    answered_by: str | None = None
    note: str | None = None
