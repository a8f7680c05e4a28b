"""Returning: units of an order come back, at any place, for what the policy book gives."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.journeys.changing.bundles import keep_whole
from paraguas.journeys.money.store_credit import holder_of
from paraguas.journeys.returning.authority import demand_answer
from paraguas.journeys.returning.case import Asking, rulings
from paraguas.journeys.returning.lines import sold_lines
from paraguas.journeys.returning.money import give_early
from paraguas.journeys.returning.settling import settle_received
from paraguas.journeys.returning.stock import take_in
from paraguas.journeys.stock.codes import place_of
from paraguas.network.model import Place
from paraguas.orders import queries as orders
from paraguas.orders.actions.count_units import count_units
from paraguas.orders.actions.lock_order import lock_order
from paraguas.orders.errors import OrderAbsent
from paraguas.orders.model import Counter, PlacedOrder
from paraguas.orders.rules.finding import contact_keys
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.returns.actions.open_return import open_return
from paraguas.returns.actions.receive_return import receive_return
from paraguas.returns.errors import NothingReturned
from paraguas.returns.model import Asked, Came, Item, RefundMoment, Return, ReturnState, Ruling
from paraguas.returns.rules.receiving import as_it_came, demand_left, units_kept_whole
from paraguas.returns.rules.ruling import as_credit, demand_allowed, exchanged, guaranteed, override
from paraguas.staff.errors import AuthorityExceeded
from paraguas.staff.model import Actor
from paraguas.values.ids import EntityId, ReturnId, digest_id, short_number
from paraguas.values.stamp import Stamp


class Override(Struct, frozen=True):
    """More than the book gives: why, and whether nothing is kept of the money either."""

    reason: str
    waive_fees: bool = False


class Requesting(Struct, frozen=True):
    """Units to give back.

    order: id, number or `channel:key`.  actor: who answers where more is to be given than by the
    book; None for the person herself, who is given what the book gives.  gift: brought by who was
    given it.  contact: whose the store credit is, where any is given; the buyer's without.  place:
    where it comes back to, if that is known.  exchanged_minor: what is taken instead costs so much;
    None where nothing is.  guaranteed: a claim under the guarantee came to it.  as_credit: she
    would rather have store credit than what she paid with.
    """

    stamp: Stamp
    order: str
    items: tuple[Asked, ...]
    actor: Actor | None = None
    gift: bool = False
    contact: str = ""
    override: Override | None = None
    place: str = ""
    withdrawal: bool = False
    exchanged_minor: int | None = None
    guaranteed: bool = False
    as_credit: bool = False


class AtDesk(Struct, frozen=True):
    """A return in one step, by who stands in a place with the units; came: what becomes of them.

    till: whose drawer cash goes out of.
    """

    asked: Requesting
    came: tuple[Came, ...] = ()
    till: str = ""

    @property
    def stamp(self) -> Stamp:
        """The moment of the request."""
        return self.asked.stamp


class Drawn(Struct, frozen=True):
    """A return as drawn up, and what the book alone would give each of its items."""

    order: PlacedOrder
    one: Return
    book: tuple[Ruling, ...]

    def demand(self, actor: Actor | None) -> None:
        """Refuse what is given beyond the book where it is not for the actor to give."""
        given = [item.ruling for item in self.one.items]
        demand_answer(actor, given, self.book, self.order.currency)


def preview_return(tx: Tx, item: Requesting) -> tuple[Ruling, ...]:
    """Tell what the book gives units, without asking for anything; refuses more than are left."""
    order = order_of(tx, item.order)
    _demand_there(order, item)
    return rulings(tx, order, item.items, _asking(tx, item))


def request_return(tx: Tx, item: Requesting) -> Return:
    """Ask for a return; what the book allows is authorised at once, and may be refunded at once.

    Announces `return.requested.v1`.  More than the book gives waits for somebody with the
    authority.  Refuses ReturnLate, ReturnExcluded, ReturnTooMany and what the book does not know.
    """
    drawn = _draw(tx, item)
    one = drawn.one
    if item.override and not _may(item.actor, drawn):
        one = replace(one, state=ReturnState.REQUESTED, approved_by=None)
    open_return(tx, item.stamp, one)
    count_units(tx, item.stamp, one.order_id, Counter.COMING_BACK, one.units())
    if one.state is ReturnState.REQUESTED:
        return one
    return give_early(tx, item.stamp, drawn.order, one, RefundMoment.AT_ONCE)


def return_at_once(tx: Tx, item: AtDesk) -> Return:
    """Take units in at a desk: verdict, money, credit note and stock, all or nothing.

    Refuses as `request_return`, and AuthorityExceeded where more than the book gives is not for
    who stands there to give.
    """
    asked = item.asked
    drawn = _draw(tx, asked)
    place = place_of(tx, asked.place)
    if asked.override:
        drawn.demand(asked.actor)
    open_return(tx, asked.stamp, drawn.one)
    items = as_it_came(drawn.one.items, item.came)
    where = (place.place_id, place.entity_id)
    one = receive_return(tx, asked.stamp, drawn.one, items, where)
    count_units(tx, asked.stamp, one.order_id, Counter.RETURNED, one.came())
    take_in(tx, asked.stamp, one, place.place_id)
    return settle_received(tx, asked.stamp, one, till=item.till)


def order_of(tx: Tx, text: str) -> PlacedOrder:
    """Find an order by id, number or `channel:key`; OrderAbsent where it is not just one."""
    found = orders.find(tx, text, secret=secret(tx, "contact"), most=2)
    if len(found) != 1:
        raise OrderAbsent(order=text)
    return orders.order(tx, found[0])


def _draw(tx: Tx, item: Requesting) -> Drawn:
    order_id = order_of(tx, item.order).order_id
    lock_order(tx, order_id)
    order = orders.order(tx, order_id)
    _demand_there(order, item)
    book = rulings(tx, order, item.items, _asking(tx, item))
    given = [_given(one, asked, item) for one, asked in zip(book, item.items, strict=True)]
    if item.as_credit:
        given = [as_credit(one) for one in given]
    return Drawn(order, _return(tx, order, item, given), book)


def _given(book: Ruling, asked: Asked, item: Requesting) -> Ruling:
    if item.override and item.actor:
        return override(book, waive_fees=item.override.waive_fees)
    given = guaranteed(book) if item.guaranteed else book
    if item.exchanged_minor is not None:
        given = exchanged(book)
    demand_allowed(given, asked.line_no)
    return given


def _return(tx: Tx, order: PlacedOrder, item: Requesting, given: Sequence[Ruling]) -> Return:
    stamp, lines = item.stamp, {entry.line.line_no: entry.line for entry in order.lines}
    actor, place = stamp.by.actor, _place(tx, item)
    return Return(
        order_id=order.order_id,
        return_id=ReturnId(stamp.ids.next()),
        number=short_number(stamp.ids.draw()),
        version=1,
        state=ReturnState.AUTHORISED,
        entity_id=EntityId(order.entity_id),
        currency=order.currency,
        door=stamp.by.door,
        asked_at=stamp.at,
        asked_by=actor,
        gift=item.gift,
        withdrawal=item.withdrawal,
        items=tuple(
            Item(
                *(number, asked.line_no, lines[asked.line_no].sku_id, asked.units, asked.reason),
                *(asked.handling, asked.opened, asked.defect, ruling),
            )
            for number, (asked, ruling) in enumerate(zip(item.items, given, strict=True), start=1)
        ),
        holder_id=_holder(tx, order, item),
        override=item.override.reason if item.override else None,
        override_by=actor if item.override else None,
        approved_by=actor if item.override else None,
        place_id=place.place_id if place else None,
        place_entity_id=place.entity_id if place else None,
        exchanged_minor=item.exchanged_minor or 0,
    )


def _holder(tx: Tx, order: PlacedOrder, item: Requesting) -> str | None:
    if item.contact:
        return holder_of(tx, item.contact)
    keys = contact_keys(order.person, secret(tx, "contact"))
    # What was a present is not for its buyer to hear of, nor to be paid.
    known = keys[0] if keys and not item.gift else None
    nobody = None if item.exchanged_minor is None else digest_id("exchange", item.stamp.ids.next())
    return known or nobody


def _demand_there(order: PlacedOrder, item: Requesting) -> None:
    """Refuse units that are not there to come back, and parts of a bundle that stays whole.

    A part that is faulty may come alone, and what somebody answers for.
    """
    if not item.items:
        raise NothingReturned
    demand_left(item.items, {number: line.left for number, line in sold_lines(order).items()})
    if not item.override:
        parts = {e.line.line_no: e.line.bundle.bundle_no for e in order.lines if e.line.bundle}
        keep_whole(order, units_kept_whole(item.items, parts))


def _asking(tx: Tx, item: Requesting) -> Asking:
    return Asking(item.stamp.at, item.gift, _place(tx, item))


def _place(tx: Tx, item: Requesting) -> Place | None:
    return place_of(tx, item.place) if item.place else None


def _may(actor: Actor | None, drawn: Drawn) -> bool:
    try:
        drawn.demand(actor)
    except AuthorityExceeded:
        return False
    return True
