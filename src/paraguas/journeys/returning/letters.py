"""Letters about returns: agreed to, settled, and the receipt of a withdrawal."""

from collections.abc import Mapping, Sequence

from paraguas.journeys.promises.letters import named_items, queue_news, send_news
from paraguas.messages.model import (
    Credit,
    Recipient,
    ReturnAgreed,
    ReturnSettled,
    WithdrawalReceived,
)
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.model import PlacedOrder
from paraguas.orders.rules.finding import contact_keys
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Return
from paraguas.returns.queries import the_return
from paraguas.stored_value.rules.store_credit import store_credit_code
from paraguas.values.ids import PlaceId, digest_id
from paraguas.values.stamp import Stamp


def tell_return_agreed(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell how units may come back and for what, unless they were handed over at that moment.

    What was a present is not told to its buyer.
    """
    one = the_return(tx, chore.read()["return_id"])
    if one.gift or one.received_at == one.asked_at:
        return
    order = orders.order(tx, one.order_id)
    verdict = dict.fromkeys(item.ruling.text for item in one.items)
    news = ReturnAgreed(named_items(order, one.units()), one.number, tuple(verdict))
    queue_news(tx, stamp, chore, order, news)


def tell_return_settled(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell what is given back; the code of store credit only to whom it belongs."""
    fact = chore.read()
    one = the_return(tx, fact["return_id"])
    if one.gift:
        return
    order = orders.order(tx, one.order_id)
    place = network(tx).place(PlaceId(fact["place_id"])) if fact["place_id"] else None
    units = {line["line_no"]: line["quantity"] for line in fact["lines"]}
    news = ReturnSettled(
        items=named_items(order, units),
        number=one.number,
        place=place.name if place else "",
        refund_minor=fact["refunded_minor"],
        fee_minor=fact["fee_minor"],
        currency=fact["currency"],
        credit=_credit(one, contact_keys(order.person, secret(tx, "contact"))),
    )
    queue_news(tx, stamp, chore, order, news)


def acknowledge(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    units: Mapping[int, int],
    to: Recipient,
    *,
    number: str,
) -> None:
    """Acknowledge a withdrawal to whom the person named, with the day and hour it arrived.

    number: of the return its goods travel under, if any have left.
    """
    news = WithdrawalReceived(
        items=named_items(order, units),
        name=to.name,
        reply_to=to.email,
        at=stamp.at,
        number=number,
    )
    send_news(tx, stamp, order, news, cause=digest_id("withdrawal", str(stamp.at)), to=to)


def _credit(one: Return, keys: Sequence[str]) -> Credit | None:
    if one.exchanged_minor or not one.credited_minor:
        return None
    if one.holder_id is None or one.holder_id not in keys:
        return None
    code = store_credit_code(one.holder_id, one.currency)
    return Credit(one.credited_minor, one.currency, code)
