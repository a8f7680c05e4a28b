"""Invoicing: one invoice for an order, over all its groups and doors, once everything has gone."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from paraguas.invoices import queries as invoices
from paraguas.invoices.actions.credit_units import credit_units
from paraguas.invoices.actions.issue_invoices import issue_invoices
from paraguas.invoices.model import (
    CreditDraft,
    CreditReason,
    Document,
    DraftLine,
    Heading,
    InBundle,
    InvoiceDraft,
    Paid,
    Party,
    Treatment,
)
from paraguas.invoices.rules.crediting import creditable
from paraguas.invoices.rules.vat_number import is_vat_number
from paraguas.network.model import Entity, InvoicingMoment
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.model import FulfilmentStatus, GroupKind, PlacedLine, PlacedOrder
from paraguas.payments import queries as payments
from paraguas.payments.rules.balance import Balance
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import EntityId, OrderId
from paraguas.values.place import Address
from paraguas.values.quantity import Unit
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

GONE = frozenset((FulfilmentStatus.FULFILLED.value, FulfilmentStatus.DELIVERED.value))
"""Fulfilment statuses of orders nothing more leaves of."""


_DUE: Mapping[InvoicingMoment, frozenset[str]] = {
    InvoicingMoment.LAST_GONE: GONE,
    InvoicingMoment.FIRST_GONE: GONE | {FulfilmentStatus.PARTLY.value},
    InvoicingMoment.ON_DEMAND: frozenset(),
}
"""Fulfilment statuses in which an order is invoiced by itself."""

_DECLARED_BY_VAT = frozenset({
    *(Treatment.INTRA_COMMUNITY, Treatment.REVERSE_CHARGE, Treatment.DISTANCE, Treatment.EXPORT)
})  # fmt: skip
"""Treatments of sales that another country's tax office hears of, under a VAT number."""


class Invoicing(Struct, frozen=True):
    """An invoice somebody asks for."""

    stamp: Stamp
    order_id: OrderId


def invoice_on_demand(tx: Tx, item: Invoicing) -> Document:
    """Issue the invoice of an order now, because somebody asks for it."""
    return invoice_order(tx, item.stamp, item.order_id)


def invoice_when_gone(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Follow goods that left, or the cancelling of the rest: invoice at the market's moment."""
    order = orders.order(tx, chore.subject)
    market = network(tx).market(order.market)
    carried_out = all(group.kind is GroupKind.CARRY_OUT for group in order.groups)
    moment = market.invoicing if market else InvoicingMoment.LAST_GONE
    if order.fulfilment_status in _DUE[moment] and not carried_out:
        invoice_order(tx, stamp, order.order_id)


def invoice_order(tx: Tx, stamp: Stamp, order_id: OrderId) -> Document:
    """Invoice what was not cancelled of an order; gives the invoice there is, if there is one.

    At a till the receipt is enough until somebody asks for the invoice.  Lines that were added
    after it get one of their own.  Announces `invoice.issued.v1`; refuses NothingToInvoice.
    """
    issued = [each for each in invoices.invoices_of(tx, order_id) if each.refers_to is None]
    order = orders.order(tx, order_id)
    draft = _draft(tx, order)
    if issued:
        known = {line.line_no for each in issued for line in each.lines}
        added = tuple(one for one in draft.lines if one.line_no not in known and one.units)
        if not added:
            return issued[0]
        draft = replace(draft, lines=added, paid=())
    outcome = issue_invoices(tx, [(stamp, draft)])[0]
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def credit_cancelled(tx: Tx, stamp: Stamp, order_id: OrderId, units: Mapping[int, int]) -> None:
    """Credit those of these units that were invoiced before they were cancelled."""
    invoiced = creditable(invoices.invoices_of(tx, order_id), units)
    if invoiced:
        credit_units(tx, stamp, CreditDraft(order_id, invoiced, CreditReason.CANCELLED))


def _draft(tx: Tx, order: PlacedOrder) -> InvoiceDraft:
    entity = network(tx).entity(EntityId(order.entity_id))
    assert entity is not None, "an order of an entity that is not there"
    kinds = {group.group_no: group.kind.value for group in order.groups}
    balance = payments.balances(tx, [order.order_id]).get(order.order_id)
    return InvoiceDraft(
        _heading(tx, order, entity),
        tuple(_line(entry, kinds[entry.line.group_no]) for entry in order.lines),
        _paid(balance) if balance else (),
    )


def _heading(tx: Tx, order: PlacedOrder, entity: Entity) -> Heading:
    market = network(tx).market(order.market)
    shipped = next((group.address for group in order.groups if group.address), None)
    return Heading(
        order_id=order.order_id,
        order_number=order.number,
        entity_id=entity.entity_id,
        series=(market.invoice_series if market else "") or entity.invoice_series,
        zone=entity.zone,
        seller=_seller(tx, order, entity),
        buyer=_buyer(tx, order, shipped),
        language=order.language,
        currency=order.currency,
        prices_include_tax=order.prices_include_tax,
    )


def _seller(tx: Tx, order: PlacedOrder, entity: Entity) -> Party:
    """Give the seller, by the number the sale is declared under."""
    lines = [entry.line for entry in order.lines]
    declared_in = {
        entity.country
        if line.tax_treatment == Treatment.DISTANCE
        else line.jurisdiction.partition("-")[0]
        for line in lines
    }
    country = declared_in.pop() if len(declared_in) == 1 else entity.country
    number = entity.tax_number
    if country != entity.country or any(one.tax_treatment in _DECLARED_BY_VAT for one in lines):
        number = entity.tax_registrations.get(country, number)
    vat = is_vat_number(invoices.tax_table(tx), number, entity.country)
    return Party(entity.name, _at_home(entity), number, vat=vat)


def _buyer(tx: Tx, order: PlacedOrder, shipped: Address | None) -> Party:
    person = order.person
    home = shipped.country if shipped else ""
    vat = is_vat_number(invoices.tax_table(tx), person.tax_number, home)
    name = person.organisation or person.name
    return Party(name, shipped, person.tax_number, person.email, vat=vat)


def _at_home(entity: Entity) -> Address:
    country = entity.address.country or entity.country
    return msgspec.structs.replace(entity.address, country=country)


def _line(entry: PlacedLine, group: str) -> DraftLine:
    line = entry.line
    return DraftLine(
        line_no=line.line_no,
        group=group,
        code=line.code,
        title=line.title,
        unit=Unit(line.unit),
        quantity=line.quantity,
        units=entry.standing.wanted,
        amount_minor=line.amount_minor,
        tax_minor=line.tax_minor,
        tax_rate_pcm=line.tax_rate_pcm,
        discount_minor=line.discount_minor,
        tax_recorded=line.tax_category == "recorded",
        tax_treatment=Treatment(line.tax_treatment),
        tax_reason=line.tax_reason,
        tax_parts=line.tax_parts,
        bundle=InBundle(one.bundle_no, one.title, one.each) if (one := line.bundle) else None,
    )


def _paid(balance: Balance) -> tuple[Paid, ...]:
    return tuple(
        Paid(one.tender.kind.value, one.bearing, one.tender.label, one.rounding)
        for one in balance.tenders
        if one.bearing
    )
