"""The tax of lines whose goods go elsewhere now: theirs where another office asks for it."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.changes.errors import TaxMoves
from paraguas.invoices import queries as invoices
from paraguas.invoices.model import Treatment
from paraguas.journeys.checkout.frame import Bearings
from paraguas.journeys.checkout.slice import Slice
from paraguas.journeys.checkout.tax import GroupTax, line_terms
from paraguas.orders.actions.amend_terms import amend_terms
from paraguas.orders.model import Line, PlacedOrder
from paraguas.orders.rules.amending import position_of
from paraguas.plumbing.tx import Tx

RECORDED = "recorded"
"""The tax category of lines whose tax a till told."""

LEVIED = frozenset((
    *(Treatment.REVERSE_CHARGE, Treatment.INTRA_COMMUNITY, Treatment.EXPORT, Treatment.DISTANCE),
))  # fmt: skip
"""Treatments that come from where goods go and who buys them."""


def retax(
    tx: Tx,
    order: PlacedOrder,
    lines: Sequence[Line],
    *,
    known: Slice,
    bearings: Bearings,
    taxes: Sequence[GroupTax],
) -> None:
    """Tax lines as the way they go now asks for, where it is another office's than before.

    Refuses TaxMoves where that was invoiced already, or no tax was charged for a reason that may
    not hold any more.
    """
    moving = [line for line in lines if _moves(line, taxes[position_of(line.group_no)])]
    if not moving:
        return
    relieved = any(Treatment(line.tax_treatment).relieves for line in moving)
    if relieved or invoices.invoices_of(tx, order.order_id):
        raise TaxMoves
    now = [_retaxed(line, known, bearings, taxes[position_of(line.group_no)]) for line in moving]
    included = order.prices_include_tax
    amend_terms(tx, order.order_id, moving, now, prices_include_tax=included)


def _moves(line: Line, tax: GroupTax) -> bool:
    levy = tax.service if line.service else tax.goods
    was = Treatment(line.tax_treatment)
    # Without a treatment of its own, the rate of the place tells what else there is to say.
    same = was not in LEVIED if levy.treatment is None else was is levy.treatment
    elsewhere = line.jurisdiction != levy.jurisdiction or not same
    return elsewhere and line.tax_category != RECORDED


def _retaxed(line: Line, known: Slice, bearings: Bearings, tax: GroupTax) -> Line:
    terms = line_terms(
        known, bearings, tax, line.tax_category, line.amount_minor, service=line.service
    )
    rate = terms.rate
    return replace(
        line,
        amount_minor=terms.amount_minor,
        jurisdiction=terms.jurisdiction,
        tax_rate_pcm=rate.rate_pcm,
        tax_minor=terms.tax_minor,
        tax_treatment=rate.treatment.value,
        tax_reason=rate.reason,
        tax_parts=rate.parts,
    )
