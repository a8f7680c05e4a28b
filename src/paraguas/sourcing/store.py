"""The SQL of sourcing."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, func, select

from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.model import SavedRules
from paraguas.sourcing.rules.reading import RuleSetText, rules_of, text_of
from paraguas.sourcing.tables import sourcing_rules, sourcing_traces
from paraguas.values.ids import OrderId

_TRACE_COLUMNS = ("order_id", "group_no", "at", "trace")
_TRACES = Prepared(
    select(sourcing_traces.c.group_no, sourcing_traces.c.at, sourcing_traces.c.trace)
    .where(sourcing_traces.c.order_id == bindparam("order"))
    .order_by(sourcing_traces.c.at, sourcing_traces.c.group_no)
)
_RULE_COLUMNS = ("name", "version", "body", "saved_at", "saved_by", "reason")
_r = sourcing_rules.c
_newest = (
    select(_r.name.label("name"), func.max(_r.version).label("version"))
    .group_by(_r.name)
    .subquery()
)
_NEWEST = Prepared(
    select(sourcing_rules)
    .join(_newest, (_r.name == _newest.c.name) & (_r.version == _newest.c.version))
    .order_by(_r.name)
)
_VERSIONS = Prepared(
    select(sourcing_rules).where(_r.name == bindparam("which")).order_by(_r.version.desc())
)


def insert_traces(tx: Tx, rows: Sequence[tuple[OrderId, int, int, bytes]]) -> None:
    """Write packed traces: order, group, instant, trace."""
    tx.insert(sourcing_traces, _TRACE_COLUMNS, rows)


def traces(tx: Tx, order_id: OrderId) -> list[tuple[int, int, bytes]]:
    """Find the traces of an order: group, instant, packed trace, the oldest first."""
    return [(row.group_no, row.at, row.trace) for row in tx.all(_TRACES, order=order_id)]


def insert_rules(tx: Tx, new: SavedRules) -> None:
    """Write a version of a rule set."""
    body = msgspec.json.encode(text_of(new.rule_set)).decode()
    row = (new.rule_set.name, new.rule_set.version, body, new.saved_at, new.saved_by, new.reason)
    tx.insert(sourcing_rules, _RULE_COLUMNS, [row])


def newest_rules(tx: Tx) -> list[SavedRules]:
    """Load the newest version of each rule set, by name."""
    return [_saved(row) for row in tx.all(_NEWEST)]


def versions_of(tx: Tx, name: str) -> list[SavedRules]:
    """Load all versions of a rule set, the newest first."""
    return [_saved(row) for row in tx.all(_VERSIONS, which=name)]


def _saved(row: Row[Any]) -> SavedRules:
    text = msgspec.json.decode(row.body, type=RuleSetText)
    return SavedRules(rules_of(text, row.version), row.saved_at, row.saved_by, row.reason)
