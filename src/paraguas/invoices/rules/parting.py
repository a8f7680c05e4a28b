"""Documents take units of a line: invoices from its first on, credit notes from the last back.

A cancellation takes a line's last units too, so that refund and credit note come to the same.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.invoices.model import DocumentLine, DraftLine
from paraguas.values.money import share_of

Span = tuple[int, int]
"""Units from the first up to, not with, the second."""


def invoice_part(
    line: DraftLine, before: Sequence[DocumentLine], *, inclusive: bool
) -> DocumentLine | None:
    """Give the next units of a line as an invoice's line; None when it has not that many left.

    before: the parts of the line invoiced so far.
    """
    first = sum(part.units for part in before)
    whole = line.quantity == 0 and line.units == 0 and not before
    if not whole and not 0 < line.units <= line.quantity - first:
        return None
    span = (first, first + line.units)
    blank = DocumentLine(
        *(line.line_no, len(before), 0, 0, line.group, line.code, line.title, line.unit),
        *(line.quantity, line.amount_minor, line.tax_minor, line.tax_rate_pcm),
        *(line.tax_recorded, 0, 0, 0),
        tax_treatment=line.tax_treatment,
        tax_reason=line.tax_reason,
        tax_parts=line.tax_parts,
        bundle=line.bundle,
    )
    discount = share_of(line.discount_minor, *span, line.quantity)
    return replace(reckon(blank, span, inclusive=inclusive), discount_minor=discount)


def credit_spans(
    invoiced: Sequence[DocumentLine], credited: Sequence[DocumentLine], units: int
) -> list[tuple[DocumentLine, Span]] | None:
    """Choose the last invoiced units not yet credited: (invoice's line, span), the last first.

    None when there are not that many.  A line whose quantity is 0 is credited as a whole, once.
    """
    if units == 0 and len(invoiced) == 1 and invoiced[0].quantity == 0 and not credited:
        return [(invoiced[0], (0, 0))]
    chosen: list[tuple[DocumentLine, Span]] = []
    left = units
    for part in reversed(invoiced):
        for first, until in _free(part, credited):
            if left > 0:
                start = max(first, until - left)
                chosen.append((part, (start, until)))
                left -= until - start
    return chosen if units > 0 and left == 0 else None


def reckon(line: DocumentLine, span: Span, *, inclusive: bool) -> DocumentLine:
    """Give the part of a line that is a span of its units, at its share of amount and tax."""
    first, until = span
    tax = share_of(line.line_tax_minor, first, until, line.quantity)
    amount = share_of(line.line_amount_minor, first, until, line.quantity)
    return replace(
        line,
        first_unit=first,
        units=until - first,
        net_minor=amount - tax if inclusive else amount,
        tax_minor=tax,
    )


def _free(part: DocumentLine, credited: Sequence[DocumentLine]) -> list[Span]:
    free, until = [], part.until_unit
    for taken in sorted(credited, key=lambda taken: taken.first_unit, reverse=True):
        first, last = max(taken.first_unit, part.first_unit), min(taken.until_unit, until)
        if first < last:
            free.append((last, until))
            until = first
    free.append((part.first_unit, until))
    return [(first, end) for first, end in free if first < end]
