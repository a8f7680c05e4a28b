"""The rules of stock, written as a whole."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from paraguas.plumbing.tx import Tx
from paraguas.supply.model import KeepRule, LevelRule
from paraguas.supply.tables import keep_rules, level_rules

_KEEP = ("rule_no", "units", "channel", "category", "place_kind", "place")
_LEVEL = ("rule_no", "low_up_to", "medium_up_to", "market", "category")


def write_rules(tx: Tx, keeping: Sequence[KeepRule], levels: Sequence[LevelRule]) -> None:
    """Put these rules in the place of all others."""
    tx.run(delete(keep_rules))
    tx.run(delete(level_rules))
    tx.insert(keep_rules, _KEEP, _rows(keeping, _KEEP))
    tx.insert(level_rules, _LEVEL, _rows(levels, _LEVEL))


def all_keep_rules(tx: Tx) -> list[KeepRule]:
    """Load what is kept back, in the order it was written."""
    columns = (keep_rules.c[name] for name in _KEEP[1:])
    return [KeepRule(*row) for row in tx.all(select(*columns).order_by(keep_rules.c.rule_no))]


def all_level_rules(tx: Tx) -> list[LevelRule]:
    """Load what levels are called, in the order it was written."""
    columns = (level_rules.c[name] for name in _LEVEL[1:])
    return [LevelRule(*row) for row in tx.all(select(*columns).order_by(level_rules.c.rule_no))]


def _rows(rules: Sequence[Any], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    return [
        (number, *(getattr(rule, name) for name in columns[1:]))
        for number, rule in enumerate(rules)
    ]
