"""Statements of the hot paths: written once for each database, then sent straight to its driver.

Building and sending a Core statement costs the toolkit some 150 us each time, most of what a lone
order takes; its text is the same every time, so here it is made once.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy.engine import Dialect
from sqlalchemy.sql import Executable
from sqlalchemy.sql.elements import ClauseElement

from paraguas.plumbing.schema import IdType

_LIST = re.compile(r"IN \(__\[POSTCOMPILE_(\w+)\]\)")

_NAME = re.compile(r"%\((\w+)\)s")

Rows = list[Any]
"""Rows as named tuples, their ids hex digits."""


class Prepared:
    """A Core statement whose values are all bound by name; lists are bound `expanding`."""

    def __init__(self, statement: Executable) -> None:
        """Keep the statement; it is compiled for a database when it is first sent to it."""
        assert isinstance(statement, ClauseElement)
        self._statement = statement
        self._spoken: dict[str, _Sqlite | _Postgres] = {}

    def spoken(self, dialect: Dialect) -> "_Sqlite | _Postgres":
        """Give the statement as a database speaks it."""
        found = self._spoken.get(dialect.name)
        if found is None:
            made = _Sqlite if dialect.name == "sqlite" else _Postgres
            found = self._spoken[dialect.name] = made(self._statement, dialect)
        return found


class _Spoken:
    """A statement compiled for a dialect: its text, its values, and how its rows are read."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self._text: str = compiled.string
        self._order: Sequence[str] = compiled.positiontup or ()
        self._given: dict[str, Any] = dict(compiled.params)
        binds = {name: bind.type for name, bind in compiled.binds.items()}
        self._ids = {name for name, kind in binds.items() if isinstance(kind, IdType)}
        self._says = {name: say for name, kind in binds.items() if (say := _sayer(kind, dialect))}
        found = compiled._result_columns  # noqa: SLF001 - there is no public way to their types
        self._row = _row_type([column.keyname for column in found])._make
        readers = ((i, _reader(column.type, dialect)) for i, column in enumerate(found))
        self._readers = [(i, read) for i, read in readers if read]

    def rows(self, found: Sequence[Sequence[Any]]) -> Rows:
        """Read what the driver gave, column by column."""
        if not found:
            return []
        if self._readers:
            columns: list[Any] = list(zip(*found, strict=True))
            for i, read in self._readers:
                columns[i] = map(read, columns[i])
            found = list(zip(*columns, strict=True))
        return list(map(self._row, found))

    def value(self, name: str, values: Mapping[str, Any]) -> Any:
        """Give a value, or the values of a list, the way the driver takes them."""
        value = values[name] if name in values else self._given[name]
        say = self._says.get(name)
        if say is None or value is None:
            return value
        return list(map(say, value)) if isinstance(value, list) else say(value)


class _Sqlite(_Spoken):
    """Values by position; a list is written out, filled up to a power of two by its last."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        super().__init__(statement, dialect)
        assert "NOT IN" not in self._text, "a list without anything would find nothing"
        lists = set(_LIST.findall(self._text))
        self._lists = [name for name in self._order if name in lists]
        self._sized = lru_cache(maxsize=64)(self._write)

    def said(self, values: Mapping[str, Any]) -> tuple[str, Sequence[Any]]:
        """Give the text for these values, and them in its order."""
        if not self._lists:
            return self._text, [self.value(name, values) for name in self._order]
        asked = {name: self.value(name, values) for name in self._order}
        for name in self._lists:
            asked[name] = filled_up(asked[name])
        text = self._sized(*(len(asked[name]) for name in self._lists))
        lists = (its if name in self._lists else (its,) for name, its in asked.items())
        return text, list(chain.from_iterable(lists))

    def _write(self, *sizes: int) -> str:
        counts = dict(zip(self._lists, sizes, strict=True))
        return _LIST.sub(lambda m: f"IN ({', '.join('?' * counts[m[1]])})", self._text)


class _Postgres(_Spoken):
    """Values by number; a list is one array, so the text does not depend on its length."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        super().__init__(statement, dialect)
        named = _LIST.sub(
            lambda m: f"= ANY(%({m[1]})s{'::uuid[]' if m[1] in self._ids else ''})", self._text
        )
        self._order = list(dict.fromkeys(_NAME.findall(named)))
        numbers = {name: number for number, name in enumerate(self._order, start=1)}
        self._text = _NAME.sub(lambda m: f"${numbers[m[1]]}", named).replace("%%", "%")

    def said(self, values: Mapping[str, Any]) -> tuple[str, Sequence[Any]]:
        """Give the text and its values in their order."""
        return self._text, [self.value(name, values) for name in self._order]


def _sayer(kind: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    """Tell how a value of a type is said to the driver; None as it is."""
    if isinstance(kind, IdType):
        return bytes.fromhex if dialect.name == "sqlite" else None
    say: Callable[[Any], Any] | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return say


def _reader(kind: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    """Tell how a value of a type is read that the driver gave; None as it is."""
    read: Callable[[Any], Any] | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return read


def _row_type(names: list[str]) -> Any:
    make: Any = namedtuple  # noqa: PYI024 - its fields are known only now
    return make("Row", names, rename=True)


def filled_up(values: list[Any]) -> list[Any]:
    """Fill a list of SQLite up to a power of two: so there are few texts, each planned once.

    By its last value, which finds nothing more; without anything by NULL, which finds nothing.
    """
    room = 1 << max(0, len(values) - 1).bit_length()
    return [*values, *(values[-1:] or [None]) * (room - len(values))]
