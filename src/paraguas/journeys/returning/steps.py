"""The steps of a return that was asked for: agreed to, sent, received, settled, or ended."""

from collections.abc import Mapping

from msgspec import Struct

from paraguas.journeys.returning.authority import demand_answer, demand_person
from paraguas.journeys.returning.case import Asking, rulings
from paraguas.journeys.returning.money import give_early
from paraguas.journeys.returning.settling import settle_lost, settle_received
from paraguas.journeys.returning.stock import take_in
from paraguas.journeys.stock.codes import place_of
from paraguas.network.model import Place
from paraguas.orders import queries as orders
from paraguas.orders.actions.count_units import count_units
from paraguas.orders.actions.lock_order import lock_order
from paraguas.orders.model import Counter
from paraguas.plumbing.tx import Tx
from paraguas.returns.actions.authorise_return import authorise_return
from paraguas.returns.actions.end_return import end_return
from paraguas.returns.actions.note_sent import note_sent
from paraguas.returns.actions.receive_return import receive_return
from paraguas.returns.errors import NothingReturned
from paraguas.returns.model import Came, Item, RefundMoment, Return, ReturnState, Ruling
from paraguas.returns.queries import the_return
from paraguas.returns.rules.receiving import as_asked, asked_again, found, is_as_asked, match
from paraguas.returns.rules.refunding import owed, settles_at_receipt
from paraguas.returns.rules.ruling import demand_allowed, kept_as_credit, override
from paraguas.returns.rules.stepping import demand
from paraguas.staff.model import Actor
from paraguas.values.stamp import Stamp


class Stepping(Struct, frozen=True):
    """A step of a return, and who answers for it.

    tracking: by which it travels.  place: where it came.  reason: why it ends, or why more is given
    than the book gives for what came.  till: whose drawer cash goes out of.
    """

    stamp: Stamp
    return_id: str
    actor: Actor | None = None
    tracking: str = ""
    place: str = ""
    came: tuple[Came, ...] = ()
    reason: str = ""
    waive_fees: bool = False
    till: str = ""


def authorise(tx: Tx, item: Stepping) -> Return:
    """Agree to more than the book gives, as a second person within her authority."""
    one = _locked(tx, item)
    order = orders.order(tx, one.order_id)
    asked = [as_asked(known) for known in one.items]
    book = rulings(tx, order, asked, Asking(one.asked_at, one.gift, return_id=one.return_id))
    demand_answer(item.actor, [known.ruling for known in one.items], book, one.currency)
    agreed = authorise_return(tx, item.stamp, one)
    return give_early(tx, item.stamp, order, agreed, RefundMoment.AT_ONCE)


def note_on_its_way(tx: Tx, item: Stepping) -> Return:
    """Note proof that the units were sent; money that waits for no more is given back."""
    one = _locked(tx, item)
    order = orders.order(tx, one.order_id)
    sent = note_sent(tx, item.stamp, one, item.tracking)
    return give_early(tx, item.stamp, order, sent, RefundMoment.DISPATCH)


def receive(tx: Tx, item: Stepping) -> Return:
    """Take in what came, in the condition it is in; it is settled unless it is to be looked at.

    The book is asked again about what came in another condition.  Where it gives nothing for that,
    it is refused here, to be refused to the person or overridden with a reason.
    """
    one, place = _locked(tx, item), place_of(tx, item.place)
    demand(one, ReturnState.AUTHORISED)
    items = _found(tx, item, one, place)
    _uncount(tx, item.stamp, one)
    now = receive_return(tx, item.stamp, one, items, (place.place_id, place.entity_id))
    count_units(tx, item.stamp, now.order_id, Counter.RETURNED, now.came())
    take_in(tx, item.stamp, now, place.place_id)
    return settle_received(tx, item.stamp, now, till=item.till) if settles_at_receipt(now) else now


def settle(tx: Tx, item: Stepping) -> Return:
    """Give what waited until somebody had looked at the units."""
    one = _locked(tx, item)
    demand(one, ReturnState.RECEIVED)
    return settle_received(tx, item.stamp, one, till=item.till)


def lose(tx: Tx, item: Stepping) -> Return:
    """Give everything for units that were lost on their way to us, within one's authority."""
    one = _locked(tx, item)
    demand(one, ReturnState.AUTHORISED)
    demand_person(item.actor, owed(one), one.currency)
    _uncount(tx, item.stamp, one)
    count_units(tx, item.stamp, one.order_id, Counter.RETURNED, one.units())
    return settle_lost(tx, item.stamp, one)


def refuse(tx: Tx, item: Stepping) -> Return:
    """Give units back to the person, for the book gives nothing for them as they are."""
    return _end(tx, item, ReturnState.REFUSED)


def cancel(tx: Tx, item: Stepping) -> Return:
    """Let a return come to nothing: the person keeps the units."""
    return _end(tx, item, ReturnState.CANCELLED)


def _end(tx: Tx, item: Stepping, state: ReturnState) -> Return:
    one = _locked(tx, item)
    ended = end_return(tx, item.stamp, one, state, item.reason)
    _uncount(tx, item.stamp, one)
    return ended


def _locked(tx: Tx, item: Stepping) -> Return:
    """Read a return after whoever changes its order is done."""
    lock_order(tx, the_return(tx, item.return_id).order_id)
    return the_return(tx, item.return_id)


def _uncount(tx: Tx, stamp: Stamp, one: Return) -> None:
    back: Mapping[int, int] = {line_no: -units for line_no, units in one.units().items()}
    count_units(tx, stamp, one.order_id, Counter.COMING_BACK, back)


def _found(tx: Tx, item: Stepping, one: Return, place: Place) -> tuple[Item, ...]:
    pairs = match(one.items, item.came)
    came = [(known, told) for known, told in pairs if told.units]
    if not came:
        raise NothingReturned
    order = orders.order(tx, one.order_id)
    asking = Asking(one.asked_at, one.gift, place, one.return_id)
    book = rulings(tx, order, [asked_again(*pair) for pair in came], asking)
    final = {
        known.item_no: kept_as_credit(known.ruling, _final(item, known, told, ruling))
        for (known, told), ruling in zip(came, book, strict=True)
    }
    if item.reason:
        demand_answer(item.actor, [*final.values()], book, one.currency)
    return tuple(found(known, told, final.get(known.item_no)) for known, told in pairs)


def _final(item: Stepping, known: Item, told: Came, book: Ruling) -> Ruling:
    if item.reason:
        return override(book, waive_fees=item.waive_fees)
    if known.ruling.overridden and is_as_asked(known, told):
        return override(book, waive_fees=not known.ruling.fees)
    demand_allowed(book, known.line_no)
    return book
