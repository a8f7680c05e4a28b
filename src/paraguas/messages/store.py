"""The SQL of messages."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, select, update

from paraguas.messages.model import Block, Letter, LetterState, Moment, Recipient
from paraguas.messages.tables import letters
from paraguas.plumbing.seals import close_rows, open_rows
from paraguas.plumbing.tx import Tx

_COLUMNS = (
    *("order_id", "letter_id", "moment", "cause", "language", "brand", "addressee", "subject"),
    *("blocks", "queued_at", "state", "problem"),
)
_SEALED = {"addressee": '{"name":"","email":""}', "blocks": "[]"}
_WRITTEN = select(letters.c.letter_id).where(
    letters.c.order_id.in_(bindparam("orders", expanding=True)),
    letters.c.letter_id.in_(bindparam("ids", expanding=True)),
)
_OF_ORDER = (
    select(letters)
    .where(letters.c.order_id == bindparam("order"))
    .order_by(letters.c.queued_at, letters.c.letter_id)
)
_ONE = _OF_ORDER.where(letters.c.letter_id == bindparam("letter"))
_OPEN = (LetterState.QUEUED.value, LetterState.UNKNOWN.value)
_SETTLE = (
    update(letters)
    .where(letters.c.order_id == bindparam("order"), letters.c.letter_id == bindparam("letter"))
    .where(letters.c.state.in_(_OPEN))
    .values(
        state=bindparam("new_state"),
        settled_at=bindparam("new_settled_at"),
        problem=bindparam("new_problem"),
    )
)


def written(tx: Tx, order_ids: Sequence[str], letter_ids: Sequence[str]) -> set[str]:
    """Tell which of these letters are there already."""
    if not letter_ids:
        return set()
    return {row.letter_id for row in tx.all(_WRITTEN, orders=list(order_ids), ids=list(letter_ids))}


def add_letters(tx: Tx, fresh: Sequence[Letter]) -> None:
    """Insert letters."""
    rows = [
        (
            *(one.order_id, one.letter_id, one.moment.value, one.cause, one.language),
            *(one.brand, _json(one.to), one.subject, _json(one.blocks), one.queued_at),
            *(one.state.value, one.problem),
        )
        for one in fresh
    ]
    tx.insert(letters, _COLUMNS, close_rows(tx, _COLUMNS, rows, _SEALED))


def load_letter(tx: Tx, order_id: str, letter_id: str) -> Letter | None:
    """Read a letter."""
    found = _opened(tx, tx.all(_ONE, order=order_id, letter=letter_id))
    return found[0] if found else None


def load_letters(tx: Tx, order_id: str) -> list[Letter]:
    """Read the letters about an order, the oldest first."""
    return _opened(tx, tx.all(_OF_ORDER, order=order_id))


def settle(
    tx: Tx, letter: Letter, state: LetterState, *, settled_at: int | None, problem: str
) -> bool:
    """Note what became of a letter; False when that was settled before."""
    changed = tx.run(
        _SETTLE,
        order=letter.order_id,
        letter=letter.letter_id,
        new_state=state.value,
        new_settled_at=settled_at,
        new_problem=problem[:500],
    )
    return changed == 1


def _opened(tx: Tx, rows: Sequence[Any]) -> list[Letter]:
    return [_read(row) for row in open_rows(tx, rows, _SEALED)]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _read(row: Any) -> Letter:
    return Letter(
        letter_id=row.letter_id,
        order_id=row.order_id,
        moment=Moment(row.moment),
        cause=row.cause,
        language=row.language,
        brand=row.brand,
        to=msgspec.json.decode(row.addressee, type=Recipient),
        subject=row.subject,
        blocks=msgspec.json.decode(row.blocks, type=tuple[Block, ...]),
        queued_at=row.queued_at,
        state=LetterState(row.state),
        settled_at=row.settled_at,
        problem=row.problem,
    )
