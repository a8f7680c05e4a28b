"""What is said in facts in free words: sealed under the key of the stream it is told in.

Facts tell references and codes.  Why somebody did something, and what a fact names in its `said`,
are words about people, and are forgotten with the stream's subject.
"""

from base64 import b64decode, b64encode
from collections import namedtuple
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from paraguas.plumbing.facts import CHORE_COLUMNS, FACT_COLUMNS
from paraguas.plumbing.seals import Opener, close_about, opener

if TYPE_CHECKING:
    # A transaction seals what it announces, so it stands on this.
    from paraguas.plumbing.tx import Tx

_MARK = "sealed:"
"""What a sealed text begins with; nobody else's does, since it is sealed itself."""

_STREAM, _REASON, _BODY = map(FACT_COLUMNS.index, ("stream_id", "reason", "body"))
_SUBJECT = CHORE_COLUMNS.index("subject_id")
assert CHORE_COLUMNS[-1] == "body", "what a chore tells comes last"

Row = tuple[Any, ...]
Where = tuple[int, tuple[str, ...]]
"""A row, and the fields of its body that are said in free words."""


def close_facts(tx: "Tx", rows: Sequence[Row], spoken: Iterable[Where]) -> list[Row]:
    """Seal the words in rows of facts, in the order of FACT_COLUMNS."""
    closed: list[list[Any]] = [list(row) for row in rows]
    told: list[tuple[Any, Any]] = []
    for at, fields in spoken:
        row = closed[at]
        row[_BODY] = msgspec.json.decode(row[_BODY]) if fields else row[_BODY]
        said = [(row, _REASON)] if row[_REASON] is not None else []
        told += [(row[_STREAM], each) for each in said]
        told += [(row[_STREAM], (row[_BODY], name)) for name in fields if row[_BODY].get(name)]
    texts = close_texts(tx, [(stream, held[name]) for stream, (held, name) in told])
    for (_, (held, name)), text in zip(told, texts, strict=True):
        held[name] = text
    return [tuple(_written(row)) for row in closed]


def close_chores(tx: "Tx", rows: Sequence[Row], spoken: Iterable[int]) -> list[Row]:
    """Seal what chores tell of such facts, in the order of CHORE_COLUMNS."""
    closed = list(rows)
    places = list(spoken)
    texts = close_texts(tx, [(rows[at][_SUBJECT], rows[at][-1]) for at in places])
    for at, text in zip(places, texts, strict=True):
        closed[at] = (*rows[at][:-1], text)
    return closed


def close_texts(tx: "Tx", told: Sequence[tuple[str, str]]) -> list[str]:
    """Seal (subject, text) each, marked as such."""
    sealed = close_about(tx, ((subject, text.encode()) for subject, text in told))
    return [_MARK + b64encode(one).decode() for one in sealed]


def open_facts(tx: "Tx", rows: Iterable[Any]) -> list[Any]:
    """Open the words in rows of facts; forgotten ones are empty."""
    rows = list(rows)
    spoken = {row.stream_id for row in rows if _is_sealed(row)}
    if not spoken:
        return rows
    open_about = opener(tx, spoken)
    return [_opened(row, open_about) if _is_sealed(row) else row for row in rows]


def open_bodies(tx: "Tx", rows: Iterable[Any]) -> list[tuple[Any, str]]:
    """Open the bodies of chores; a forgotten one is empty."""
    rows = list(rows)
    sealed = [row.subject_id for row in rows if row.body.startswith(_MARK)]
    if not sealed:
        return [(row, row.body) for row in rows]
    open_about = opener(tx, sealed)
    return [(row, open_text(open_about, row.subject_id, row.body)) for row in rows]


def open_text(open_about: Opener, subject: str, text: str) -> str:
    """Open a text that may be sealed."""
    if not text.startswith(_MARK):
        return text
    plain = open_about(subject, b64decode(text.removeprefix(_MARK)))
    return plain.decode() if plain is not None else ""


def _is_sealed(row: Any) -> bool:
    return bool(_MARK in row.body or (row.reason and row.reason.startswith(_MARK)))


def _opened(row: Any, open_about: Opener) -> Any:
    told = row._asdict()
    stream, reason, body = row.stream_id, told["reason"], told["body"]
    if reason:
        told["reason"] = open_text(open_about, stream, reason) or None
    if _MARK in body:
        said = {
            name: open_text(open_about, stream, one) if isinstance(one, str) else one
            for name, one in msgspec.json.decode(body).items()
        }
        told["body"] = msgspec.json.encode(said).decode()
    return _shape(tuple(told))(**told)


def _written(row: list[Any]) -> list[Any]:
    body = row[_BODY]
    row[_BODY] = body if isinstance(body, str) else msgspec.json.encode(body).decode()
    return row


@lru_cache(maxsize=16)
def _shape(fields: tuple[str, ...]) -> Any:
    return namedtuple("Fact", fields)  # noqa: PYI024 - its fields are those of a statement
