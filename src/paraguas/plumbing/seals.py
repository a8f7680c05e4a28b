"""Keys of what rooms write down about a subject: an order, a basket, a quote, a legal entity.

Whatever is personal in a text, a letter or a file lies sealed under the key of what it is about,
drawn when something is first said.  To forget a subject is to overwrite its key: what was sealed
under it tells nobody anything any more, wherever a copy of it lies, and nothing is sealed anew.
"""

from base64 import b64decode, b64encode
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, LargeBinary, bindparam, select, update

from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.schema import IdType, table
from paraguas.plumbing.sealing import close, draw_seal, unseal

if TYPE_CHECKING:
    # A transaction seals what it announces, so it stands on this.
    from paraguas.plumbing.tx import Tx

seals = table(
    "seals",
    Column("subject_id", IdType, primary_key=True),
    # Nothing in it once the subject is forgotten.
    Column("seal", LargeBinary, nullable=False),
    distribution="key",
)
_COLUMNS = ("subject_id", "seal")
_OF = Prepared(
    select(seals.c.subject_id, seals.c.seal).where(
        seals.c.subject_id.in_(bindparam("subjects", expanding=True))
    )
)

Opener = Callable[[str, bytes], bytes | None]
"""Opens what is sealed about a subject; None where it was forgotten."""


def close_about(tx: "Tx", told: Iterable[tuple[str, bytes]]) -> list[bytes]:
    """Seal (subject, plain) each under its subject's key; of the forgotten nothing is kept."""
    told = list(told)
    keys = dict(_keys(tx, (subject for subject, _ in told)))
    new = {subject: draw_seal() for subject, _ in told if subject not in keys}
    if new:
        tx.insert(seals, _COLUMNS, sorted(new.items()), lenient=True)
        # Somebody may have drawn one a moment before us.
        keys |= _keys(tx, new)
    return [
        close(keys[subject], subject, plain) if keys[subject] and plain else b""
        for subject, plain in told
    ]


def opener(tx: "Tx", subjects: Iterable[str]) -> Opener:
    """Fetch the keys of subjects, to open what is sealed about them."""
    keys = _keys(tx, subjects)

    def open_about(subject: str, sealed: bytes) -> bytes | None:
        key = keys.get(subject)
        return unseal(key, subject, bytes(sealed)) if key and sealed else None

    return open_about


def close_rows(
    tx: "Tx",
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    sealed: Mapping[str, str],
    *,
    subject: str = "order_id",
) -> list[tuple[Any, ...]]:
    """Seal the texts of some columns in rows about to be written; what is not said stays None.

    sealed: those columns, with what they read once their subject is forgotten.
    """
    rows = list(rows)
    about = columns.index(subject)
    places = [(n, i) for n, row in enumerate(rows) for i in _places(columns, sealed) if row[i]]
    closed = close_about(tx, [(rows[n][about], rows[n][i].encode()) for n, i in places])
    written = [list(row) for row in rows]
    for (n, i), told in zip(places, closed, strict=True):
        written[n][i] = b64encode(told).decode()
    return [tuple(row) for row in written]


def open_rows(
    tx: "Tx", rows: Iterable[Any], sealed: Mapping[str, str], *, subject: str = "order_id"
) -> list[Any]:
    """Open the texts of some columns in rows that were read, given back as named tuples."""
    rows = list(rows)
    if all(getattr(row, name) is None for row in rows for name in sealed):
        return rows
    told = [row for row in rows if any(getattr(row, name) for name in sealed)]
    open_about = opener(tx, (getattr(row, subject) for row in told)) if told else None

    def read(row: Any, name: str) -> Any:
        text = getattr(row, name)
        if name not in sealed or text is None:
            return text
        plain = open_about(getattr(row, subject), b64decode(text)) if open_about and text else None
        return sealed[name] if plain is None else plain.decode()

    return [_shape(row._fields)(*(read(row, name) for name in row._fields)) for row in rows]


def _places(columns: Sequence[str], sealed: Mapping[str, str]) -> list[int]:
    return [columns.index(name) for name in sealed if name in columns]


@lru_cache(maxsize=64)
def _shape(fields: tuple[str, ...]) -> Any:
    return namedtuple("Row", fields)  # noqa: PYI024 - its fields are those of a statement


def forget_about(tx: "Tx", subjects: Iterable[str]) -> None:
    """Overwrite the keys of subjects, and let none be drawn for them again."""
    gone = sorted(set(subjects))
    tx.insert(seals, _COLUMNS, [(subject, b"") for subject in gone], lenient=True)
    if gone:
        tx.run(update(seals).where(seals.c.subject_id.in_(gone)).values(seal=b""))


def _keys(tx: "Tx", subjects: Iterable[str]) -> Mapping[str, bytes]:
    wanted = sorted(set(subjects))
    rows = tx.all(_OF, subjects=wanted) if wanted else ()
    return {row.subject_id: bytes(row.seal) for row in rows}
