"""Approving: a second person decides what the first may not, on what the first was shown."""

from msgspec import Struct

from paraguas.approvals import queries as approvals
from paraguas.approvals.actions.ask_approval import ask_approval
from paraguas.approvals.actions.decide_approval import decide_approval
from paraguas.approvals.errors import ApprovalNeedless
from paraguas.approvals.model import Approval, ApprovalKind, ApprovalState
from paraguas.approvals.rules.second_person import check_second
from paraguas.changes import queries as changes
from paraguas.changes.actions.keep_open import keep_open
from paraguas.changes.errors import PreviewStale
from paraguas.changes.model import ChangeStatus
from paraguas.journeys.changing.changing import Choosing, Confirming, confirm_set, preview_set
from paraguas.journeys.money.refunding import Refunding, refund_order
from paraguas.orders import queries as orders
from paraguas.orders.actions.lock_order import lock_order
from paraguas.payments import queries as payments
from paraguas.payments.errors import PaymentAmount, RefundTooMuch
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Actor
from paraguas.values.ids import OrderId, PlaceId
from paraguas.values.money import Money, amount_words
from paraguas.values.stamp import Stamp


class AskingChange(Struct, frozen=True):
    """A change set as it was shown, for somebody else to confirm; the reason is the stamp's."""

    stamp: Stamp
    order_id: OrderId
    change_no: int
    basis: str


class AskingRefund(Struct, frozen=True):
    """An amount to give back that is beyond who asks; the reason is the stamp's."""

    stamp: Stamp
    order_id: OrderId
    amount_minor: int


class Judging(Struct, frozen=True):
    """A second person's decision; the reason is the stamp's."""

    stamp: Stamp
    actor: Actor
    order_id: OrderId
    approval_no: int
    approves: bool


def ask_for_change(tx: Tx, item: AskingChange) -> Approval:
    """Ask for a second person to confirm a set; it stays open for a day.

    Refuses PreviewStale where it is not what was shown, and ApprovalNeedless where it lowers no
    price.
    """
    lock_order(tx, item.order_id)
    order = orders.order(tx, item.order_id)
    shown = preview_set(tx, Choosing(item.stamp, item.order_id, item.change_no))
    if shown.basis != item.basis:
        raise PreviewStale
    if not shown.money.given_minor:
        raise ApprovalNeedless
    asked = ask_approval(
        *(tx, item.stamp, order.order_id, ApprovalKind.CHANGE),
        Money(shown.money.given_minor, order.currency),
        change_no=item.change_no,
        basis=item.basis,
    )
    keep_open(tx, shown.change, at=item.stamp.at)
    return asked


def ask_for_refund(tx: Tx, item: AskingRefund) -> Approval:
    """Ask for a second person to give money back; refuses more than was taken and is still here."""
    lock_order(tx, item.order_id)
    order = orders.order(tx, item.order_id)
    if item.amount_minor <= 0:
        raise PaymentAmount(amount_minor=item.amount_minor)
    known = payments.balances(tx, [order.order_id]).get(order.order_id)
    most = known.refundable if known else 0
    if item.amount_minor > most:
        raise RefundTooMuch(**amount_words(most, order.currency))
    amount = Money(item.amount_minor, order.currency)
    return ask_approval(tx, item.stamp, order.order_id, ApprovalKind.REFUND, amount)


def judge(tx: Tx, item: Judging) -> Approval:
    """Decide what somebody asked: it is done as it was shown, or comes to nothing.

    Refuses ApprovalOwn, ApprovalDecided, more than this actor may decide, and what doing it would
    refuse: then the question stays.
    """
    lock_order(tx, item.order_id)
    found = approvals.approval(tx, item.order_id, item.approval_no)
    check_second(found, item.stamp.by.actor)
    if not item.approves:
        return decide_approval(tx, item.stamp, found, ApprovalState.REFUSED)
    _do(tx, item, found)
    return decide_approval(tx, item.stamp, found, ApprovalState.APPROVED)


def waiting(tx: Tx, *, now: int, most: int, place_id: PlaceId | None = None) -> list[Approval]:
    """List what waits for a second person, the longest first; what can no longer be is left out.

    place_id: only about orders of this place, where it is named.
    """
    found = [one for one in approvals.waiting_approvals(tx, most) if _stands(tx, one, now)]
    if place_id is None:
        return found
    here = {
        order.order_id
        for order in orders.orders(tx, list(dict.fromkeys(one.order_id for one in found)))
        if place_id in {order.place_id, *(group.place_id for group in order.groups)}
    }
    return [one for one in found if one.order_id in here]


def _do(tx: Tx, item: Judging, found: Approval) -> None:
    match found.kind:
        case ApprovalKind.CHANGE:
            assert found.change_no is not None, "a change without its number"
            basis = found.basis or ""
            what = Confirming(item.stamp, item.order_id, found.change_no, basis, actor=item.actor)
            confirm_set(tx, what)
        case ApprovalKind.REFUND:
            back = Refunding(item.stamp, item.actor, item.order_id, found.amount_minor)
            refund_order(tx, back)


def _stands(tx: Tx, one: Approval, now: int) -> bool:
    if one.change_no is None:
        return True
    found = changes.change_set(tx, one.order_id, one.change_no, now=now)
    return found.status is ChangeStatus.OPEN
