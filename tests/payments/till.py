"""Orders to pay and gift cards to pay them with, as the tests of payments need them."""

import asyncio
from collections.abc import Sequence
from itertools import count

from msgspec.structs import replace

from paraguas.journeys.money.stored_tenders import move_stored, reach_of
from paraguas.payments.actions.settle_transactions import settle_transactions
from paraguas.payments.actions.write_payments import write_payments
from paraguas.payments.model import PaymentPlan, TenderKind, TenderOffer
from paraguas.payments.provider import call_provider
from paraguas.payments.queries import ask_books, balances, provider_calls
from paraguas.payments.rules.stepping import taken
from paraguas.payments.rules.tendering import decide_tenders
from paraguas.plumbing.chores import due, finish
from paraguas.plumbing.facts import BUCKETS
from paraguas.stored_value.actions.issue_gift_card import issue_gift_card
from paraguas.stored_value.queries import slice_values
from paraguas.values.by import SYSTEM
from paraguas.values.ids import Ids, digest_id
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY

AT = 1_780_000_000_000_000
_seeds = count(1)


def stamp(at: int = AT) -> Stamp:
    return Stamp(at, SYSTEM, Ids(at, next(_seeds)))


def card(token: str = "tok_ok", amount: int | None = None) -> TenderOffer:
    return TenderOffer(TenderKind.CARD, amount, token)


def gift(code: str, amount: int | None = None) -> TenderOffer:
    return TenderOffer(TenderKind.GIFT_CARD, amount, code)


def cash(given: int | None = None, amount: int | None = None) -> TenderOffer:
    return TenderOffer(TenderKind.CASH, amount, given_minor=given)


def terminal(amount: int | None = None) -> TenderOffer:
    return TenderOffer(TenderKind.TERMINAL, amount, "T-7 0042")


def issue(db, code: str, amount: int, currency: str = "EUR") -> None:
    with db.writing() as tx:
        cause = digest_id("campaign", "spring")
        issue_gift_card(tx, stamp(), code, Money(amount, currency), cause)


def plan(tx, offers: Sequence[TenderOffer], total: int, **how) -> PaymentPlan:
    values = slice_values(tx, [o.token for o in offers if o.kind is TenderKind.GIFT_CARD])
    reaching = [replace(o, reach=reach_of(values, o.kind, o.token, "EUR")) for o in offers]
    return decide_tenders(reaching, total, "EUR", **({"on_site": False} | how))


def write(tx, plans) -> None:
    """Write plans, and what they take from gift cards beside them, as check-out does."""
    write_payments(tx, plans)
    move_stored(
        tx, [move for moment, order_id, one in plans for move in taken(order_id, one, moment.at)]
    )


def place(db, offers: Sequence[TenderOffer], total: int, **how) -> str:
    """Place an order to pay and give its id."""
    with db.writing() as tx:
        moment = stamp()
        order_id = moment.ids.next()
        write(tx, [(moment, order_id, plan(tx, offers, total, **how))])
    return order_id


def transaction_of(chore):
    """Which transaction an errand is about."""
    told = chore.read()
    return told["order_id"], told["transaction_no"]


def work(db, provider, *, at: int = AT, rounds: int = 1) -> int:
    """Do the payment errands that are due, as the worker does; how many were done."""
    done = 0
    for _ in range(rounds):
        with db.reading() as tx:
            chores = due(tx, "errand:payment", buckets=range(BUCKETS), now=at, most=500)
            wanted = [transaction_of(chore) for chore in chores]
            calls = provider_calls(tx, wanted)
        answers = [
            (
                stamp(at),
                call.order_id,
                call.transaction_no,
                asyncio.run(call_provider(provider, call)),
            )
            for call in calls.values()
        ]
        with db.writing() as tx:
            settle(tx, answers)
            finish(tx, chores)
            done += len(chores)
    return done


def settle(tx, answers):
    """Note answers in the books as they stand; the balances of what moved."""
    return settle_transactions(tx, ask_books(tx, [o for _, o, _, _ in answers])(), answers)


def work_off(db, provider) -> None:
    """Do errands day after day until none is left."""
    at = AT + DAY
    while work(db, provider, at=at):
        at += DAY


def balance_of(db, order_id: str):
    with db.reading() as tx:
        return balances(tx, [order_id])[order_id]


def status_of(db, order_id: str) -> str:
    return balance_of(db, order_id).status().value
