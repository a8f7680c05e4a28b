"""Rows of a file as text by column, whatever the file's format."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from math import isnan
from typing import Any, NamedTuple

from msgspec import Struct

from paraguas.doors.imports.errors import ColumnsMissing, ColumnsUnknown, ColumnTwice, RowUnreadable
from paraguas.values.refusal import Refusal

_MOST_DIGITS = 30


class Row(NamedTuple):
    """A row as it stands in its file.

    number: as a spreadsheet or an editor counts it, from 1.  problem: why it could not be read.
    """

    number: int
    cells: Mapping[str, str]
    problem: Refusal | None = None


class Source(Struct, frozen=True):
    """An open file: its rows, and how far (`done` of `size`, of whatever unit) it is read."""

    rows: Iterator[Row]
    done: Callable[[], int]
    size: int


class Columns(Struct, frozen=True):
    """The columns a kind of file may have; `prefixes` begin the names of families of them."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()

    def check(self, names: Iterable[str]) -> None:
        """Refuse a header with unknown, missing or doubled columns."""
        given = list(names)
        self.check_known(given)
        if missing := [name for name in self.needed if name not in given]:
            raise ColumnsMissing(columns=missing)
        if twice := next((name for name in given if given.count(name) > 1), None):
            raise ColumnTwice(column=twice)

    def check_known(self, names: Iterable[str]) -> None:
        """Refuse unknown columns, and name those that are known."""
        known = {*self.needed, *self.optional}
        unknown = [n for n in names if n not in known and not n.startswith(self.prefixes or " ")]
        if unknown:
            families = [f"{prefix}..." for prefix in self.prefixes]
            raise ColumnsUnknown(
                columns=unknown[:10], known=[*self.needed, *self.optional, *families]
            )


def cells_of(values: Mapping[str, Any]) -> dict[str, str]:
    """Turn typed values into text; RowUnreadable for what has no plain text."""
    return {name: _text(name, value) for name, value in values.items()}


def check_text(cells: Mapping[str, str]) -> None:
    """Refuse text that is not UTF-8 or holds a NUL: no database would keep it."""
    for name, text in cells.items():
        if "\x00" in text:
            raise RowUnreadable(problem=f"{name}: NUL")
        try:
            text.encode()
        except UnicodeEncodeError as bad:
            raise RowUnreadable(problem=f"{name}: not UTF-8") from bad


def _text(name: str, value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case int():
            return str(value)
        case float():
            return "" if isnan(value) else _text(name, Decimal(repr(value)))
        case Decimal() if value.is_finite() and abs(value.adjusted()) < _MOST_DIGITS:
            return f"{value:f}"
        case date() | datetime():
            return value.isoformat()
        case _:
            raise RowUnreadable(problem=f"{name}: {type(value).__name__}")
