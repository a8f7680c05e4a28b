"""The SQL of when overdue tasks go elsewhere by themselves, and of those nobody else could take."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, select

from paraguas.fulfilment.model import Fulfilment, ReassignRule
from paraguas.fulfilment.tables import reassign_rules, reassign_tries
from paraguas.plumbing.tx import Tx

_RULE = ReassignRule._fields
_TRIED = select(reassign_tries.c.fulfilment_id).where(
    reassign_tries.c.order_id.in_(bindparam("orders", expanding=True))
)


def all_rules(tx: Tx) -> list[ReassignRule]:
    """Load all rules."""
    columns = (reassign_rules.c[name] for name in _RULE)
    return [
        ReassignRule._make(row)
        for row in tx.all(select(*columns).order_by(reassign_rules.c.market))
    ]


def write_rules(tx: Tx, rules: Sequence[ReassignRule]) -> None:
    """Put these rules in the place of all others."""
    tx.run(delete(reassign_rules))
    tx.insert(reassign_rules, _RULE, [tuple(one) for one in rules])


def add_try(tx: Tx, found: Fulfilment, at: int) -> None:
    """Note that nobody else could take a task."""
    row = found.order_id, found.fulfilment_id, at
    tx.insert(reassign_tries, ("order_id", "fulfilment_id", "tried_at"), [row], lenient=True)


def tried(tx: Tx, order_ids: Collection[str]) -> set[str]:
    """Tell which tasks of orders nobody else could take."""
    rows = tx.all(_TRIED, orders=list(order_ids)) if order_ids else ()
    return {row.fulfilment_id for row in rows}
