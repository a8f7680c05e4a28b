"""Set the kinds of holds and the rules by which orders are held."""

from paraguas.holds import store
from paraguas.holds.events import HoldRulesSet
from paraguas.holds.model import HoldRules
from paraguas.holds.queries import hold_rules, reference
from paraguas.holds.rules.catching import check_rules
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def set_hold_rules(tx: Tx, stamp: Stamp, rules: HoldRules) -> None:
    """Let these take the place of all others; orders placed before stay as they are.

    Announces `holds.rules_set.v1` where anything is different.  Refuses HoldKindUnknown and
    HoldRuleTwice.
    """
    check_rules(rules)
    if hold_rules(tx) == rules:
        return
    store.write_rules(tx, rules)
    reference.changed(tx)
    told = HoldRulesSet(len(rules.kinds), len(rules.rules))
    tx.announce(stamp, digest_id("hold rules"), told)
