"""The facts substitutions announce."""

from typing import ClassVar

from msgspec import Struct


class SubstitutionAsked(Struct, frozen=True, gc=False):
    """The person is asked whether another article will do; its line waits until `until`."""

    name: ClassVar[str] = "substitution.asked.v1"
    order_id: str
    substitution_no: int
    fulfilment_id: str
    line_no: int
    quantity: int
    sku: str
    title: str
    unit_minor: int
    saved_minor: int
    until: int


class SubstitutionAnswered(Struct, frozen=True, gc=False):
    """The person answered, or the deadline passed: state is accepted, refused or lapsed."""

    name: ClassVar[str] = "substitution.answered.v1"
    said: ClassVar[tuple[str, ...]] = ("note",)
    order_id: str
    substitution_no: int
    state: str
    title: str
    note: str | None


class SubstitutionRulesSaved(Struct, frozen=True, gc=False):
    """A market substitutes in another way from now on."""

    name: ClassVar[str] = "substitution.rules_saved.v1"
    market: str
    charge: str
    wait_minutes: int
    dearer_pcm: int
