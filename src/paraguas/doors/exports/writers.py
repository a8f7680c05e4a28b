"""Rows in the formats an export can be written in."""

import csv
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Literal, Protocol, TypeVar

from paraguas.doors.exports.errors import ExportFormatUnknown
from paraguas.doors.exports.files import whole_file
from paraguas.doors.imports.errors import ParquetMissing
from paraguas.values.time import iso

Item = TypeVar("Item")
Item_contra = TypeVar("Item_contra", contravariant=True)
Cell = Literal["text", "number", "moment"]
Columns = Mapping[str, Cell]
"""Names of columns and what is in them; a moment is an instant in microseconds UTC."""

Row = Sequence[Any]


class Shape(Protocol[Item_contra]):
    """How a thing is written: as one line of JSON, and as a row of flat columns."""

    columns: ClassVar[Columns]

    @abstractmethod
    def line(self, item: Item_contra) -> bytes:
        """Write it as one JSON document without a line break."""

    @abstractmethod
    def row(self, item: Item_contra) -> Row:
        """Lay it out in its columns."""


Write = Callable[[Sequence[Item]], None]
"""Writes a chunk."""

_ENDINGS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


def format_of(path: Path, formats: Sequence[str]) -> str:
    """Tell the format by the file's name; refuses ExportFormatUnknown."""
    found = _ENDINGS.get(path.suffix.lower(), "")
    if found not in formats:
        raise ExportFormatUnknown(file=str(path), known=[f".{one}" for one in formats])
    if found == "parquet":
        _arrow()
    return found


@contextmanager
def writing(path: Path, form: str, shape: Shape[Item]) -> Iterator[Write[Item]]:
    """Write chunks into a file, which is there whole at the end or not at all.

    Refuses ExportUnwritable, ParquetMissing.
    """
    with whole_file(path) as file, _WRITERS[form](file, shape) as write:
        yield write


@contextmanager
def _json_lines(file: BinaryIO, shape: Shape[Item]) -> Iterator[Write[Item]]:
    yield lambda items: file.writelines(shape.line(item) + b"\n" for item in items)


@contextmanager
def _csv(file: BinaryIO, shape: Shape[Item]) -> Iterator[Write[Item]]:
    text = TextIOWrapper(file, "utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(shape.columns)
    moments = [kind == "moment" for kind in shape.columns.values()]

    def write(items: Sequence[Item]) -> None:
        for item in items:
            cells = zip(shape.row(item), moments, strict=True)
            writer.writerow(iso(cell) if moment else cell for cell, moment in cells)

    try:
        yield write
    finally:
        # The file is closed by whoever opened it.
        text.detach()


@contextmanager
def _parquet(file: BinaryIO, shape: Shape[Item]) -> Iterator[Write[Item]]:
    pa, parquet = _arrow()
    types = {"text": pa.string(), "number": pa.int64(), "moment": pa.timestamp("us", "UTC")}
    schema = pa.schema([(name, types[kind]) for name, kind in shape.columns.items()])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:

        def write(items: Sequence[Item]) -> None:
            columns = zip(*map(shape.row, items), strict=True)
            arrays = [
                pa.array(cells, kind) for cells, kind in zip(columns, schema.types, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))

        yield write


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, which only these files need
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as missing:
        raise ParquetMissing from missing
    return pa, parquet


_WRITERS = {"csv": _csv, "jsonl": _json_lines, "parquet": _parquet}
