"""What persons say of how they want to be served, as plain values."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from paraguas.values.ids import RecordId
from paraguas.values.limits import ShortCode, Text


class StatementKind(StrEnum):
    """What a person may be asked about herself."""

    LANGUAGE = "language"
    CHANNEL = "channel"
    TIMES = "times"
    INTERESTS = "interests"
    ACCESSIBILITY = "accessibility"
    NOMINATION = "nomination"


class Nominee(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who may act for the person.  may: `collect`, `change`, `return`."""

    name: Text
    contact: Text = ""
    may: Annotated[tuple[ShortCode, ...], Meta(min_length=1, max_length=10)] = ("collect",)


class Statement(Struct, frozen=True, kw_only=True):
    """What a person said of herself, where and when; an empty value takes it back.

    subject: of a nomination, its own id; empty else.  door: through which it was asked.
    """

    statement_id: str
    record_id: RecordId
    kind: StatementKind
    at: int
    door: str
    actor: str
    value: tuple[Text, ...] = ()
    nominee: Nominee | None = None
    subject: str = ""


class Consent(Struct, frozen=True, kw_only=True):
    """What was said of using a contact point for a purpose of a legal entity.

    point_key: keyed hash of the point.  evidence: how it is known: form and version, call, letter.
    """

    consent_id: str
    record_id: RecordId
    point_key: str
    point_kind: str
    purpose: str
    entity_id: str
    granted: bool
    at: int
    door: str
    point: str = ""
    evidence: str = ""
