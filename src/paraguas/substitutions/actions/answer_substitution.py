"""Write down how a question was answered."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.substitutions import store
from paraguas.substitutions.events import SubstitutionAnswered
from paraguas.substitutions.model import Answer, Substitution
from paraguas.values.stamp import Stamp


def answer_substitution(
    tx: Tx, stamp: Stamp, found: Substitution, answer: Answer, *, note: str | None = None
) -> Substitution:
    """Answer an open question once; announces substitution.answered.v1.

    Raises StaleSlice when somebody answered it meanwhile.
    """
    told = replace(
        found, answer=answer, answered_at=stamp.at, answered_by=stamp.by.actor, note=note
    )
    store.answer(tx, told)
    fact = SubstitutionAnswered(
        *(found.order_id, found.substitution_no, answer.value, found.title, note)
    )
    tx.announce(stamp, found.order_id, fact)
    return told
