"""The SQL of quotes."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, select, update

from paraguas.plumbing.seals import close_rows, open_rows
from paraguas.plumbing.tx import StaleSlice, Tx
from paraguas.quotes.model import Quote, QuotedLine, QuoteStatus
from paraguas.quotes.tables import quotes

_COLUMNS = Quote.__struct_fields__
_SELECT = select(*(quotes.c[name] for name in _COLUMNS))
_SEALED = {"wanted": "{}", "note": ""}
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[QuotedLine, ...]).decode


def add_quote(tx: Tx, new: Quote) -> None:
    """Insert a quote."""
    tx.insert(quotes, _COLUMNS, [_row(tx, new)])


def save_quote(tx: Tx, was: Quote, new: Quote) -> None:
    """Save a quote over the version it was read at; StaleSlice when that is not there any more."""
    # All but the key: engines that spread rows by it refuse to have it set.
    values = dict(zip(_COLUMNS[1:], _row(tx, new)[1:], strict=True))
    c = quotes.c
    saved = tx.run(
        update(quotes)
        .where(c.quote_id == was.quote_id, c.version == was.version)
        .where(c.status == was.status.value)
        .values(values)
    )
    if not saved:
        raise StaleSlice


def find_quote(tx: Tx, quote_id: str) -> Quote | None:
    """Read a quote."""
    found = _opened(tx, _SELECT.where(quotes.c.quote_id == quote_id))
    return found[0] if found else None


def list_quotes(tx: Tx, status: str, before: str, most: int) -> list[Quote]:
    """Read quotes, the last drafted first; of a status, and before an id, where these are told."""
    c = quotes.c
    asked = _SELECT.order_by(c.quote_id.desc()).limit(most)
    asked = asked.where(c.status == status) if status else asked
    asked = asked.where(c.quote_id < before) if before else asked
    return _opened(tx, asked)


def quotes_of(tx: Tx, order_ids: Sequence[str]) -> list[Quote]:
    """Read the quotes that became these orders."""
    return _opened(tx, _SELECT.where(quotes.c.order_id.in_(order_ids)))


def quotes_without_order(tx: Tx) -> list[Quote]:
    """Read the quotes that became no order."""
    return _opened(tx, _SELECT.where(quotes.c.order_id.is_(None)))


def _row(tx: Tx, one: Quote) -> tuple[Any, ...]:
    cells = tuple(_cell(one, name) for name in _COLUMNS)
    [row] = close_rows(tx, _COLUMNS, [cells], _SEALED, subject="quote_id")
    return row


def _opened(tx: Tx, asked: Select[Any]) -> list[Quote]:
    return [_read(row) for row in open_rows(tx, tx.all(asked), _SEALED, subject="quote_id")]


def _cell(one: Quote, name: str) -> Any:
    value = getattr(one, name)
    if name == "lines":
        return _encode(value).decode()
    return value.value if name == "status" else value


def _read(row: Any) -> Quote:
    told = dict(zip(_COLUMNS, row, strict=True))
    return Quote(**told | {"status": QuoteStatus(row.status), "lines": _decode(row.lines)})
