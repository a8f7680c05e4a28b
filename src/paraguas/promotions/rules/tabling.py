"""Promotions out of text files: TOML as it is, CSV with a column for each word."""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from paraguas.promotions.errors import PromotionWrong

LISTS = frozenset({"skus", "products", "departments", "tiers", "places"})
MAPPINGS = frozenset({"parts", "was"})
NUMBERS = frozenset((
    *("priority", "amount_minor", "price_minor", "buy", "get", "most", "spend_minor"),
))  # fmt: skip
TRUTHS = frozenset({"exclusive", "each", "coupon"})
_TITLE = "title_"


def rows_of(text: str, file: str, table: str = "promotions") -> Sequence[Any]:
    """Take a file apart into rows; refuses PromotionWrong, with its row, where it cannot be.

    A TOML file holds `[[promotions]]`.  Of a CSV file the head names the words; titles stand under
    `title_en`, lists are parted by spaces, `parts` and `was` are `SKU=number` parted by spaces.
    """
    if file.lower().endswith(".csv"):
        lines = csv.DictReader(StringIO(text))
        return [_row(line, file, number) for number, line in enumerate(lines, start=1)]
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise PromotionWrong(file=file, row="0", problem=str(problem)) from problem
    rows = document.get(table)
    if not isinstance(rows, list) or len(document) > 1:
        raise PromotionWrong(file=file, row="0", problem=f"it holds [[{table}]] and nothing else")
    return rows


def _row(line: Mapping[str | None, Any], file: str, number: int) -> dict[str, Any]:
    if None in line or None in line.values():
        raise PromotionWrong(
            file=file, row=str(number), problem="it has another number of cells than the head"
        )
    row: dict[str, Any] = {}
    for name, cell in line.items():
        word, said = str(name).strip(), str(cell).strip()
        if not said:
            continue
        if word.startswith(_TITLE):
            row.setdefault("titles", {})[word.removeprefix(_TITLE)] = said
        else:
            row[word] = _cell(word, said)
    return row


def _cell(word: str, said: str) -> Any:
    """Read a cell; what is amiss stays as it is, and is refused when it is taken in."""
    if word in LISTS:
        return said.split()
    if word in MAPPINGS:
        pairs = (pair.partition("=") for pair in said.split())
        return {code: _number(many) for code, _, many in pairs}
    if word in NUMBERS:
        return _number(said)
    if word in TRUTHS:
        return {"yes": True, "no": False}.get(said.lower(), said)
    return said


def _number(said: str) -> int | str:
    return int(said) if said.isascii() and said.isdigit() else said
