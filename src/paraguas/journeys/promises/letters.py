"""Letters: what an order's person is told, in the language frozen on the order."""

from collections.abc import Mapping

from msgspec.structs import replace

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.model import Fulfilment
from paraguas.journeys.money.paying import left_open
from paraguas.journeys.promises.compensating import (
    compensate_broken,
    compensate_dropped,
    compensate_move,
)
from paraguas.journeys.promises.gift_letters import tell_recipient
from paraguas.messages.actions.queue_letters import queue_letters
from paraguas.messages.model import (
    Cancelled,
    Credit,
    CreditGiven,
    Item,
    LetterDraft,
    News,
    OrderChanged,
    PaymentDeclined,
    PromiseBroken,
    Promised,
    PromiseMoved,
    ReadyForPickUp,
    Recipient,
)
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.events import CUSTOMER_ASKED, ORDER_CHANGED
from paraguas.orders.model import Group, GroupKind, PlacedOrder, PromiseState
from paraguas.orders.rules.finding import contact_keys
from paraguas.orders.rules.telling import items_of
from paraguas.payments import queries as payments
from paraguas.payments.model import TransactionState
from paraguas.payments.rules.balance import LOWERED
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.secret_store import installed, secret
from paraguas.plumbing.tx import Tx
from paraguas.stored_value.rules.store_credit import store_credit_code
from paraguas.values.ids import FulfilmentId, OrderId, PlaceId, digest_id
from paraguas.values.links import sign_link
from paraguas.values.quantity import Unit
from paraguas.values.stamp import Stamp
from paraguas.values.time import Period

KINDS = {"deliver": "ship", "ready": "pick_up", "appointment": "service"}
"""Kind of promise -> how letters call it."""


def tell_promise_moved(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell that a promise has a new time, and what is given for it, unless she chose it herself."""
    fact = chore.read()
    if fact["cause"] in {CUSTOMER_ASKED, ORDER_CHANGED}:
        return
    order = orders.order(tx, chore.subject)
    kind = KINDS[fact["kind"]]
    place = place_name(tx, order, fact["group_no"])
    news = PromiseMoved(
        items=_items(order, fact["group_no"]),
        was=Promised(kind, place, Period(fact["was_earliest_at"], fact["was_latest_at"])),
        now=Promised(kind, place, Period(fact["earliest_at"], fact["latest_at"])),
        why=fact["cause"],
        credit=compensate_move(tx, stamp, order, fact),
    )
    queue_news(tx, stamp, chore, order, news)
    tell_recipient(tx, stamp, chore, order, fact["group_no"], news=replace(news, credit=None))


def tell_promise_broken(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell that we did not keep our word and what is given for it, where something is."""
    body = chore.read()
    order = orders.order(tx, chore.subject)
    broken = next(one for one in order.promises if one.promise_no == body["promise_no"])
    credit = compensate_broken(tx, stamp, order, broken, body["closed_at"])
    if credit is None:
        return
    news = PromiseBroken(
        items=_items(order, broken.group_no),
        was=Promised(
            KINDS[broken.kind],
            place_name(tx, order, broken.group_no),
            Period(broken.earliest_at, broken.latest_at),
        ),
        credit=credit,
    )
    queue_news(tx, stamp, chore, order, news)


def tell_ready(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell that goods wait in the store, with the code that opens them."""
    fact = chore.read()
    found = fulfilments.fulfilment(tx, OrderId(chore.subject), FulfilmentId(fact["fulfilment_id"]))
    tell_waiting(tx, stamp, chore, found)


def tell_waiting(
    tx: Tx, stamp: Stamp, chore: Chore, found: Fulfilment, *, again: bool = False
) -> None:
    """Write that goods wait in the store; again: as a reminder."""
    place = network(tx).place(found.place_id)
    if place is None or found.code is None:
        return
    news = ReadyForPickUp(
        place=place.name,
        address=_address_lines(place),
        code=found.code,
        until_at=found.collect_until,
        again=again,
        hours=tuple(_coming(tx, place.place_id, stamp.at)),
    )
    order = orders.order(tx, found.order_id)
    queue_news(tx, stamp, chore, order, news)
    tell_recipient(tx, stamp, chore, order, found.group_no, news=news)


def tell_cancelled(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell that units were cancelled, and what comes back; a change of the order tells its own."""
    fact = chore.read()
    if fact["cause"] == ORDER_CHANGED:
        return
    order = orders.order(tx, chore.subject)
    units = {line["line_no"]: line["quantity"] for line in fact["lines"]}
    at = _cancelled_at(tx, order.order_id, units)
    news = Cancelled(
        items=named_items(order, units),
        whole=fact["whole"],
        wished=fact["cause"] == CUSTOMER_ASKED,
        why=fact["cause"],
        refund_minor=payments.given_back_at(tx, order.order_id, at),
        currency=order.currency,
        credit=compensate_dropped(tx, stamp, order, fact),
        credited=_credited(tx, order, at),
    )
    queue_news(tx, stamp, chore, order, news)


def tell_credited(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell that money became store credit; of a cancellation its own letter does.

    Several parts that were given together are told in one letter.
    """
    fact = chore.read()
    if fact["cause"] == LOWERED:
        return
    order = orders.order(tx, chore.subject)
    steps = payments.book(tx, order.order_id).transactions
    at = next(one.asked_at for one in steps if one.transaction_no == fact["transaction_no"])
    credit = _credited(tx, order, at)
    if credit:
        cause = digest_id("credited", str(at))
        queue_news(tx, stamp, chore, order, CreditGiven(credit), cause=cause)


def _credited(tx: Tx, order: PlacedOrder, at: int) -> Credit | None:
    amount_minor = payments.credited_at(tx, order.order_id, at)
    keys = contact_keys(order.person, secret(tx, "contact"))
    if not (amount_minor and keys):
        return None
    return Credit(amount_minor, order.currency, store_credit_code(keys[0], order.currency))


def _cancelled_at(tx: Tx, order_id: OrderId, units: Mapping[int, int]) -> int:
    """Tell when these units were cancelled last: what that gave back was begun then."""
    log = reversed(orders.actions(tx, order_id))
    same = (each.at for each in log if each.counter == "cancelled" and dict(each.lines) == units)
    return next(same)


def tell_changed(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell what the order is now, and what it means for the money."""
    fact = chore.read()
    order = orders.order(tx, chore.subject)
    units = {entry.line.line_no: entry.standing.wanted for entry in order.lines}
    news = OrderChanged(
        items=named_items(order, units),
        total_minor=order.worth_minor,
        currency=order.currency,
        promised=tuple(
            Promised(
                KINDS[one.kind],
                place_name(tx, order, one.group_no),
                Period(one.earliest_at, one.latest_at),
            )
            for one in order.promises
            if one.state is PromiseState.OPEN
        ),
        paid_minor=fact["to_pay_minor"],
        refund_minor=fact["to_give_back_minor"],
    )
    queue_news(tx, stamp, chore, order, news)


def tell_declined(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell that a card was declined, unless it was paid another way since.

    Several that were declined together are told in one letter.
    """
    order = orders.order(tx, chore.subject)
    due = left_open(tx, order)
    if due:
        gone = order.fulfilment_status == "delivered"
        news = PaymentDeclined(due, order.currency, gone=gone)
        queue_news(tx, stamp, chore, order, news, cause=_declined(tx, order.order_id))


def _declined(tx: Tx, order_id: OrderId) -> str:
    """Name what was declined so far."""
    numbers = (
        str(one.transaction_no)
        for one in payments.book(tx, order_id).transactions
        if one.state is TransactionState.DECLINED
    )
    return digest_id("declined", *numbers)


def queue_news(
    tx: Tx, stamp: Stamp, chore: Chore, order: PlacedOrder, news: News, *, cause: str = ""
) -> None:
    """Queue the letter with this news to the person of an order; cause: the chore's without."""
    send_news(tx, stamp, order, news, cause=cause or chore.chore_id)


def send_news(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    news: News,
    *,
    cause: str,
    to: Recipient | None = None,
) -> None:
    """Queue the letter with this news; to: who it goes to, where it is not the order's person."""
    draft = draft_of(tx, order, news, at=stamp.at, cause=cause, to=to)
    queue_letters(tx, [(stamp, draft)])


def draft_of(
    tx: Tx, order: PlacedOrder, news: News, *, at: int, cause: str, to: Recipient | None = None
) -> LetterDraft:
    """Draft a letter about an order in its language and zone, with the link to its page."""
    market = network(tx).market(order.market)
    assert market is not None, "an order of a market that is not there"
    token = sign_link(order.order_id, at=at, secret=secret(tx, "link"))
    return LetterDraft(
        order_id=order.order_id,
        order_number=order.number,
        cause=cause,
        to=to or Recipient(order.person.name, order.person.email),
        language=order.language,
        zone=market.zone,
        country=market.country,
        brand=installed(tx, "brand", "Paraguas"),
        link=f"{installed(tx, 'public_url')}/o/{token}",
        news=news,
    )


def _items(order: PlacedOrder, group_no: int) -> tuple[Item, ...]:
    units = {
        entry.line.line_no: entry.standing.wanted
        for entry in order.lines
        if entry.line.group_no == group_no
    }
    return named_items(order, units)


def named_items(order: PlacedOrder, units: Mapping[int, int]) -> tuple[Item, ...]:
    """Name units of lines (line_no -> units) as their person knows them."""
    return tuple(Item(t.title, t.quantity, Unit(t.unit)) for t in items_of(order, units))


def place_name(tx: Tx, order: PlacedOrder, group_no: int) -> str:
    """Name the store of a group; empty for a parcel."""
    group: Group = next(g for g in order.groups if g.group_no == group_no)
    if group.kind is GroupKind.SHIP or group.place_id is None:
        return ""
    place = network(tx).place(group.place_id)
    return place.name if place else ""


def _address_lines(place: Place) -> tuple[str, ...]:
    address = place.address
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    return tuple(part for part in (address.line1, address.line2, town) if part)


def _coming(tx: Tx, place_id: PlaceId, at: int) -> list[Period]:
    net = network(tx)
    return [each for _, each in zip(range(3), net.openings_from(place_id, at), strict=False)]
