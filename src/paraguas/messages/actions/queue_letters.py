"""Queue letters: write what is to be said, and leave its sending to the worker."""

from collections.abc import Sequence

from paraguas.messages.model import Letter, LetterDraft
from paraguas.messages.rules.composing import compose, letter_id
from paraguas.messages.store import add_letters, written
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.values.stamp import Stamp


def queue_letters(tx: Tx, drafts: Sequence[tuple[Stamp, LetterDraft]]) -> list[Letter]:
    """Write letters, many at once, and leave an `errand:letter` for each; gives the new ones.

    A draft whose order, moment and cause have a letter already writes none, nor does one to a
    person without an e-mail address.  The errand's subject is the letter, its body names the order.
    """
    wanted = {letter_id(draft): (stamp, draft) for stamp, draft in drafts if draft.to.email}
    known = written(tx, sorted({draft.order_id for _, draft in wanted.values()}), list(wanted))
    fresh = []
    for key, (stamp, draft) in wanted.items():
        if key not in known:
            words = speak(draft.language, draft.zone, draft.country)
            fresh.append(compose(draft, words, at=stamp.at))
            body = {"order_id": draft.order_id}
            tx.later(stamp, "errand:letter", key, body, due_at=stamp.at)
    add_letters(tx, fresh)
    return fresh
