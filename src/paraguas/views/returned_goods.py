"""Returns against the lines they came of and the money that was given back for them."""

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, func, select

from paraguas.claims.model import OPEN, ClaimState
from paraguas.claims.tables import claims
from paraguas.orders.tables import order_lines, orders
from paraguas.payments.rules.balance import GUARANTEED, RETURNED
from paraguas.payments.tables import payment_transactions
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Item, ReturnState
from paraguas.returns.tables import returns
from paraguas.values.audit import Check
from paraguas.views.order_spans import spans, within

_l, _r, _x, _o = order_lines.c, returns.c, payment_transactions.c, orders.c
_k = claims.c
_RETURNS = within(returns, _r.number, _r.state, _r["items"], _r.refunded_minor)
_LINES = within(
    order_lines, _l.line_no, _l.coming_back, _l.returned, _l.amount_minor, _l.tax_minor
).where(_l.coming_back + _l.returned > 0)
_ON_TOP = within(orders, _o.prices_include_tax).where(_o.prices_include_tax.is_(False))
_GIVEN = (
    within(payment_transactions, func.sum(_x.amount_minor).label("given"))
    .where(_x.kind == "refund", _x.reason == RETURNED)
    .group_by(_x.order_id)
)
_CLAIMS = within(claims, _k.line_no, _k.units, _k.state, _k.given_minor)
_LOWERED = (
    within(payment_transactions, func.sum(_x.amount_minor).label("given"))
    .where(_x.kind == "refund", _x.reason == GUARANTEED)
    .group_by(_x.order_id)
)
_MANY = select(func.count()).select_from(returns)
_decode = msgspec.json.Decoder(tuple[Item, ...]).decode
_OPEN = frozenset((ReturnState.REQUESTED.value, ReturnState.AUTHORISED.value))
_HERE = frozenset((ReturnState.RECEIVED.value, ReturnState.SETTLED.value))

Sums = Tally[tuple[str, int]]
"""By order and line."""


def audit_returns(tx: Tx) -> tuple[Check, ...]:
    """Verify that lines count what their returns and claims say, and their money likewise."""
    many = int(tx.value(_MANY))
    counted: list[str] = []
    dear: list[str] = []
    unpaid: list[str] = []
    lowered: list[str] = []
    for span in spans(tx):
        found = tx.all(_RETURNS, **span)
        coming, back, money = _summed(found)
        claimed = tx.all(_CLAIMS, **span)
        coming += _open_claims(claimed)
        lines = tx.all(_LINES, **span)
        counted += _miscounted(lines, coming, back)
        on_top = {row.order_id for row in tx.all(_ON_TOP, **span)} if found else set()
        dear += _too_dear(lines, money, on_top)
        unpaid += _unpaid(found, tx.all(_GIVEN, **span))
        lowered += _unlowered(claimed, tx.all(_LOWERED, **span))
    return (
        Check("a line counts the units of its returns and open claims", many, tuple(counted)),
        Check("a line is given back what it cost at most", many, tuple(dear)),
        Check("what returns gave back was refunded", many, tuple(unpaid)),
        Check("what lines were lowered by was refunded", many, tuple(lowered)),
    )


def _summed(found: Sequence[Row[Any]]) -> tuple[Sums, Sums, Sums]:
    """Sum units on their way back, units that are back, and what was owed for these."""
    coming, back, money = Sums(), Sums(), Sums()
    for row in found:
        for item in _decode(row.items):
            key = row.order_id, item.line_no
            if row.state in _OPEN:
                coming[key] += item.units
            if row.state in _HERE:
                back[key] += item.came or 0
                money[key] += item.given.refund_minor if item.came else 0
            if row.state == ReturnState.LOST.value:
                back[key] += item.units
                money[key] += item.given.refund_minor
    return coming, back, money


def _miscounted(lines: Sequence[Row[Any]], coming: Sums, back: Sums) -> Iterator[str]:
    told = {(row.order_id, row.line_no): (row.coming_back, row.returned) for row in lines}
    for key in sorted({*told, *coming, *back}):
        counts, sums = told.get(key, (0, 0)), (coming[key], back[key])
        if counts != sums:
            yield f"order {key[0]} line {key[1]} counts {counts}, its returns {sums}"


def _too_dear(lines: Sequence[Row[Any]], money: Sums, on_top: set[str]) -> Iterator[str]:
    for row in lines:
        cost = row.amount_minor + (row.tax_minor if row.order_id in on_top else 0)
        given = money[row.order_id, row.line_no]
        if given > cost:
            yield f"order {row.order_id} line {row.line_no} cost {cost}, returns give {given}"


def _unpaid(found: Sequence[Row[Any]], given: Sequence[Row[Any]]) -> Iterator[str]:
    said: Tally[str] = Tally()
    for row in found:
        said[row.order_id] += row.refunded_minor
    paid = {row.order_id: row.given for row in given}
    for order_id in sorted({*said, *paid}):
        if said[order_id] != paid.get(order_id, 0):
            told = f"order {order_id}: returns gave back {said[order_id]}"
            yield f"{told}, refunds say {paid.get(order_id, 0)}"


def _open_claims(found: Sequence[Row[Any]]) -> Sums:
    sums = Sums()
    for row in found:
        if row.state in OPEN:
            sums[row.order_id, row.line_no] += row.units
    return sums


def _unlowered(claimed: Sequence[Row[Any]], given: Sequence[Row[Any]]) -> Iterator[str]:
    said: Tally[str] = Tally()
    for row in claimed:
        if row.state == ClaimState.REDUCED.value:
            said[row.order_id] += row.given_minor
    paid = {row.order_id: row.given for row in given}
    for order_id in sorted({*said, *paid}):
        if said[order_id] != paid.get(order_id, 0):
            told = f"order {order_id}: claims lowered it by {said[order_id]}"
            yield f"{told}, refunds say {paid.get(order_id, 0)}"
