"""Compensation: a promise the brand moved or broke is made good by the rules of its market."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from paraguas.compensation.actions.grant_compensation import grant_compensation
from paraguas.compensation.model import BROKEN, Award, Compensation, Promised, Rules, Slip
from paraguas.compensation.queries import compensations_of, rules_in
from paraguas.compensation.rules.deciding import decide, lateness, since_agreed
from paraguas.journeys.serving.store_work import PART
from paraguas.messages.model import Credit
from paraguas.orders.events import CUSTOMER_ASKED, ORDER_CHANGED
from paraguas.orders.model import PlacedOrder, Promise, PromiseState
from paraguas.orders.rules.finding import contact_keys
from paraguas.payments.model import PaymentStatus
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.stored_value.actions.grant_store_credit import grant_store_credit
from paraguas.stored_value.rules.store_credit import store_credit_code
from paraguas.values.ids import digest_id
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp

_HERS = frozenset((CUSTOMER_ASKED, ORDER_CHANGED, PART))
"""Causes of promises whose time the person chose."""

_NOT_PAID = frozenset((
    *(PaymentStatus.PENDING, PaymentStatus.DECLINED),
    *(PaymentStatus.VOIDED, PaymentStatus.REFUNDED),
))  # fmt: skip


_GIVEN_BACK = frozenset((PaymentStatus.VOIDED, PaymentStatus.REFUNDED))


def compensate_move(
    tx: Tx, stamp: Stamp, order: PlacedOrder, moved: Mapping[str, Any]
) -> Credit | None:
    """Give what a moved promise (`promise.moved.v1`) is worth, once; None for nothing.

    Writes the compensation, announces `compensation.granted.v1` and grants store credit.
    """
    if moved["cause"] in _HERS:
        return None
    promise = _promise(order, moved.get("promise_no", 0))
    if promise is None:
        return None
    return _compensate(
        *(tx, stamp, order, promise), cause=moved["cause"], until_at=moved["latest_at"]
    )


def compensate_broken(
    tx: Tx, stamp: Stamp, order: PlacedOrder, promise: Promise, closed_at: int
) -> Credit | None:
    """Give what a promise is worth that was kept too late, as `compensate_move` does.

    What she left in the store for another day is hers to fetch, and breaks no word of ours.
    """
    if promise.cause == PART:
        return None
    return _compensate(tx, stamp, order, promise, cause=BROKEN, until_at=closed_at)


def compensate_dropped(
    tx: Tx, stamp: Stamp, order: PlacedOrder, cancelled: Mapping[str, Any]
) -> Credit | None:
    """Give what promises are worth that the brand dropped (`order.cancelled.v1`), once each.

    Their money goes back all the same, so that it does not count here.
    """
    if cancelled["cause"] in _HERS:
        return None
    lines = {entry.line.line_no: entry.line.group_no for entry in order.lines}
    groups = {lines[each["line_no"]] for each in cancelled["lines"]}
    given = [
        _compensate(
            *(tx, stamp, order, promise),
            cause=cancelled["cause"],
            until_at=promise.latest_at,
            but=_GIVEN_BACK,
        )
        for promise in order.promises
        if promise.group_no in groups and promise.state is PromiseState.DROPPED
    ]
    return next(filter(None, given), None)


def _promise(order: PlacedOrder, promise_no: int) -> Promise | None:
    return next((one for one in order.promises if one.promise_no == promise_no), None)


def _compensate(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    promise: Promise,
    *,
    cause: str,
    until_at: int,
    but: frozenset[PaymentStatus] = frozenset(),
) -> Credit | None:
    rules = rules_in(tx, order.market)
    holders = contact_keys(order.person, secret(tx, "contact"))
    if rules is None or not holders:
        return None
    code = store_credit_code(holders[0], order.currency)
    given = {one.promise_no: one for one in compensations_of(tx, order.order_id)}
    made = given.get(promise.promise_no)
    if made is None and _entitled(order, rules, but):
        slip = _slip(order, promise, given, cause=cause, until_at=until_at)
        award = decide(rules, slip)
        if award:
            new = _compensation(order, promise.promise_no, slip, award, version=rules.version)
            made = _grant(tx, stamp, holders[0], new)
    return Credit(made.amount_minor, made.currency, code) if made else None


def _entitled(order: PlacedOrder, rules: Rules, but: frozenset[PaymentStatus]) -> bool:
    paid = order.payment_status in but or order.payment_status not in _NOT_PAID
    return paid and order.currency == rules.currency


def _slip(
    order: PlacedOrder,
    promise: Promise,
    given: Mapping[int, Compensation],
    *,
    cause: str,
    until_at: int,
) -> Slip:
    group = [
        Promised(one.promise_no, one.latest_at, one.cause is None or one.cause in _HERS)
        for one in order.promises
        if one.group_no == promise.group_no
    ]
    own = since_agreed(group, promise.promise_no)
    before = [given[one.promise_no] for one in own if one.promise_no in given]
    return Slip(
        kind=promise.kind,
        cause=cause,
        late=lateness(own[0], until_at),
        worth_minor=order.worth_minor,
        given_minor=sum(one.amount_minor for one in before),
        given_order_minor=sum(one.amount_minor for one in given.values()),
    )


def _compensation(
    order: PlacedOrder, promise_no: int, slip: Slip, award: Award, *, version: int
) -> Compensation:
    return Compensation(
        *(order.order_id, promise_no, slip.kind, slip.cause, slip.late, order.market, version),
        *(award.rule_no, award.amount_minor, order.currency),
        credit_id=digest_id("compensation", order.order_id, str(promise_no)),
    )


def _grant(tx: Tx, stamp: Stamp, holder_id: str, new: Compensation) -> Compensation:
    money = Money(new.amount_minor, new.currency)
    card = grant_store_credit(tx, stamp, holder_id, money, new.credit_id)
    granted = replace(new, card_id=card.card_id, granted_at=stamp.at)
    grant_compensation(tx, stamp, granted)
    return granted
