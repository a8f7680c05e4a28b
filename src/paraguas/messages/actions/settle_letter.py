"""Settle a letter: note what its transport answered."""

from typing import assert_never

from paraguas.messages.events import LetterFailed, LetterSent
from paraguas.messages.model import Delivery, Letter, LetterState, Posted
from paraguas.messages.store import settle
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def settle_letter(tx: Tx, stamp: Stamp, letter: Letter, posted: Posted) -> bool:
    """Note the answer and tell whether the letter is settled; if not, the errand tries again.

    Announces letter.sent.v1 or letter.failed.v1 in the order's stream, once.  Where nobody knows
    whether it was taken, the letter is unknown until the same message was sent again.
    """
    match posted.delivery:
        case Delivery.SENT:
            fact = LetterSent(letter.letter_id, letter.moment, letter.cause, letter.language)
            if settle(tx, letter, LetterState.SENT, settled_at=stamp.at, problem=""):
                tx.announce(stamp, letter.order_id, fact)
            return True
        case Delivery.REFUSED:
            reason = posted.reason
            told = LetterFailed(letter.letter_id, letter.moment, letter.cause, reason)
            if settle(tx, letter, LetterState.FAILED, settled_at=stamp.at, problem=reason):
                tx.announce(stamp, letter.order_id, told)
            return True
        case Delivery.DEFERRED:
            settle(tx, letter, letter.state, settled_at=None, problem=posted.reason)
            return False
        case Delivery.UNKNOWN:
            settle(tx, letter, LetterState.UNKNOWN, settled_at=None, problem=posted.reason)
            return False
        case _:
            assert_never(posted.delivery)
