"""Customers as they come in and go out; answers to writes are remembered, so they hold ids only."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from paraguas.customers.model import Details, Link, Source
from paraguas.customers.queries import Found
from paraguas.customers.rules.surviving import Held, Person
from paraguas.preferences.model import Nominee, Statement, StatementKind
from paraguas.preferences.rules.consenting import ConsentState
from paraguas.values.ids import EntityId
from paraguas.values.limits import Reason, ShortCode, Text
from paraguas.values.words import Words
from paraguas.views.match_in_words import explain

RecordRef = Annotated[str, Meta(max_length=32)]
PointKind = Literal["email", "phone", "loyalty_card", "channel_id"]
MOST_FOUND = 20
"""So many persons are given at once at most when somebody looks for one."""


class RecordIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a source knows of a person.

    system: which source of its kind, as `shop-es`.  external: how it calls the person; the same one
    again is a newer version, and without one equal details are one record.
    """

    source: Source
    system: Annotated[str, Meta(min_length=1, max_length=40)]
    external: Text = ""
    details: Details


class FindIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Anything known of the person looked for."""

    details: Details
    most: Annotated[int, Meta(ge=1, le=MOST_FOUND)] = 5


class MergeIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The other person, and why both are one."""

    other: RecordRef
    reason: Reason


class ApartIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Two records that are never one person, and why."""

    one: RecordRef
    other: RecordRef
    reason: Reason


class WhyIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Why it is done."""

    reason: Reason


class PreferenceIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What the person said; nothing takes her word back."""

    kind: Literal["language", "channel", "times", "interests", "accessibility"]
    value: Annotated[tuple[Text, ...], Meta(max_length=50)] = ()


class ConsentIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Her word on one contact point.

    purpose: `marketing`, `service`, `profiling` and the like.  entity: code of the legal entity.
    evidence: how it is known: form and version, recording, letter.
    """

    kind: PointKind
    point: Text
    purpose: Annotated[str, Meta(min_length=1, max_length=24)]
    entity: ShortCode
    granted: bool
    evidence: Text = ""


class RecordedOut(Struct, frozen=True):
    """Whose the record is; not `recorded` where it said nothing new."""

    record_id: str
    person_id: str
    recorded: bool


class LinkOut(Struct, frozen=True):
    """A decision about two records, and in words why; `weight_millibits` is log2 of the odds."""

    link_id: str
    left: str
    right: str
    kind: str
    by: str
    weight_millibits: int
    why: tuple[str, ...]
    reason: str
    actor: str
    at: int
    retracted_at: int | None
    retracted_by: str | None


class FoundOut(Struct, frozen=True):
    """A person who may be the one.  kind: what would be decided of a record that said so."""

    person_id: str
    called: str
    weight_millibits: int
    kind: str
    why: tuple[str, ...]


class HeldOut(Struct, frozen=True):
    """A value, and who says so."""

    value: Any
    record_id: str
    source: str
    system: str
    at: int


class SaidOut(Struct, frozen=True):
    """What the person said, when and through which door."""

    statement_id: str
    kind: StatementKind
    value: tuple[str, ...]
    at: int
    door: str


class NominationOut(Struct, frozen=True):
    """Somebody who may act for the person."""

    nomination_id: str
    nominee: Nominee
    at: int
    door: str


class ConsentOut(Struct, frozen=True):
    """Whether a contact point may be used.  suppressed: she asked to be forgotten, nobody may."""

    kind: str
    point: str
    purpose: str
    entity: str
    granted: bool
    suppressed: bool
    at: int
    door: str
    evidence: str


class PersonOut(Struct, frozen=True):
    """A person: for each field the values that hold, the first one first, with their sources."""

    person_id: str
    called: str
    erased: bool
    record_ids: tuple[str, ...]
    fields: dict[str, tuple[HeldOut, ...]]
    preferences: tuple[SaidOut, ...]
    nominations: tuple[NominationOut, ...]
    consents: tuple[ConsentOut, ...]


def link_out(link: Link, words: Words) -> LinkOut:
    """Give a decision with its evidence in words."""
    return LinkOut(
        *(link.link_id, link.left, link.right, link.kind.value, link.by.value),
        *(link.weight_millibits, explain(link.evidence, words), link.reason, link.actor, link.at),
        *(link.retracted_at, link.retracted_by),
    )


def found_out(one: Found, person: Person, words: Words) -> FoundOut:
    """Give a person who was found."""
    kind = one.score.kind.value if one.score.kind else "unlikely"
    why = explain(one.score.parts, words)
    return FoundOut(one.person_id, person.called, one.score.weight_millibits, kind, why)


def said_out(one: Statement) -> SaidOut:
    """Give a word of the person."""
    return SaidOut(one.statement_id, one.kind, one.value, one.at, one.door)


def nomination_out(one: Statement) -> NominationOut:
    """Give a nomination."""
    assert one.nominee
    return NominationOut(one.subject, one.nominee, one.at, one.door)


def consent_out(one: ConsentState, entities: Mapping[EntityId, str]) -> ConsentOut:
    """Give what holds of a contact point; entities: their codes by id."""
    return ConsentOut(
        kind=one.point_kind,
        point=one.point,
        purpose=one.purpose,
        entity=entities.get(EntityId(one.entity_id), one.entity_id),
        granted=one.granted,
        suppressed=one.suppressed,
        at=one.at,
        door=one.door,
        evidence=one.evidence,
    )


def held_out(one: Held) -> HeldOut:
    """Give a value with its source."""
    return HeldOut(one.value, one.record_id, one.source.value, one.system, one.at)
