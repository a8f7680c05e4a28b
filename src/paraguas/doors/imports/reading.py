"""Open a file to import, whatever its format."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import count
from pathlib import Path
from typing import BinaryIO, Literal

from paraguas.doors.imports.errors import (
    FileBroken,
    FileEmpty,
    FileUnreadable,
    RowUnreadable,
)
from paraguas.doors.imports.json_lines import json_rows
from paraguas.doors.imports.parquet import parquet_source
from paraguas.doors.imports.rows import Columns, Row, Source, check_text
from paraguas.values.refusal import Refusal

Format = Literal["auto", "csv", "jsonl", "parquet"]
_ENDINGS: dict[str, Format] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
_BOM = b"\xef\xbb\xbf"
_OTHERS = {
    b"PK": "a spreadsheet or zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}
"""Beginnings of files people hand over by mistake."""


@contextmanager
def open_source(path: Path, columns: Columns, form: Format = "auto") -> Iterator[Source]:
    """Open a file for reading row by row; refuses one that cannot be read at all.

    columns: those it may have.  form: `auto` goes by its content and name.
    """
    try:
        file = path.open("rb")
    except OSError as problem:
        raise FileUnreadable(file=str(path), reason=problem.strerror or str(problem)) from problem
    with file:
        head = file.read(64)
        file.seek(0)
        chosen = _format(path, head) if form == "auto" else form
        if chosen == "parquet":
            yield parquet_source(path, columns)
            return
        _check_head(path, head)
        read = json_rows if chosen == "jsonl" else csv_rows
        yield Source(read(file, columns), file.tell, path.stat().st_size)


def csv_rows(file: BinaryIO, columns: Columns) -> Iterator[Row]:
    """Read CSV in UTF-8, parted by commas, semicolons, tabs or bars; the header is row 1."""
    with TextIOWrapper(file, "utf-8-sig", errors="surrogateescape", newline="") as text:
        header = text.readline()
        names = _names(header, columns)
        reader = csv.reader(text, delimiter=_delimiter(header), strict=True)
        for number, values in _records(reader):
            if isinstance(values, csv.Error):
                yield Row(number, {}, RowUnreadable(problem=str(values)))
            elif any(values):
                yield _csv_row(number, names, values)


def _records(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Number the records from 2; one that cannot be read does not end them."""
    for number in count(2):
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield number, problem


def _names(header: str, columns: Columns) -> list[str]:
    try:
        names = next(csv.reader([header], delimiter=_delimiter(header), strict=True))
    except csv.Error as problem:
        raise FileBroken(reason=f"header: {problem}") from problem
    names = [name.strip().lower() for name in names]
    columns.check(names)
    return names


def _delimiter(header: str) -> str:
    return max(",;\t|", key=header.count)


def _csv_row(number: int, names: list[str], values: list[str]) -> Row:
    if len(values) != len(names):
        problem = f"{len(values)} / {len(names)}"
        return Row(number, {}, RowUnreadable(problem=problem))
    cells = {name: value.strip() for name, value in zip(names, values, strict=True)}
    try:
        check_text(cells)
    except Refusal as bad:
        return Row(number, {}, bad)
    return Row(number, cells)


def _format(path: Path, head: bytes) -> Format:
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.removeprefix(_BOM).lstrip().startswith(b"{"):
        return "jsonl"
    return _ENDINGS.get(path.suffix.lower(), "csv")


def _check_head(path: Path, head: bytes) -> None:
    if not head.removeprefix(_BOM).strip() and path.stat().st_size <= len(head):
        raise FileEmpty(file=str(path))
    for beginning, what in _OTHERS.items():
        if head.startswith(beginning):
            raise FileBroken(reason=what)
