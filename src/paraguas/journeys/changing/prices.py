"""Prices of an order that changes: overridden, or lowered as goodwill, before they are invoiced."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.changes.errors import GoodwillTooMuch, LineAbsent, PriceFixed
from paraguas.changes.model import Change, GiveGoodwill, OverridePrice
from paraguas.invoices import queries as invoices
from paraguas.invoices.rules.tax import tax_line
from paraguas.orders import queries as orders
from paraguas.orders.actions.amend_terms import amend_terms
from paraguas.orders.model import Line, PlacedOrder
from paraguas.orders.rules.amending import line_of
from paraguas.orders.rules.repricing import (
    can_reprice,
    cost_of,
    given_between,
    lowered,
    overridden,
)
from paraguas.plumbing.tx import Tx
from paraguas.promotions.actions.drop_shares import drop_shares
from paraguas.values.ids import OrderId


def change_prices(tx: Tx, order_id: OrderId, changes: Sequence[Change]) -> int:
    """Reprice lines, and tell by how much they were lowered in all.

    Refuses PriceFixed where something left, was invoiced or was told by a till, and taking off more
    than it costs.
    """
    wished = [one for one in changes if isinstance(one, OverridePrice | GiveGoodwill)]
    if not wished:
        return 0
    order = orders.order(tx, order_id)
    if invoices.invoices_of(tx, order_id):
        raise PriceFixed
    lines = {e.line.line_no: e.line for e in order.lines if can_reprice(e)}
    was = dict(lines)
    for change in wished:
        for line in _repriced(order, lines, change):
            lines[line.line_no] = line
    now = [_taxed(order, line) for line in lines.values() if line != was[line.line_no]]
    before = [was[line.line_no] for line in now]
    amend_terms(tx, order_id, before, now, prices_include_tax=order.prices_include_tax)
    if order.discount_minor:
        drop_shares(tx, order_id, {c.line_no for c in wished if isinstance(c, OverridePrice)})
    return given_between(order, now)


def _repriced(
    order: PlacedOrder, lines: dict[int, Line], change: OverridePrice | GiveGoodwill
) -> list[Line]:
    if isinstance(change, OverridePrice):
        return [overridden(_line(order, lines, change.line_no), change.unit_price_minor)]
    named = change.line_no
    chosen = [*lines.values()] if named is None else [_line(order, lines, named)]
    if not chosen:
        raise PriceFixed
    if change.amount_minor > cost_of(chosen):
        raise GoodwillTooMuch
    return lowered(chosen, change.amount_minor)


def _line(order: PlacedOrder, lines: dict[int, Line], line_no: int) -> Line:
    if line_of(order, line_no) is None:
        raise LineAbsent(line=line_no)
    if line_no not in lines:
        raise PriceFixed
    return lines[line_no]


def _taxed(order: PlacedOrder, line: Line) -> Line:
    included = order.prices_include_tax
    taxed = tax_line(line.amount_minor, line.tax_rate_pcm, inclusive=included)
    return replace(line, tax_minor=taxed.tax_minor)
