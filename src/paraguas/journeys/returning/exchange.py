"""Exchange at a desk: units come back, others are taken, and only the difference is settled.

What comes back pays for what is taken as store credit; what it is worth beyond that goes back to
the tenders it was paid with, and what it is short of is paid with others.
"""

from msgspec import Struct
from msgspec.structs import replace, replace as changed

from paraguas.journeys.checkout.draft import draft
from paraguas.journeys.checkout.placing import place_orders
from paraguas.journeys.checkout.slice import read_slice
from paraguas.journeys.returning.returning import AtDesk, order_of, return_at_once
from paraguas.journeys.stock.codes import place_of
from paraguas.network.queries import network
from paraguas.orders.errors import CurrencyWrong
from paraguas.orders.model import GroupKind, Wish, WishedGroup, WishedLine, WishedTender
from paraguas.orders.rules.confirming import Confirmation
from paraguas.payments.model import TenderKind
from paraguas.plumbing.tx import Tx
from paraguas.returns.actions.note_exchange import note_exchange
from paraguas.returns.model import Return
from paraguas.stored_value.rules.store_credit import store_credit_code
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp


class Exchanging(Struct, frozen=True):
    """What comes back at a desk, what is taken instead, and what pays the difference."""

    back: AtDesk
    lines: tuple[WishedLine, ...]
    tenders: tuple[WishedTender, ...] = ()

    @property
    def stamp(self) -> Stamp:
        """The moment of the request."""
        return self.back.stamp


class Exchanged(Struct, frozen=True):
    """An exchange: the return, and the order of what was taken instead."""

    back: Return
    order: Confirmation


def exchange_at_once(tx: Tx, item: Exchanging) -> Exchanged:
    """Take units in and hand others out, all or nothing; announces `return.exchanged.v1`.

    The book says until when something may be exchanged, which may be longer than its money is
    given back.  Refuses what a return and an order refuse, and a place of another currency.
    """
    wish = _wish(tx, item)
    total = draft(read_slice(tx, [wish]), wish).sums.total_minor
    asked = replace(item.back.asked, exchanged_minor=total)
    back = return_at_once(tx, replace(item.back, asked=asked))
    outcome = place_orders(tx, [changed(wish, tenders=(*_credit(back), *item.tenders))])[0]
    if isinstance(outcome, Refusal):
        raise outcome
    note_exchange(tx, item.stamp, back, outcome.order_id, total)
    return Exchanged(back, outcome)


def _wish(tx: Tx, item: Exchanging) -> Wish:
    asked = item.back.asked
    order, place = order_of(tx, asked.order), place_of(tx, asked.place)
    market = network(tx).market(place.market)
    assert market is not None, "a place of a market that is not there"
    if market.currency != order.currency:
        raise CurrencyWrong(currency=order.currency, market_currency=market.currency)
    return Wish(
        stamp=item.stamp,
        channel=item.stamp.by.door,
        market=place.market,
        lines=item.lines,
        groups=(WishedGroup(GroupKind.CARRY_OUT),),
        person=order.person,
        place=place.code,
        language=order.language,
    )


def _credit(back: Return) -> tuple[WishedTender, ...]:
    if not back.credited_minor or back.holder_id is None:
        return ()
    code = store_credit_code(back.holder_id, back.currency)
    kind = TenderKind.STORE_CREDIT.value
    amount = min(back.credited_minor, back.exchanged_minor)
    return (WishedTender(kind, amount, code),) if amount else ()
