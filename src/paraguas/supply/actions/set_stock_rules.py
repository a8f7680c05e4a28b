"""Set the rules of stock: what is kept back, and how much is called what."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.supply.events import StockRulesSet
from paraguas.supply.model import KeepRule, LevelRule
from paraguas.supply.queries import reference, stock_rules
from paraguas.supply.rules.keeping import check_rules
from paraguas.supply.store import rules
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def set_stock_rules(
    tx: Tx, stamp: Stamp, keeping: Sequence[KeepRule], levels: Sequence[LevelRule]
) -> bool:
    """Let these rules take the place of all others; False where they are the same.

    What is promised already stays promised.  Announces supply.rules_set.v1; raises
    StockRuleMalformed.
    """
    check_rules(keeping, levels)
    now = stock_rules(tx)
    if (now.keeping, now.levels) == (tuple(keeping), tuple(levels)):
        return False
    rules.write_rules(tx, keeping, levels)
    reference.changed(tx)
    tx.announce(stamp, digest_id("stock rules"), StockRulesSet(len(keeping), len(levels)))
    return True
