"""The rules of stock as the brand's people set them, by codes that must be there."""

from collections.abc import Callable

from msgspec import Struct

from paraguas.catalog.queries import catalogue
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.supply.actions.set_stock_rules import set_stock_rules
from paraguas.supply.errors import StockRuleUnknown
from paraguas.supply.model import KeepRule, LevelRule
from paraguas.values.stamp import Stamp


class Ruling(Struct, frozen=True):
    """The rules of stock that hold from now on; no others do."""

    stamp: Stamp
    keeping: tuple[KeepRule, ...]
    levels: tuple[LevelRule, ...]


class Ruled(Struct, frozen=True):
    """What was set; not `recorded` where these rules held already."""

    recorded: bool
    keeping: tuple[KeepRule, ...]
    levels: tuple[LevelRule, ...]


def rule_stock(tx: Tx, ruling: Ruling) -> Ruled:
    """Set the rules of stock; refuses what they name and is not there."""
    net, categories = network(tx), catalogue(tx).categories()
    for number, rule in enumerate(ruling.keeping):
        _check(rule.place, net.place_by_code, f"keeping[{number}]")
        _check(rule.channel, net.channel, f"keeping[{number}]")
        _check(rule.category, categories.__contains__, f"keeping[{number}]")
    for number, level in enumerate(ruling.levels):
        _check(level.market, net.market, f"levels[{number}]")
        _check(level.category, categories.__contains__, f"levels[{number}]")
    recorded = set_stock_rules(tx, ruling.stamp, ruling.keeping, ruling.levels)
    return Ruled(recorded, ruling.keeping, ruling.levels)


def _check(code: str, found: Callable[[str], object], where: str) -> None:
    if code and not found(code):
        raise StockRuleUnknown(where=where)
