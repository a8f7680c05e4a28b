"""What other floors may read of messages."""

from paraguas.messages import store
from paraguas.messages.errors import LetterAbsent
from paraguas.messages.model import Letter
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id


def letter(tx: Tx, order_id: str, letter_id: str) -> Letter:
    """Give a letter about an order; LetterAbsent where there is none."""
    known = is_id(order_id) and is_id(letter_id)
    found = store.load_letter(tx, order_id, letter_id) if known else None
    if found is None:
        raise LetterAbsent(letter=letter_id)
    return found


def letters_of(tx: Tx, order_id: str) -> list[Letter]:
    """Give all letters about an order, the oldest first."""
    return store.load_letters(tx, order_id) if is_id(order_id) else []
