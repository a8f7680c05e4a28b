"""What other floors may read of substitutions."""

from paraguas.plumbing.tx import Tx
from paraguas.substitutions import store
from paraguas.substitutions.errors import SubstitutionAbsent, SubstitutionAnswered
from paraguas.substitutions.model import Answer, Substitution, SubstitutionRule
from paraguas.values.ids import is_id


def substitution_rules(tx: Tx) -> list[SubstitutionRule]:
    """Give the rules of the markets that were told one, by market."""
    return store.rules(tx)


def rule_in(tx: Tx, market: str) -> SubstitutionRule:
    """Give the rule of a market; the usual where it was told none."""
    return next((one for one in store.rules(tx) if one.market == market), SubstitutionRule(market))


def substitutions_of(tx: Tx, order_id: str) -> list[Substitution]:
    """Give what was asked about an order, the oldest first."""
    return store.substitutions_of(tx, order_id) if is_id(order_id) else []


def substitution(tx: Tx, order_id: str, substitution_no: int) -> Substitution:
    """Find a question; refuses SubstitutionAbsent."""
    for one in substitutions_of(tx, order_id):
        if one.substitution_no == substitution_no:
            return one
    raise SubstitutionAbsent(substitution=substitution_no)


def open_substitution(tx: Tx, order_id: str, substitution_no: int) -> Substitution:
    """Find a question that waits for its answer; refuses SubstitutionAnswered too."""
    found = substitution(tx, order_id, substitution_no)
    if found.answer is not Answer.ASKED:
        raise SubstitutionAnswered(answer=found.answer.value)
    return found
