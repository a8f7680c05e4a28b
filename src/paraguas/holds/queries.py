"""What other floors may read of holds."""

from paraguas.holds import store
from paraguas.holds.errors import HoldAbsent
from paraguas.holds.model import Hold, HoldRules
from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id

reference = Reference("holds", store.load_rules)


def hold_rules(tx: Tx) -> HoldRules:
    """Give the kinds and rules this transaction sees."""
    return reference.get(tx)


def holds_of(tx: Tx, order_id: str) -> list[Hold]:
    """Read the holds of an order, those that are over too, the oldest first."""
    return store.holds_of(tx, order_id) if is_id(order_id) else []


def standing_holds(tx: Tx, order_id: str) -> list[Hold]:
    """Read the holds that keep an order back."""
    return [one for one in holds_of(tx, order_id) if one.lifted_at is None]


def standing_of_kind(tx: Tx, kind: str, most: int) -> list[Hold]:
    """Read the holds of a kind that keep orders back, the first due first."""
    return store.standing_of_kind(tx, kind, most)


def hold(tx: Tx, order_id: str, hold_no: int) -> Hold:
    """Read one hold; HoldAbsent where there is none."""
    for one in holds_of(tx, order_id):
        if one.hold_no == hold_no:
            return one
    raise HoldAbsent(hold=hold_no)
