"""The confirmation of an order: what was agreed, on paper that stays with the person.

It is drafted from what stands a moment after placing, many orders at a look, and so costs placing
nothing.
"""

from collections.abc import Sequence

from paraguas.journeys.promises.letters import KINDS, draft_of, place_name
from paraguas.journeys.returning.case import Asking, rulings
from paraguas.messages.model import Item, LetterDraft, OrderPlaced, Promised, Seller, TaxSum
from paraguas.network.queries import network
from paraguas.orders.model import GroupKind, PlacedOrder, PromiseState
from paraguas.orders.rules.tax_told import tax_sums
from paraguas.payments.model import Book
from paraguas.plumbing.addresses import postal_lines
from paraguas.plumbing.secret_store import installed
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Asked, Ruling
from paraguas.values.ids import EntityId
from paraguas.values.money import share_of
from paraguas.values.quantity import Unit
from paraguas.values.refusal import Refusal
from paraguas.values.time import Period, days_until, local_day

CAUSE = "placed"
"""An order is confirmed once."""

_CHANGED_MIND = "changed_mind"


def confirmation_of(tx: Tx, order: PlacedOrder, book: Book | None, at: int) -> LetterDraft | None:
    """Draft the confirmation of an order; None for whom nobody can write to, or needs no letter.

    Who carries everything out of a store has a receipt; what was cancelled whole meanwhile has a
    letter of its own.
    """
    carried = all(group.kind is GroupKind.CARRY_OUT for group in order.groups)
    if carried or not order.person.email or not order.worth_minor:
        return None
    news = OrderPlaced(
        items=_items(order),
        total_minor=order.worth_minor,
        currency=order.currency,
        promised=_promised(tx, order),
        to=_addresses(order),
        paid=_paid(book),
        taxes=tuple(TaxSum(*key, minor) for key, minor in tax_sums(order).items()),
        tax_included=order.prices_include_tax,
        seller=_seller(tx, order),
        back=_back(tx, order, at),
    )
    return draft_of(tx, order, news, at=at, cause=CAUSE)


def _items(order: PlacedOrder) -> tuple[Item, ...]:
    return tuple(
        Item(
            entry.line.title,
            entry.standing.wanted,
            Unit(entry.line.unit),
            share_of(*(entry.line.amount_minor, 0, entry.standing.wanted, entry.line.quantity)),
        )
        for entry in order.lines
        if entry.standing.wanted
    )


def _promised(tx: Tx, order: PlacedOrder) -> tuple[Promised, ...]:
    return tuple(
        Promised(
            KINDS[one.kind],
            place_name(tx, order, one.group_no),
            Period(one.earliest_at, one.latest_at),
        )
        for one in order.promises
        if one.state is PromiseState.OPEN
    )


def _addresses(order: PlacedOrder) -> tuple[tuple[str, ...], ...]:
    told = (
        (group.addressee(order.person.name), *postal_lines(group.address))
        for group in order.groups
        if group.address
    )
    return tuple(dict.fromkeys(tuple(filter(None, lines)) for lines in told))


def _paid(book: Book | None) -> tuple[tuple[str, str, int], ...]:
    if book is None:
        return ()
    return tuple((one.kind.value, one.label, one.amount_minor) for one in book.tenders)


def _seller(tx: Tx, order: PlacedOrder) -> Seller | None:
    entity = network(tx).entity(EntityId(order.entity_id))
    if entity is None:
        return None
    lines = tuple(postal_lines(entity.address))
    return Seller(entity.name, lines, entity.tax_number, installed(tx, "contact_email"))


def _back(tx: Tx, order: PlacedOrder, at: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Tell for how long goods that come as agreed may be given back; nothing where they may not."""
    market = network(tx).market(order.market)
    today = local_day(at, market.zone if market else "UTC")
    titles: dict[int, list[str]] = {}
    for entry in order.lines:
        if not entry.line.service and entry.standing.wanted:
            asked = Asked(line_no=entry.line.line_no, units=1, reason=_CHANGED_MIND)
            for ruling in _rulings(tx, order, asked, at):
                days = days_until(today, ruling.until_on)
                titles.setdefault(days, []).append(entry.line.title)
    return tuple((days, tuple(dict.fromkeys(its))) for days, its in sorted(titles.items()))


def _rulings(tx: Tx, order: PlacedOrder, asked: Asked, at: int) -> Sequence[Ruling]:
    try:
        return [one for one in rulings(tx, order, [asked], Asking(at)) if one.allowed]
    except Refusal:
        return ()
