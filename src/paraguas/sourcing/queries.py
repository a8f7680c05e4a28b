"""What other floors may read of sourcing."""

import tomllib
from functools import cache
from importlib.resources import files

from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.sourcing import store
from paraguas.sourcing.errors import RulesUnknown
from paraguas.sourcing.model import RuleSet, SavedRules, Trace
from paraguas.sourcing.rules.choosing import RuleBook
from paraguas.sourcing.rules.reading import read_rules
from paraguas.sourcing.rules.tracing import unpack_trace
from paraguas.values.ids import OrderId


def traces_of(tx: Tx, order_id: OrderId) -> list[tuple[int, int, Trace]]:
    """Give why places were chosen for an order: group, instant, trace; the oldest first."""
    return [(group, at, unpack_trace(packed)) for group, at, packed in store.traces(tx, order_id)]


@cache
def shipped_rules() -> RuleSet:
    """Give the rule set the product comes with: the last resort, version 0."""
    file = files("paraguas") / "data" / "sourcing" / "standard.toml"
    return read_rules(tomllib.loads(file.read_text(encoding="utf-8")))


def _load(tx: Tx) -> RuleBook:
    return RuleBook((saved.rule_set for saved in store.newest_rules(tx)), shipped_rules())


reference = Reference("sourcing_rules", _load)


def rule_book(tx: Tx) -> RuleBook:
    """Give the rule sets as this transaction sees them."""
    return reference.get(tx)


def saved_rules(tx: Tx) -> list[SavedRules]:
    """Give the newest version of each saved rule set, by name."""
    return store.newest_rules(tx)


def rule_versions(tx: Tx, name: str) -> list[SavedRules]:
    """Give all versions of a rule set, the newest first; RulesUnknown where there is none.

    The one the product comes with has no history until it is saved.
    """
    found = store.versions_of(tx, name)
    if not found and name == shipped_rules().name:
        return [SavedRules(shipped_rules(), 0, "", "")]
    if not found:
        raise RulesUnknown(rules=name)
    return found
