"""Changing an order: wishes are collected, shown with what they mean, and confirmed whole.

Showing is a rehearsal: the very steps of confirming are taken and undone, so that nothing is
stored and what is shown is what will be.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.changes import queries as changes
from paraguas.changes.actions.add_changes import add_changes
from paraguas.changes.actions.confirm_change import confirm_change
from paraguas.changes.actions.open_change import open_change
from paraguas.changes.actions.withdraw_change import withdraw_change
from paraguas.changes.errors import ChangeEmpty, PreviewStale
from paraguas.changes.model import Change, ChangeSet, ChangeStatus, Money
from paraguas.changes.rules.basis import basis_of, rests_on, standing_of
from paraguas.journeys.changing.goods import change_goods
from paraguas.journeys.changing.money import pay_difference, reckon
from paraguas.journeys.changing.prices import change_prices
from paraguas.journeys.changing.telling import tell_change
from paraguas.journeys.waiting.terms import ToldWait, told_waits
from paraguas.orders import queries as orders
from paraguas.orders.actions.lock_order import lock_order
from paraguas.orders.model import PlacedOrder, WishedTender
from paraguas.plumbing.tx import Tx
from paraguas.staff.errors import AuthorityExceeded
from paraguas.staff.model import Actor
from paraguas.staff.rules.authority import demand_authority
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


class Opening(Struct, frozen=True):
    """A change set to open on an order, and why; with first wishes or without."""

    stamp: Stamp
    order_id: OrderId
    reason: str
    changes: tuple[Change, ...] = ()


class Wishing(Struct, frozen=True):
    """Further wishes for an open set, made on a version of it."""

    stamp: Stamp
    order_id: OrderId
    change_no: int
    version: int
    changes: tuple[Change, ...]


class Choosing(Struct, frozen=True):
    """A set to be shown or withdrawn."""

    stamp: Stamp
    order_id: OrderId
    change_no: int


class Confirming(Struct, frozen=True):
    """A set to be confirmed on the basis it was shown on; tenders bring what is to be paid.

    actor: who answers for prices that are lowered; a second person where the first may not.
    by_rule: a rule of the brand lowered them, so nobody has to.  raise_card: without tenders, the
    card that pays already is asked for more.
    """

    stamp: Stamp
    order_id: OrderId
    change_no: int
    basis: str
    tenders: tuple[WishedTender, ...] = ()
    actor: Actor | None = None
    by_rule: bool = False
    raise_card: bool = False


class Deciding(Struct, frozen=True):
    """Changes somebody decides alone: looked at without a set, then confirmed on that basis."""

    stamp: Stamp
    order_id: OrderId
    reason: str
    changes: tuple[Change, ...]
    basis: str = ""
    by_rule: bool = False


class Preview(Struct, frozen=True, gc=False):
    """What a set would make of its order; confirming it names the basis.

    waits: what would wait for supply, with the dates it is promised by.
    """

    change: ChangeSet
    basis: str
    money: Money
    order: PlacedOrder
    waits: tuple[ToldWait, ...] = ()


def open_set(tx: Tx, item: Opening) -> ChangeSet:
    """Open a change set on an order; refuses ChangeOpen while there is one."""
    lock_order(tx, item.order_id)
    return open_change(tx, item.stamp, item.order_id, item.reason, item.changes)


def add_to_set(tx: Tx, item: Wishing) -> ChangeSet:
    """Wish more; refuses ChangeMoved when somebody else did since the version named."""
    found = changes.open_change_set(tx, item.order_id, item.change_no, now=item.stamp.at)
    return add_changes(tx, found, item.changes, version=item.version)


def withdraw_set(tx: Tx, item: Choosing) -> ChangeSet:
    """Let a set come to nothing."""
    found = changes.open_change_set(tx, item.order_id, item.change_no, now=item.stamp.at)
    return withdraw_change(tx, item.stamp, found)


def preview_set(tx: Tx, item: Choosing) -> Preview:
    """Show what a set would make of its order; nothing of it stays.

    Refuses what confirming it would refuse.
    """
    found = changes.open_change_set(tx, item.order_id, item.change_no, now=item.stamp.at)
    order = orders.order(tx, item.order_id)
    with tx.rehearsal():
        money = _carry_out(tx, item.stamp, order, found)
        shown = orders.order(tx, item.order_id)
        waits = _waits(tx, item.order_id)
    basis = basis_of(_standing(order, found), money, _dates(waits))
    return Preview(found, basis, money, shown, waits)


def confirm_set(tx: Tx, item: Confirming) -> ChangeSet:
    """Make an order what a set was shown to make of it, whole or not at all.

    Confirmed again on the same basis, it is only told again.  Announces `order.changed.v1`;
    refuses PreviewStale when the order or its money is not as it was shown, ChangeClosed, and what
    is refused of goods and tenders.
    """
    lock_order(tx, item.order_id)
    found = changes.change_set(tx, item.order_id, item.change_no, now=item.stamp.at)
    if found.status is ChangeStatus.CONFIRMED and found.basis == item.basis:
        return found
    found = changes.open_change_set(tx, item.order_id, item.change_no, now=item.stamp.at)
    order = orders.order(tx, item.order_id)
    standing = _standing(order, found)
    if not rests_on(item.basis, standing):
        raise PreviewStale
    money = _carry_out(tx, item.stamp, order, found)
    if basis_of(standing, money, _dates(_waits(tx, item.order_id))) != item.basis:
        raise PreviewStale
    if money.given_minor and not item.by_rule:
        _demand(item.actor, money.given_minor, order.currency)
    pay_difference(tx, item.stamp, order, money, item.tenders, raise_card=item.raise_card)
    told = tell_change(found, money, order, orders.order(tx, item.order_id))
    return confirm_change(tx, item.stamp, found, basis=item.basis, told=told)


def rehearse_change(tx: Tx, item: Deciding) -> Preview:
    """Show what changes would make of an order, without opening a set; refuses as showing does."""
    with tx.rehearsal():
        opening = Opening(item.stamp, item.order_id, item.reason, item.changes)
        opened = open_set(tx, opening)
        return preview_set(tx, Choosing(item.stamp, item.order_id, opened.change_no))


def change_at_once(tx: Tx, item: Deciding) -> ChangeSet:
    """Open a set and confirm it on the basis it was rehearsed on, all or nothing."""
    opened = open_set(tx, Opening(item.stamp, item.order_id, item.reason, item.changes))
    found = (item.stamp, item.order_id, opened.change_no, item.basis)
    return confirm_set(tx, Confirming(*found, by_rule=item.by_rule))


def _carry_out(tx: Tx, stamp: Stamp, order: PlacedOrder, found: ChangeSet) -> Money:
    if not found.changes:
        raise ChangeEmpty
    change_goods(tx, stamp, order, found.changes)
    given = change_prices(tx, order.order_id, found.changes)
    return replace(reckon(tx, stamp, order), given_minor=given)


def _waits(tx: Tx, order_id: OrderId) -> tuple[ToldWait, ...]:
    return tuple(one for one in told_waits(tx, order_id) if one.ended_at is None)


def _dates(waits: Sequence[ToldWait]) -> list[tuple[int, int, str, int]]:
    return [(one.line_no, one.quantity, one.place, one.promised_at) for one in waits]


def _demand(actor: Actor | None, given_minor: int, currency: str) -> None:
    """Refuse to lower prices by more than the actor may decide; another may confirm the set."""
    if actor is None:
        raise AuthorityExceeded(amount_minor=given_minor, limit_minor=0, currency=currency)
    demand_authority(actor, given_minor, currency)


def _standing(order: PlacedOrder, found: ChangeSet) -> str:
    # A card that answers in the meantime changes nothing of what was shown.
    return standing_of(replace(order, payment_status=""), found)
