"""The SQL of compensation."""

from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, func, select

from paraguas.compensation.model import Compensation, SavedRules
from paraguas.compensation.rules.reading import RulesText, rules_of, text_of
from paraguas.compensation.tables import compensation_rules, compensations
from paraguas.plumbing.tx import Tx

_RULES = ("market", "version", "body", "saved_at", "saved_by", "reason")
_GRANT = (
    *("order_id", "promise_no", "kind", "cause", "late", "market", "version", "rule_no"),
    *("amount_minor", "currency", "credit_id", "card_id", "granted_at"),
)
_r, _c = compensation_rules.c, compensations.c
_newest = (
    select(_r.market.label("market"), func.max(_r.version).label("version"))
    .group_by(_r.market)
    .subquery()
)
_NEWEST = (
    select(compensation_rules)
    .join(_newest, (_r.market == _newest.c.market) & (_r.version == _newest.c.version))
    .order_by(_r.market)
)
_VERSIONS = (
    select(compensation_rules).where(_r.market == bindparam("which")).order_by(_r.version.desc())
)
_GRANTS = (
    select(*(_c[name] for name in _GRANT))
    .where(_c.order_id == bindparam("order"))
    .order_by(_c.promise_no)
)


def insert_rules(tx: Tx, new: SavedRules) -> None:
    """Write a version of a market's rules."""
    body = msgspec.json.encode(text_of(new.rules)).decode()
    row = (new.rules.market, new.rules.version, body, new.saved_at, new.saved_by, new.reason)
    tx.insert(compensation_rules, _RULES, [row])


def newest_rules(tx: Tx) -> list[SavedRules]:
    """Load the newest version of each market's rules, by market."""
    return [_saved(row) for row in tx.all(_NEWEST)]


def versions_of(tx: Tx, market: str) -> list[SavedRules]:
    """Load all versions of a market's rules, the newest first."""
    return [_saved(row) for row in tx.all(_VERSIONS, which=market)]


def insert_grant(tx: Tx, one: Compensation) -> None:
    """Write a compensation."""
    tx.insert(compensations, _GRANT, [tuple(getattr(one, name) for name in _GRANT)])


def grants_of(tx: Tx, order_id: str) -> list[Compensation]:
    """Load the compensations of an order, by promise."""
    return [Compensation(*row) for row in tx.all(_GRANTS, order=order_id)]


def _saved(row: Row[Any]) -> SavedRules:
    text = msgspec.json.decode(row.body, type=RulesText)
    rules = rules_of(text, row.market, row.version)
    return SavedRules(rules, row.saved_at, row.saved_by, row.reason)
