"""Parquet files, a stretch of rows at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paraguas.doors.imports.errors import FileBroken, ParquetMissing
from paraguas.doors.imports.rows import Columns, Row, Source, cells_of, check_text
from paraguas.values.refusal import Refusal

_ROWS = 4096


def parquet_source(path: Path, columns: Columns) -> Source:
    """Open a Parquet file; FileBroken where its end is missing."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, which only these files need
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ImportError as missing:
        raise ParquetMissing from missing
    try:
        file = ParquetFile(path)
    except (pa.ArrowException, OSError) as problem:
        raise FileBroken(reason=str(problem)) from problem
    columns.check(file.schema_arrow.names)
    numbers = [0]
    return Source(_rows(pa, file, numbers), lambda: numbers[0], file.metadata.num_rows)


def _rows(pa: Any, file: Any, numbers: list[int]) -> Iterator[Row]:
    with file:
        try:
            for batch in file.iter_batches(batch_size=_ROWS):
                names = batch.schema.names
                for values in zip(*(_values(pa, column) for column in batch.columns), strict=True):
                    numbers[0] += 1
                    yield _row(numbers[0], dict(zip(names, values, strict=True)))
        except (pa.ArrowException, OSError) as problem:
            yield Row(numbers[0] + 1, {}, FileBroken(reason=str(problem)))


def _values(pa: Any, column: Any) -> list[Any]:
    if pa.types.is_timestamp(column.type):
        # Nanoseconds have no Python type without yet another library.
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    values: list[Any] = column.to_pylist()
    return values


def _row(number: int, values: dict[str, Any]) -> Row:
    try:
        cells = cells_of(values)
        check_text(cells)
    except Refusal as bad:
        return Row(number, {}, bad)
    return Row(number, {name: text.strip() for name, text in cells.items()})
