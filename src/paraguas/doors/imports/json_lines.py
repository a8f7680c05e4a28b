"""JSON Lines: one flat object a line."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

import msgspec

from paraguas.doors.imports.errors import RowUnreadable
from paraguas.doors.imports.rows import Columns, Row, cells_of, check_text
from paraguas.values.refusal import Refusal

_LONGEST = 1_048_576
_decode = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal).decode


def json_rows(file: BinaryIO, columns: Columns) -> Iterator[Row]:
    """Read the objects of a file, numbered by line; unknown names spoil their row only."""
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            _skip(file)
            yield Row(number, {}, RowUnreadable(problem=f"> {_LONGEST} bytes"))
        elif line := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield _row(number, line, columns)


def _row(number: int, line: bytes, columns: Columns) -> Row:
    try:
        cells = cells_of(_decode(line))
        columns.check_known(cells)
        check_text(cells)
    except (msgspec.DecodeError, RecursionError, ValueError, ArithmeticError) as problem:
        return Row(number, {}, RowUnreadable(problem=str(problem)))
    except Refusal as bad:
        return Row(number, {}, bad)
    return Row(number, {name: text.strip() for name, text in cells.items()})


def _skip(file: BinaryIO) -> None:
    while (line := file.readline(_LONGEST)) and not line.endswith(b"\n"):
        pass
