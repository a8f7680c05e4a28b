"""Rules of compensation as the brand's people save them, in the currency of their market."""

from msgspec import Struct

from paraguas.compensation.actions.save_compensation_rules import save_compensation_rules
from paraguas.compensation.errors import CompensationCurrency
from paraguas.compensation.model import Rules, SavedRules
from paraguas.network.errors import MarketUnknown
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


class Saving(Struct, frozen=True):
    """Rules to save, and why; based_on: the version they were changed from, if that matters."""

    stamp: Stamp
    rules: Rules
    reason: str
    based_on: int | None = None


def save_rules(tx: Tx, item: Saving) -> SavedRules:
    """Save rules as a new version; refuses a market that is not there, and another currency."""
    market = network(tx).market(item.rules.market)
    if market is None:
        raise MarketUnknown(market=item.rules.market)
    if market.currency != item.rules.currency:
        raise CompensationCurrency(currency=item.rules.currency, needed=market.currency)
    return save_compensation_rules(
        tx, item.stamp, item.rules, reason=item.reason, based_on=item.based_on
    )
