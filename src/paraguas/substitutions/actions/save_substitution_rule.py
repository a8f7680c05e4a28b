"""Say how a market substitutes."""

from paraguas.plumbing.tx import Tx
from paraguas.substitutions import store
from paraguas.substitutions.events import SubstitutionRulesSaved
from paraguas.substitutions.model import SubstitutionRule
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def save_substitution_rule(tx: Tx, stamp: Stamp, rule: SubstitutionRule) -> SubstitutionRule:
    """Save a market's rule; the next question is asked by it.

    Announces substitution.rules_saved.v1.
    """
    store.put_rule(tx, rule)
    fact = SubstitutionRulesSaved(
        *(rule.market, rule.charge.value, rule.wait_minutes, rule.dearer_pcm)
    )
    tx.announce(stamp, digest_id("substitution_rules", rule.market), fact)
    return rule
