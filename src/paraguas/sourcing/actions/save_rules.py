"""Put a new version of a rule set in the book."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.sourcing import store
from paraguas.sourcing.errors import RulesChanged
from paraguas.sourcing.events import SourcingRulesSaved
from paraguas.sourcing.model import RuleSet, SavedRules
from paraguas.sourcing.queries import reference
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def save_rules(
    tx: Tx, stamp: Stamp, rules: RuleSet, *, reason: str, based_on: int | None = None
) -> SavedRules:
    """Save a rule set as the next version of its name; one that says the same is left as it is.

    based_on: the version it was changed from, 0 for a new one; RulesChanged where another is the
    newest by now.  Announces sourcing.rules_saved.v1.
    """
    # The version row is taken first, so that of two who save at once the second sees the first.
    reference.changed(tx)
    known = store.versions_of(tx, rules.name)
    newest = known[0].rule_set.version if known else 0
    if based_on is not None and based_on != newest:
        raise RulesChanged(rules=rules.name, newest=newest)
    if known and replace(rules, version=newest) == known[0].rule_set:
        return known[0]
    new = SavedRules(replace(rules, version=newest + 1), stamp.at, stamp.by.actor, reason)
    store.insert_rules(tx, new)
    fact = SourcingRulesSaved(rules.name, newest + 1, rules.in_force, reason)
    tx.announce(stamp, digest_id("sourcing_rules", rules.name), fact)
    return new
