"""What other floors may read of compensation."""

from collections.abc import Mapping
from types import MappingProxyType

from paraguas.compensation import store
from paraguas.compensation.errors import CompensationRulesUnknown
from paraguas.compensation.model import Compensation, Rules, SavedRules
from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id


def _load(tx: Tx) -> Mapping[str, Rules]:
    found = {saved.rules.market: saved.rules for saved in store.newest_rules(tx)}
    return MappingProxyType(found)


reference = Reference("compensation_rules", _load)


def rules_in(tx: Tx, market: str) -> Rules | None:
    """Give the rules in force in a market; None where nothing is given."""
    found = reference.get(tx).get(market)
    return found if found and found.rules else None


def saved_rules(tx: Tx) -> list[SavedRules]:
    """Give the newest version of each market's rules, by market."""
    return store.newest_rules(tx)


def rule_versions(tx: Tx, market: str) -> list[SavedRules]:
    """Give all versions of a market's rules, the newest first; CompensationRulesUnknown if none."""
    found = store.versions_of(tx, market)
    if not found:
        raise CompensationRulesUnknown(market=market)
    return found


def compensations_of(tx: Tx, order_id: str) -> list[Compensation]:
    """Give what was given for the promises of an order, by their number."""
    return store.grants_of(tx, order_id) if is_id(order_id) else []
