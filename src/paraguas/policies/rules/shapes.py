"""The shape of a book's files, before anything in them is understood."""

from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, ValidationError, convert, field

Word = Annotated[str, Meta(min_length=1, max_length=80)]
GIFT_MONTHS = (11, 12)
"""Of books that were written before a book named its own."""


class FactShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A fact of the vocabulary; see `FactType`."""

    kind: Literal["enum", "integer", "boolean"]
    says: str
    says_not: str = ""
    values: list[str] = []
    least: int = 0
    most: int = 1
    favour: Literal["", "more", "less"] = ""
    legal: bool = False
    elsewhere: dict[str, str] = {}
    groups: dict[str, list[str]] = {}


class DimensionShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A dimension of the vocabulary; see `Dimension`."""

    kind: Literal["enum", "integer", "boolean"]
    unit: Literal["", "days", "months", "minutes", "percent_bp", "amount"] = ""
    values: list[str] = []
    least: int = 0
    most: int = 1
    better: Literal["more", "less"] = "more"
    after: str = ""


class VocabularyShape(Struct, frozen=True, forbid_unknown_fields=True):
    """The vocabulary: its facts and dimensions are read one by one."""

    currency: str = "EUR"
    rates: dict[str, int] = {}
    gift_months: list[Annotated[int, Meta(ge=1, le=12)]] = field(
        default_factory=lambda: [*GIFT_MONTHS]
    )
    zones: dict[str, str] = {}
    countries: dict[str, str] = {}
    facts: dict[str, Any] = {}
    dimensions: dict[str, Any] = {}


class BrandShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the brand."""

    subject: str
    gives: list[str]
    text: str
    owner: str = ""
    lift: list[str] = []
    rows: list[dict[str, Any]] = []


class LawShape(Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of one law."""

    law: str
    owner: str = ""
    rows: list[dict[str, Any]] = []


class RowShape(Struct, frozen=True):
    """A row; see `Row`."""

    id: Word
    priority: int
    text: Word
    owner: Word
    then: dict[str, Any]
    when: dict[str, Any] = {}
    subject: str = ""
    citation: str = ""
    cited_on: date | None = None
    begins_on: date | None = field(default=None, name="from")
    ends_on: date | None = field(default=None, name="until")
    dated_by: Literal["contract", "request"] = "contract"
    below_law: list[str] = []
    signed_off: str = ""


ROW_WORDS = frozenset(RowShape.__struct_encode_fields__)
"""What may be said of a row."""

WordsShape = dict[str, dict[str, str]]
"""Section -> key -> text."""


def check_shape(document: Any, shape: Any) -> str:
    """Say in one sentence what is not of the shape; empty where all is."""
    try:
        convert(document, shape)
    except ValidationError as problem:
        return str(problem).replace("`", "'")
    return ""
