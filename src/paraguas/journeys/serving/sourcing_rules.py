"""Rule sets of sourcing as the brand's people save them, by codes that must be there."""

from msgspec import Struct

from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.actions.save_rules import save_rules
from paraguas.sourcing.errors import RulesNameUnknown
from paraguas.sourcing.model import RuleSet, SavedRules
from paraguas.values.stamp import Stamp


class Saving(Struct, frozen=True):
    """A rule set to save, and why; based_on: the version it was changed from, if that matters."""

    stamp: Stamp
    rules: RuleSet
    reason: str
    based_on: int | None = None


def save_rule_set(tx: Tx, item: Saving) -> SavedRules:
    """Save a rule set as a new version; refuses markets and places that are not there."""
    check_names(tx, item.rules)
    return save_rules(tx, item.stamp, item.rules, reason=item.reason, based_on=item.based_on)


def check_names(tx: Tx, rules: RuleSet) -> None:
    """Refuse RulesNameUnknown for a market or a place that is not there."""
    net = network(tx)
    for market in sorted(rules.markets | rules.place_markets):
        if net.market(market) is None:
            raise RulesNameUnknown(name=market)
    for place in sorted(rules.not_places):
        if net.place_by_code(place) is None:
            raise RulesNameUnknown(name=place)
