"""Holding orders back: goods wait until whoever answers for it has lifted the last hold."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.fulfilment.actions.free_fulfilments import free_fulfilments
from paraguas.fulfilment.actions.hold_fulfilments import hold_fulfilments
from paraguas.fulfilment.actions.release_fulfilments import release_fulfilments
from paraguas.fulfilment.queries import ask_waiting
from paraguas.holds import queries as holds
from paraguas.holds.actions.lift_hold import lift_hold
from paraguas.holds.actions.place_holds import place_holds
from paraguas.holds.actions.set_hold_rules import set_hold_rules
from paraguas.holds.errors import (
    HoldMarketUnknown,
    HoldOwnerUnknown,
    NothingToHold,
    OrderHeldBack,
)
from paraguas.holds.model import Hold, HoldRules
from paraguas.holds.rules.catching import due_of, next_hold_no
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.actions.lock_order import lock_order
from paraguas.orders.model import OrderStatus
from paraguas.payments import queries as payments
from paraguas.payments.rules.balance import balance
from paraguas.plumbing.tx import Tx
from paraguas.staff.queries import directory
from paraguas.values.ids import OrderId
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp


class Holding(Struct, frozen=True):
    """A hold to place: of which kind, why, by whom it is seen to and until when.

    owner: code of the staff; who places it without.  due_at: as its kind says without.
    """

    stamp: Stamp
    order_id: OrderId
    kind: str
    reason: str
    owner: str = ""
    due_at: int | None = None


class Lifting(Struct, frozen=True):
    """A hold to lift, and why."""

    stamp: Stamp
    order_id: OrderId
    hold_no: int
    reason: str


class RulingHolds(Struct, frozen=True):
    """The kinds and rules of holds that are in force from now on; no others are."""

    stamp: Stamp
    rules: HoldRules


def hold_order(tx: Tx, item: Holding) -> Hold:
    """Hold an order back; what no place has begun waits, what was begun does not leave.

    Refuses a kind or an owner that is not known, a deadline that has passed, NothingToHold.
    """
    lock_order(tx, item.order_id)
    stamp, order = item.stamp, orders.order(tx, item.order_id)
    if order.status != OrderStatus.OPEN:
        raise NothingToHold(status=order.status)
    due_at = due_of(holds.hold_rules(tx), item.kind, item.due_at, stamp.at)
    if due_at <= stamp.at:
        raise Malformed(where="due_at", problem="it has passed")
    owner = item.owner or stamp.by.actor
    _check_owner(tx, owner)
    hold = Hold(
        *(order.order_id, next_hold_no(holds.holds_of(tx, order.order_id)), item.kind),
        *(item.reason, owner, due_at),
        placed_at=stamp.at,
        placed_by=stamp.by.actor,
    )
    place_holds(tx, [(stamp, hold)])
    hold_fulfilments(tx, order.order_id, at=stamp.at)
    return hold


def lift_order_hold(tx: Tx, item: Lifting) -> Hold:
    """Lift a hold; with the last of them the places begin, where the money stands.

    Refuses HoldAbsent and HoldOver.
    """
    lock_order(tx, item.order_id)
    found = holds.hold(tx, item.order_id, item.hold_no)
    lifted, last = lift_hold(tx, item.stamp, found, item.reason)
    if last:
        free_fulfilments(tx, item.order_id, at=item.stamp.at)
        release_unless_held(tx, item.stamp, item.order_id)
    return lifted


def release_unless_held(tx: Tx, stamp: Stamp, order_id: OrderId) -> None:
    """Let the places of an order begin where its money stands; those of a held one are held."""
    if holds.standing_holds(tx, order_id):
        hold_fulfilments(tx, order_id, at=stamp.at)
    elif balance(payments.book(tx, order_id)).stands(orders.order(tx, order_id).worth_minor):
        release_fulfilments(tx, {order_id: stamp}, ask_waiting(tx, [order_id])())


def keep_held(tx: Tx, stamp: Stamp, order_id: OrderId) -> None:
    """Hold what was sourced anew of an order that is held."""
    if holds.standing_holds(tx, order_id):
        hold_fulfilments(tx, order_id, at=stamp.at)


def demand_free(tx: Tx, order_id: OrderId) -> None:
    """Refuse that anything of a held order leaves."""
    standing = holds.standing_holds(tx, order_id)
    if standing:
        raise OrderHeldBack(hold_kind=standing[0].kind, owner=standing[0].owner)


def rule_holds(tx: Tx, item: RulingHolds) -> HoldRules:
    """Set the kinds and rules of holds; refuses what they name and is not there."""
    net = network(tx)
    for each in item.rules.rules:
        if net.market(each.market) is None:
            raise HoldMarketUnknown(market=each.market)
        _check_owner(tx, each.owner)
    set_hold_rules(tx, item.stamp, item.rules)
    return item.rules


def _check_owner(tx: Tx, owner: str) -> None:
    known: Sequence[str] = [actor.code for actor in directory(tx).actors]
    if owner not in known:
        raise HoldOwnerUnknown(owner=owner)
