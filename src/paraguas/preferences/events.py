"""Facts of preferences, in the stream of the record they were said on; the words stay out."""

from typing import ClassVar

from msgspec import Struct


class PreferenceSaid(Struct, frozen=True, gc=False):
    """A person said how she wants to be served, or whom she nominates.  kind: what was asked."""

    name: ClassVar[str] = "customer.preference_said.v1"

    record_id: str
    statement_id: str
    kind: str


class ConsentSaid(Struct, frozen=True, gc=False):
    """A person gave or withdrew consent for one contact point."""

    name: ClassVar[str] = "customer.consent_said.v1"

    record_id: str
    consent_id: str
    point_kind: str
    purpose: str
    entity_id: str
    granted: bool


class ErasureAsked(Struct, frozen=True, gc=False):
    """A person asked to be forgotten; it is done once her open orders are finished.

    until_at: when that is to be, as they are promised now.
    """

    name: ClassVar[str] = "customer.erasure_asked.v1"

    person_id: str
    record_ids: tuple[str, ...]
    until_at: int
