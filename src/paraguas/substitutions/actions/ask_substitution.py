"""Ask whether another article will do."""

from paraguas.plumbing.tx import Tx
from paraguas.substitutions import store
from paraguas.substitutions.events import SubstitutionAsked
from paraguas.substitutions.model import Substitution
from paraguas.values.stamp import Stamp

LAPSE = "timer:lapse_substitution"
"""The chore that takes silence for a no."""


def ask_substitution(tx: Tx, stamp: Stamp, new: Substitution) -> Substitution:
    """Write a question down with the timer of its deadline; announces substitution.asked.v1."""
    store.add_substitution(tx, new)
    body = {"order_id": new.order_id, "substitution_no": new.substitution_no}
    tx.later(stamp, LAPSE, new.order_id, body, due_at=new.answer_by_at)
    fact = SubstitutionAsked(
        *(new.order_id, new.substitution_no, new.fulfilment_id, new.line_no, new.units),
        *(new.code, new.title, new.unit_minor, new.saved_minor, new.answer_by_at),
    )
    tx.announce(stamp, new.order_id, fact)
    return new
