"""Versions, votes and verdicts as they come in and go out."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from paraguas.policies.model import Citation, Department, State, Value, Verdict, Version, Vote
from paraguas.values.limits import Amount, Code, Moment, ShortCode

_Name = Annotated[str, Meta(max_length=80)]
_Word = Annotated[str, Meta(max_length=60)]
_FileText = Annotated[str, Meta(max_length=400_000)]
_Number = Annotated[int, Meta(ge=-(10**9), le=10**9)]
_Language = Annotated[str, Meta(max_length=16)]
_Note = Annotated[str, Meta(max_length=500)]
_Currency = Annotated[str, Meta(min_length=3, max_length=3)]
_VersionNumber = Annotated[int, Meta(ge=1, le=10**6)]


class VersionIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A version to propose.

    files: name -> text, instead of or beside those of `based_on` (the one in force if it is not
    given); null leaves a file out.  starts_at: from when it is to be in force.
    """

    files: Annotated[dict[_Name, _FileText | None], Meta(min_length=1, max_length=200)]
    starts_at: Moment
    note: _Note
    based_on: _VersionNumber | None = None


class VoteIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a department says; a no needs a reason, and so does head office."""

    department: Department
    agrees: bool
    reason: _Note = ""


class CaseIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A case to decide.

    facts: as the vocabulary names them; the law may be left to `country` and `region`.
    contracted_at, asked_at: instants; which day that is, the law's own midnight says.  days: local
    days such as delivered_on.  version: the one frozen on the order, or the one in force.
    """

    subject: Code
    facts: Annotated[dict[_Word, bool | _Number | Code], Meta(max_length=60)]
    country: ShortCode = ""
    region: ShortCode = ""
    contracted_at: Moment | None = None
    asked_at: Moment | None = None
    days: Annotated[dict[_Word, date], Meta(max_length=20)] = {}
    amount_minor: Amount = 0
    currency: _Currency = "EUR"
    language: _Language = ""
    version: _VersionNumber | None = None


class VersionOut(Struct, frozen=True):
    """A version of the book; in_force: whether it is the one that decides now."""

    version: int
    content_hash: str
    state: State
    in_force: bool
    starts_at: int
    begins_at: int | None
    proposed_by: str
    proposed_at: int
    note: str
    votes: tuple[Vote, ...]


class ChangeOut(Struct, frozen=True):
    """A class of cases whose verdict differs between two versions, told by one of its cases."""

    subject: str
    case: str
    before: Mapping[str, Value | None]
    after: Mapping[str, Value | None]
    rows: tuple[str, ...]


class VerdictOut(Struct, frozen=True):
    """What a case is given: the same for the same facts, whoever asks, through any door."""

    subject: str
    version: int
    content_hash: str
    values: Mapping[str, Value]
    clauses: Mapping[str, str]
    citations: tuple[Citation, ...]
    currency: str
    sums: Mapping[str, int]
    until: Mapping[str, date]
    text: str
    reasons: tuple[str, ...]


def version_out(one: Version, in_force: Version) -> VersionOut:
    """Show a version without its files."""
    return VersionOut(
        version=one.version,
        content_hash=one.content_hash,
        state=one.state,
        in_force=one.version == in_force.version,
        starts_at=one.starts_at,
        begins_at=one.begins_at,
        proposed_by=one.proposed_by,
        proposed_at=one.proposed_at,
        note=one.note,
        votes=one.votes,
    )


def verdict_out(one: Verdict) -> VerdictOut:
    """Show a verdict."""
    return VerdictOut(
        *(one.subject, one.version, one.content_hash, one.values, one.clauses, one.citations),
        *(one.currency, one.sums, one.until, one.text, one.reasons),
    )
