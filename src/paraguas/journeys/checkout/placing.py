"""Check-out: place orders from every door, a batch at a time.

One order is a batch of one.  The batch is read once, decided order by order without touching the
database, and written in bulk; an order that is refused leaves nothing behind and does not disturb
its neighbours.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.backorders.actions.release_on_order import release_on_order
from paraguas.backorders.actions.write_waiting import write_waiting
from paraguas.backorders.model import Waiting
from paraguas.baskets.actions.close_baskets import close_baskets
from paraguas.customers.rules.deciding import Taken as Told
from paraguas.fulfilment.actions.write_fulfilments import write_fulfilments
from paraguas.fulfilment.model import Sourced, Status
from paraguas.holds.actions.place_holds import place_holds
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Movement
from paraguas.inventory.rules.holding import give_back as let_go
from paraguas.journeys.checkout.ahead import read_pools
from paraguas.journeys.checkout.draft import draft
from paraguas.journeys.checkout.frame import Bearings
from paraguas.journeys.checkout.holds import holds_at_placing, rules_that_hold
from paraguas.journeys.checkout.lines import check_kinds
from paraguas.journeys.checkout.on_order import draw_own, given_back, keep_own
from paraguas.journeys.checkout.people import leave_newcomers, told_by, write_people
from paraguas.journeys.checkout.points import check_member, take_points, write_points
from paraguas.journeys.checkout.promoting import (
    NOTHING,
    Taken,
    take_coupons,
    write_promotions,
)
from paraguas.journeys.checkout.slice import Slice, read_slice
from paraguas.journeys.checkout.supply import Supply, give_back
from paraguas.journeys.checkout.tenders import decide_payment
from paraguas.journeys.money.renewing import RENEW
from paraguas.journeys.money.stored_tenders import Purse, move_stored, note_taken
from paraguas.network.model import Place
from paraguas.orders import queries as orders
from paraguas.orders.actions.write_orders import write_orders
from paraguas.orders.errors import StockShort
from paraguas.orders.model import Group, GroupKind, Order, Wish
from paraguas.orders.rules.composing import compose
from paraguas.orders.rules.confirming import Confirmation, confirm
from paraguas.orders.rules.finding import placing_keys
from paraguas.payments.actions.write_payments import write_payments
from paraguas.payments.model import PaymentPlan, StoredMove, TenderKind
from paraguas.payments.rules.stepping import taken
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.work import TwoParts
from paraguas.sourcing.actions.write_traces import write_traces
from paraguas.values.ids import BasketId, OrderId
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp


class Placed(Struct, frozen=True, gc=False):
    """An accepted order with all that is written for it."""

    order: Order
    payment: PaymentPlan
    supply: Supply
    given_back: tuple[Movement, ...]
    told: Told | None = None
    taken: Taken = NOTHING


class PlacedBefore(Struct, frozen=True, gc=False):
    """The wish came again, under a key that made this order."""

    order_id: OrderId


class Decided(Struct, frozen=True, gc=False):
    """What became of a batch of wishes, with what they were decided on."""

    known: Slice
    outcomes: tuple[Placed | PlacedBefore | Refusal, ...]


def look(tx: Tx, wishes: Sequence[Wish]) -> Decided:
    """Read what the wishes need and decide each, in the order they came."""
    known = read_slice(tx, wishes, placing=True)
    outcomes = [decide(known, wish) for wish in wishes]
    if known.terms:
        _wait_for_supply(tx, known, wishes, outcomes)
    return Decided(known, tuple(outcomes))


def settle(tx: Tx, decided: Decided) -> list[Confirmation | Refusal]:
    """Write what was decided; raises StaleSlice when it is not true any more."""
    write(tx, decided.known, [each for each in decided.outcomes if isinstance(each, Placed)])
    return [_confirmed(tx, outcome) for outcome in decided.outcomes]


place_orders = TwoParts(look, settle)
"""Place orders (wishes): each is confirmed or refused, in the order they came.

A wish whose external key or basket made an order before is confirmed as that order.  Writes
orders, payments, fulfilments, stock and baskets; announces `order.placed.v1`.  Raises StaleSlice
when stock, a gift card or a day filled up since it was read: the lane then decides the batch again.
"""


def decide(known: Slice, wish: Wish) -> Placed | PlacedBefore | Refusal:
    """Decide one wish on what the batch knows, and let the next one see what it took."""
    for key in placing_keys(wish):
        if key in known.placed:
            return PlacedBefore(known.placed[key])
    held = known.holds.get(wish.basket_id, ()) if wish.basket_id else ()
    for hold in held:
        known.positions.give_back(hold.sku_id, hold.place_id, hold.quantity)
    draw_own(known, wish)
    try:
        placed = _decide(known, wish)
    except Refusal as refusal:
        for hold in held:
            known.positions.take(hold.sku_id, hold.place_id, hold.quantity)
        keep_own(known, wish)
        return refusal
    back = tuple(let_go(hold, wish.stamp.at, wish.stamp.by.actor) for hold in held)
    _accept(known, placed)
    return replace(placed, given_back=back)


def write(tx: Tx, known: Slice, placed: Sequence[Placed]) -> None:
    """Write the accepted orders of a batch, one statement a table."""
    if not placed:
        return
    now = max(each.order.wish.stamp.at for each in placed)
    with tx.together():
        # Stock first: it is where a clash shows, before anything else was written in vain.
        move_stock(tx, [m for each in placed for m in (*each.given_back, *each.supply.movements)])
        if known.on_order:
            release_on_order(tx, given_back(known, [each.order.wish for each in placed]))
        write_waiting(tx, [_waiting(each) for each in placed if each.supply.waiting])
        write_orders(tx, [each.order for each in placed], secret=known.secret, recorded_at=now)
        write_people(tx, known.people, [(p.order.wish.stamp, p.told) for p in placed])
        leave_newcomers(tx, known.people, [(p.order.order_id, p.order.wish) for p in placed])
        write_payments(
            tx, [(each.order.wish.stamp, each.order.order_id, each.payment) for each in placed]
        )
        move_stored(tx, [move for each in placed for move in _taken(each)])
        write_points(tx, known.points, [each.order for each in placed])
        write_fulfilments(tx, [_sourced(known, each) for each in placed])
        write_traces(tx, [trace for each in placed for trace in _traces(each)])
        if known.hold_rules.rules:
            place_holds(tx, holds_at_placing(known, [(p.order, p.supply) for p in placed]))
        if known.promoting.live:
            write_promotions(tx, known.promoting, [each.taken for each in placed])
        if known.terms:
            _leave_timers(tx, placed)
        close_baskets(tx, [basket for each in placed if (basket := _basket(each.order))], at=now)


def _wait_for_supply(
    tx: Tx,
    known: Slice,
    wishes: Sequence[Wish],
    outcomes: list[Placed | PlacedBefore | Refusal],
) -> None:
    """Decide those again that are short of what may be sold before it is there."""
    short = [number for number, each in enumerate(outcomes) if isinstance(each, StockShort)]
    if short and read_pools(tx, known, [wishes[number] for number in short]):
        for number in short:
            outcomes[number] = decide(known, wishes[number])


def _leave_timers(tx: Tx, placed: Sequence[Placed]) -> None:
    """Leave it for the day of a pre-order to see to its money."""
    for each in placed:
        later = [part.not_before for part in each.supply.fulfilments if part.not_before]
        if later:
            stamp, order_id = each.order.wish.stamp, each.order.order_id
            tx.later(stamp, RENEW, order_id, {}, due_at=min(later))


def _decide(known: Slice, wish: Wish) -> Placed:
    drafted = draft(known, wish)
    wish, supply = drafted.wish, drafted.supply
    try:
        check_kinds(wish, drafted.items)
        payment = _pay(known, wish, drafted.bearings, drafted.sums.total_minor)
        if supply.ask_at is not None and _all_later(wish, supply):
            payment = replace(payment, ask_at=supply.ask_at)
    except Refusal:
        give_back(known, supply)
        raise
    told = known.people.recognise(told_by(wish), wish.stamp.ids.next)
    order = compose(
        wish,
        drafted.order_id,
        drafted.bearings.frame,
        lines=drafted.lines,
        sums=drafted.sums,
        groups=_groups(wish, drafted.places),
        allocations=tuple(supply.allocations),
        promises=tuple(supply.promises),
        payment_status=payment.status.value,
        record_id=told.record_id if told else None,
    )
    return Placed(order, payment, supply, (), told, drafted.taken)


def _all_later(wish: Wish, supply: Supply) -> bool:
    """Tell whether nothing of an order can leave yet."""
    carried = any(group.kind is GroupKind.CARRY_OUT for group in wish.groups)
    return not carried and all(part.not_before is not None for part in supply.fulfilments)


def _groups(wish: Wish, places: Sequence[Place | None]) -> tuple[Group, ...]:
    return tuple(
        Group(*(group_no, asked.kind, place.place_id if place else None, asked.address, asked.gift))
        for group_no, (asked, place) in enumerate(zip(wish.groups, places, strict=True), start=1)
    )


def _pay(known: Slice, wish: Wish, bearings: Bearings, total_minor: int) -> PaymentPlan:
    check_member(known.points, wish)
    return decide_payment(
        Purse(known.values, known.points.wallets if known.points else None, wish.stamp.at),
        wish.tenders,
        total_minor,
        bearings.market,
        on_site=bearings.channel.on_site or wish.historic,
        exact_cash=wish.historic,
    )


def _accept(known: Slice, placed: Placed) -> None:
    """Let the next of the batch see what this order took."""
    note_taken(known.values, placed.payment)
    take_coupons(known.promoting, placed.taken)
    take_points(known.points, placed.order, placed.payment)
    for key in placing_keys(placed.order.wish):
        known.placed[key] = placed.order.order_id


def _taken(placed: Placed) -> Sequence[StoredMove]:
    moves = taken(placed.order.order_id, placed.payment, placed.order.wish.stamp.at)
    # Points were taken from the wallets of the batch already.
    return [move for move in moves if move.kind is not TenderKind.POINTS]


def _waiting(placed: Placed) -> tuple[Stamp, Sequence[Waiting]]:
    return placed.order.wish.stamp, placed.supply.waiting


def _basket(order: Order) -> tuple[BasketId, int, OrderId] | None:
    wish = order.wish
    return (wish.basket_id, wish.basket_version, order.order_id) if wish.basket_id else None


def _sourced(known: Slice, placed: Placed) -> Sourced:
    limits = {
        part.place_id: place.daily_capacity
        for part in placed.supply.fulfilments
        if (place := known.network.place(part.place_id)) and place.daily_capacity is not None
    }
    parts = placed.supply.fulfilments
    if rules_that_hold(known, placed.order, placed.supply):
        parts = [replace(part, status=Status.HELD) for part in parts]
    elif placed.payment.status.secured:
        # Nobody will answer for cash or a gift card later: the places begin at once.
        parts = [replace(part, status=Status.RELEASED) for part in parts]
    return Sourced(tuple(parts), limits or None)


def _traces(placed: Placed) -> list[tuple[OrderId, int, int, bytes]]:
    order = placed.order
    at = order.wish.stamp.at
    return [(order.order_id, group_no, at, trace) for group_no, trace in placed.supply.traces]


def _confirmed(tx: Tx, outcome: Placed | PlacedBefore | Refusal) -> Confirmation | Refusal:
    if isinstance(outcome, Placed):
        return confirm(outcome.order, change_minor=outcome.payment.change_minor)
    if isinstance(outcome, PlacedBefore):
        return orders.confirmation(tx, outcome.order_id)
    return outcome
