"""Give a market a new version of its rules of compensation."""

from msgspec.structs import replace

from paraguas.compensation import store
from paraguas.compensation.errors import CompensationRulesChanged
from paraguas.compensation.events import CompensationRulesSaved
from paraguas.compensation.model import Rules, SavedRules
from paraguas.compensation.queries import reference
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def save_compensation_rules(
    tx: Tx, stamp: Stamp, rules: Rules, *, reason: str, based_on: int | None = None
) -> SavedRules:
    """Save rules as the next version of their market; those that say the same are left as they are.

    based_on: the version they were changed from, 0 for the first; CompensationRulesChanged where
    another is the newest by now.  Announces compensation.rules_saved.v1.
    """
    # The version row is taken first, so that of two who save at once the second sees the first.
    reference.changed(tx)
    known = store.versions_of(tx, rules.market)
    newest = known[0].rules.version if known else 0
    if based_on is not None and based_on != newest:
        raise CompensationRulesChanged(market=rules.market, newest=newest)
    if known and replace(rules, version=newest) == known[0].rules:
        return known[0]
    new = SavedRules(replace(rules, version=newest + 1), stamp.at, stamp.by.actor, reason)
    store.insert_rules(tx, new)
    fact = CompensationRulesSaved(rules.market, newest + 1, reason)
    tx.announce(stamp, digest_id("compensation_rules", rules.market), fact)
    return new
