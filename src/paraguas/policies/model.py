"""The policy book as plain values."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from msgspec import Struct, field
from typing_extensions import override

from paraguas.values.ids import digest_id

Value = str | int | bool
Kind = Literal["enum", "integer", "boolean"]
Spans = tuple[tuple[int, int], ...]
"""Inclusive ranges of a fact's positions, ascending and apart."""

CONTRACT_DAY, REQUEST_DAY = "contracted_on", "asked_on"
"""The two days a row's dates may speak of: when the contract was made, when the person asks."""

LAW = "jurisdiction"
"""The fact that names the law a person is under."""

FIRST_DAY, LAST_DAY = date(1950, 1, 1).toordinal(), date(2100, 1, 1).toordinal()

BRAND = "brand"
"""The group of the brand's own rows; every law is a group of its own."""

TONGUES = ("en", "es", "fr", "de")
"""Languages every text of the book is written in."""


class FactType(Struct, frozen=True):
    """What may be said of a case in one respect; values are told apart by their position.

    favour: which way is never worse for the person.  legal: only a row with a citation may name
    it.  elsewhere: a value that only some doors have -> what the same person would have at any
    other; it must make no difference.  says: how a case is worded, around `{value}`.
    """

    name: str
    kind: Kind
    says: str
    says_not: str = ""
    values: tuple[str, ...] = ()
    least: int = 0
    most: int = 1
    favour: Literal["", "more", "less"] = ""
    legal: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many positions there are."""
        return len(self.values) if self.kind == "enum" else self.most - self.least + 1

    def value_at(self, position: int) -> Value:
        """Give the value at a position."""
        if self.kind == "enum":
            return self.values[position]
        return bool(position) if self.kind == "boolean" else self.least + position

    def word(self, first: int, last: int) -> str:
        """Word a range of positions: `12 to 14 days after arrival`."""
        if self.kind == "boolean":
            return self.says if first else self.says_not
        if self.kind == "enum":
            said = " or ".join(self.values[at].replace("_", " ") for at in range(first, last + 1))
        elif first == last:
            said = str(self.least + first)
        else:
            said = f"{self.least + first} to {self.least + last}"
        return self.says.format(value=said)


class Dimension(Struct, frozen=True):
    """One thing a subject gives.

    unit: days, months, minutes, percent_bp (hundredths of a percent of the amount asked about),
    amount (minor units of the book's currency) or nothing.  better: the direction the person
    prefers; enum values are listed from the worst to the best.  after: days and months run from
    this day of the occasion.
    """

    name: str
    kind: Kind
    unit: str = ""
    values: tuple[str, ...] = ()
    least: int = 0
    most: int = 1
    better: Literal["more", "less"] = "more"
    after: str = ""

    def rank(self, value: Value) -> int:
        """Give how good a value is for the person: more is better."""
        rank = self.values.index(str(value)) if self.kind == "enum" else int(value)
        return rank if self.better == "more" else -rank


class Row(Struct, frozen=True):
    """One row of a table.

    when: fact -> the positions it holds for; days of validity stand among them.  then: what it
    gives; a row of the brand gives all of its subject, one of a law what that law is about.
    cited_on: when the source was read.  below_law: rows of law it knowingly gives less than,
    which then lift it.
    """

    id: str
    subject: str
    group: str
    priority: int
    when: Mapping[str, Spans]
    then: Mapping[str, Value]
    text: str
    owner: str
    file: str
    citation: str = ""
    cited_on: date | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    below_law: tuple[str, ...] = ()
    signed_off: str = ""


class Subject(Struct, frozen=True):
    """A table: what it decides, and its rows of brand and law in the order they are asked.

    text: key of the sentence that sums a verdict up.  lift: dimensions in which everybody is
    given the best any law gives.
    """

    name: str
    gives: tuple[str, ...]
    text: str
    rows: tuple[Row, ...]
    file: str
    lift: tuple[str, ...] = ()


class Book(Struct, frozen=True):
    """A policy book.

    texts: language -> key -> text.  rates: currency -> thousandths of the book's currency: sums
    are the same all year.  gift_months: those of the gift season, 1 to 12.  zones: jurisdiction ->
    IANA zone of its midnight.  countries: country or country-region -> jurisdiction.
    """

    content_hash: str
    currency: str
    facts: Mapping[str, FactType]
    dimensions: Mapping[str, Dimension]
    subjects: Mapping[str, Subject]
    texts: Mapping[str, Mapping[str, str]]
    rates: Mapping[str, int]
    gift_months: frozenset[int]
    zones: Mapping[str, str]
    countries: Mapping[str, str]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(len(subject.rows) for subject in self.subjects.values())


class Finding(Struct, frozen=True):
    """What is amiss in a book: where, and one sentence."""

    proof: str
    file: str
    row: str
    sentence: str

    @override
    def __str__(self) -> str:
        where = f"{self.file}, row {self.row}" if self.row else self.file
        return f"{where}: {self.sentence}"


class Proof(Struct, frozen=True):
    """A law of books: whether it holds, and the first case against it."""

    name: str
    holds: bool
    counterexample: str | None = None


class Occasion(Struct, frozen=True):
    """What a case is about: its days, local to the person's law, and the sum in question.

    days: name -> day, for instance delivered_on; `contracted_on` and `asked_on` always.
    """

    contracted_on: date
    asked_on: date
    days: Mapping[str, date] = field(default_factory=dict)
    amount_minor: int = 0
    currency: str = "EUR"


class Citation(Struct, frozen=True):
    """The source of a clause that is law."""

    clause: str
    source: str
    read_on: date


class Verdict(Struct, frozen=True):
    """What a case is given.

    values, clauses: dimension -> value, and the row it comes from.  reasons: texts of the clauses,
    the brand's first.  sums: dimension -> minor units of `currency`.  until: dimension -> the last
    day.  version: 0 for a book that has none yet.
    """

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


class Department(StrEnum):
    """Who has a say in a version."""

    RETAIL = "retail"
    CONTACT_CENTRE = "contact_centre"
    ECOMMERCE = "ecommerce"
    HEAD_OFFICE = "head_office"


class State(StrEnum):
    """What became of a version."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"


class Vote(Struct, frozen=True):
    """What a department said of a version."""

    department: Department
    actor: str
    agrees: bool
    reason: str
    at: int


class Version(Struct, frozen=True):
    """A version of the book: it never changes, only what is said of it does.

    starts_at: from when it is in force if it is approved by then.  note: why it was proposed.
    settled_at: when it was approved or rejected.
    """

    version: int
    content_hash: str
    starts_at: int
    proposed_by: str
    proposed_at: int
    note: str
    state: State
    settled_at: int | None = None
    votes: tuple[Vote, ...] = ()

    @property
    def begins_at(self) -> int | None:
        """From when it is in force: never before it was approved; None if it was not."""
        if self.state is not State.APPROVED or self.settled_at is None:
            return None
        return max(self.starts_at, self.settled_at)


def stream_of(version: int) -> str:
    """Give the stream of facts about a version."""
    return digest_id("policy", str(version))
