"""The SQL of holds."""

from collections.abc import Sequence

from msgspec.structs import astuple
from sqlalchemy import bindparam, delete, select

from paraguas.holds.model import Hold, HoldKind, HoldRule, HoldRules
from paraguas.holds.tables import hold_kinds, hold_rules, order_holds
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.seals import close_rows, open_rows
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId

_COLUMNS = Hold.__struct_fields__
_KIND, _RULE = HoldKind.__struct_fields__, HoldRule.__struct_fields__
_SEALED = {"reason": "", "lifted_because": ""}
_h = order_holds.c
_OF_ORDER = Prepared(
    select(*(_h[name] for name in _COLUMNS))
    .where(_h.order_id == bindparam("order"))
    .order_by(_h.hold_no)
)
_STANDING = Prepared(
    select(*(_h[name] for name in _COLUMNS))
    .where(_h.lifted_at.is_(None), _h.kind == bindparam("which"))
    .order_by(_h.due_at, _h.order_id, _h.hold_no)
    .limit(bindparam("most"))
)
_LIFT = GuardedUpdate(
    order_holds,
    keys=("order_id", "hold_no"),
    givens={name: name for name in ("lifted_at", "lifted_by", "lifted_because")},
    sets="lifted_at = {lifted_at}, lifted_by = {lifted_by}, lifted_because = {lifted_because}",
    guard="t.lifted_at IS NULL",
)


def holds_of(tx: Tx, order_id: str) -> list[Hold]:
    """Find the holds of an order, the oldest first."""
    rows = open_rows(tx, tx.all(_OF_ORDER, order=order_id), _SEALED)
    return [Hold(OrderId(row.order_id), *tuple(row)[1:]) for row in rows]


def standing_of_kind(tx: Tx, kind: str, most: int) -> list[Hold]:
    """Find the holds of a kind that keep orders back, the first due first."""
    rows = open_rows(tx, tx.all(_STANDING, which=kind, most=most), _SEALED)
    return [Hold(OrderId(row.order_id), *tuple(row)[1:]) for row in rows]


def add_holds(tx: Tx, new: Sequence[Hold]) -> None:
    """Write holds down; a number taken meanwhile makes the whole decide again."""
    rows = [astuple(one) for one in new]
    tx.insert(order_holds, _COLUMNS, close_rows(tx, _COLUMNS, rows, _SEALED))


def lift(tx: Tx, lifted: Hold) -> None:
    """Write that a hold is over; StaleSlice where somebody lifted it meanwhile."""
    told = lifted.lifted_at, lifted.lifted_by, lifted.lifted_because
    rows = [(lifted.order_id, lifted.hold_no, *told)]
    tx.update(_LIFT, close_rows(tx, (*_LIFT.keys, *_LIFT.givens), rows, _SEALED))


def load_rules(tx: Tx) -> HoldRules:
    """Load all kinds and rules."""
    kinds = select(*(hold_kinds.c[name] for name in _KIND)).order_by(hold_kinds.c.kind)
    rules = select(*(hold_rules.c[name] for name in _RULE)).order_by(
        hold_rules.c.market, hold_rules.c.kind
    )
    return HoldRules(
        tuple(HoldKind(*row) for row in tx.all(kinds)),
        tuple(HoldRule(*row) for row in tx.all(rules)),
    )


def write_rules(tx: Tx, rules: HoldRules) -> None:
    """Put these kinds and rules in the place of all others."""
    tx.run(delete(hold_kinds))
    tx.run(delete(hold_rules))
    tx.insert(hold_kinds, _KIND, [astuple(one) for one in rules.kinds])
    tx.insert(hold_rules, _RULE, [astuple(one) for one in rules.rules])
