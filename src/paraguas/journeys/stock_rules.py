"""The rules of stock as the brand's people set them, by codes that must be there."""

from dataclasses import dataclass

from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.supply.actions.set_stock_rules import set_stock_rules
from paraguas.supply.errors import StockRuleUnknown
from paraguas.supply.model import KeepRule, LevelRule
from paraguas.values.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rules of stock that hold from now on; no others do."""

    stamp: Stamp
    keeping: tuple[KeepRule, ...]
    levels: tuple[LevelRule, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What was set; not `recorded` where these rules held already."""

    recorded: bool
    keeping: tuple[KeepRule, ...]
    levels: tuple[LevelRule, ...]


def rule_stock(tx: Tx, ruling: Ruling) -> Ruled:
    """Set the rules of stock; refuses places, channels and markets that are not there."""
    net = network(tx)
    for number, rule in enumerate(ruling.keeping):
        unknown_place = rule.place and not net.place_by_code(rule.place)
        if unknown_place or (rule.channel and not net.channel(rule.channel)):
            raise StockRuleUnknown(where=f"keeping[{number}]")
    for number, level in enumerate(ruling.levels):
        if level.market and not net.market(level.market):
            raise StockRuleUnknown(where=f"levels[{number}]")
    recorded = set_stock_rules(tx, ruling.stamp, ruling.keeping, ruling.levels)
    return Ruled(recorded, ruling.keeping, ruling.levels)
