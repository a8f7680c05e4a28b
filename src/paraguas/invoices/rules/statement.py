"""What an electronic invoice states: the amounts of EN 16931, so that its calculation rules hold.

File and paper are one document, so the file states the nets and taxes that were issued, to the
minor unit: a line's net is what is left of its frozen amount, and lines sum to the totals exactly
(BR-CO-10, 13 to 16; BR-S-08).  The tax of a rate is the sum of its lines' taxes.  It differs from
taxable x rate by the lines' roundings, for which the norm's rules leave less than one whole unit
of the currency (BR-CO-17, BR-S-09).  Where the roundings of very many lines come to more, the tax
is stated as the rate makes it and the difference as rounding (BT-114): what is payable stays.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.invoices.model import Document, DocumentLine, RateSum, Treatment
from paraguas.invoices.rules.drafting import sum_by_rate
from paraguas.invoices.rules.tax import WHOLE_PCM, tax_line
from paraguas.values.money import exponent, round_half_up


class StatedLine(Struct, frozen=True):
    """A line whose `quantity` x `price_minor` / `per` - `allowance_minor` is its net, exactly.

    quantity: below 0 where the line takes money off, since a price may not be (BR-27).
    allowance_minor: the net of its discount.
    """

    line: DocumentLine
    quantity: int
    price_minor: int
    per: int
    allowance_minor: int


class Statement(Struct, frozen=True):
    """The amounts of a document: its lines, what each rate sums to, and what is left to pay."""

    lines: tuple[StatedLine, ...]
    rates: tuple[RateSum, ...]
    prepaid_minor: int
    rounding_minor: int

    @property
    def net_minor(self) -> int:
        """The lines without tax."""
        return sum(one.net_minor for one in self.rates)

    @property
    def tax_minor(self) -> int:
        """The tax of all rates."""
        return sum(one.tax_minor for one in self.rates)

    @property
    def gross_minor(self) -> int:
        """The lines with tax."""
        return self.net_minor + self.tax_minor

    @property
    def payable_minor(self) -> int:
        """What is left to pay, or to give back."""
        return self.gross_minor - self.prepaid_minor + self.rounding_minor


def state(document: Document) -> Statement:
    """State the amounts of an issued document."""
    heading = document.heading
    vat = heading.seller.vat
    lines = _by_category([_with_rate(line) for line in document.lines], vat=vat)
    rates = tuple(_tolerable(one, heading.currency) for one in sum_by_rate(lines))
    cash_minor = sum(one.rounding_minor for one in document.paid)
    return Statement(
        lines=tuple(_state_line(one, inclusive=heading.prices_include_tax) for one in lines),
        rates=rates,
        prepaid_minor=sum(one.amount_minor for one in document.paid) + cash_minor,
        rounding_minor=document.tax_minor - sum(one.tax_minor for one in rates) + cash_minor,
    )


def _with_rate(line: DocumentLine) -> DocumentLine:
    # A till tells the tax it charged and no rate; the norm wants the one that comes to.
    if not (line.tax_recorded and line.net_minor):
        return line
    sign = 1 if line.net_minor > 0 else -1
    rate_pcm = round_half_up(sign * line.tax_minor * WHOLE_PCM, abs(line.net_minor))
    return replace(line, tax_rate_pcm=max(rate_pcm, 0))


def _by_category(lines: Sequence[DocumentLine], *, vat: bool) -> list[DocumentLine]:
    """Treat lines the way the norm tells them apart: one sum a category and rate (BR-E-01).

    vat: whether the seller has a VAT number; without one, the norm knows no export (BR-G-02).
    """
    # What is outside of VAT may not stand beside what is not (BR-O-11).
    mixed = any(line.tax_treatment is not Treatment.OUTSIDE for line in lines)
    treated = [replace(line, tax_treatment=_category(line, mixed=mixed, vat=vat)) for line in lines]
    reasons: dict[Treatment, set[str]] = {}
    for line in treated:
        reasons.setdefault(line.tax_treatment, set()).add(line.tax_reason)
    return [
        replace(
            line,
            tax_parts=(),
            tax_reason=line.tax_reason if len(reasons[line.tax_treatment]) == 1 else "",
        )
        for line in treated
    ]


def _category(line: DocumentLine, *, mixed: bool, vat: bool) -> Treatment:
    match line.tax_treatment:
        case Treatment.STANDARD | Treatment.DISTANCE:
            return Treatment.STANDARD if line.tax_rate_pcm else Treatment.ZERO
        case Treatment.OUTSIDE if mixed:
            return Treatment.EXEMPT
        case Treatment.EXPORT if not vat:
            return Treatment.EXEMPT
        case treatment:
            return treatment


def _tolerable(one: RateSum, currency: str) -> RateSum:
    # The published rules compare with taxable x rate in hundredths of the currency.
    whole = 10 ** exponent(currency)
    hundredths = round_half_up(100 * one.net_minor * one.rate_pcm, WHOLE_PCM * whole)
    if one.rate_pcm and abs(100 * one.tax_minor - hundredths * whole) < 100 * whole:
        return one
    return replace(one, tax_minor=round_half_up(one.net_minor * one.rate_pcm, WHOLE_PCM))


def _state_line(line: DocumentLine, *, inclusive: bool) -> StatedLine:
    allowance_minor = 0
    if line.discount_minor > 0 and line.net_minor >= 0:
        discount = tax_line(line.discount_minor, line.tax_rate_pcm, inclusive=inclusive)
        allowance_minor = discount.net_minor
    # A till records lines of no quantity that cost something.
    units = line.units or 1
    full_minor = abs(line.net_minor + allowance_minor)
    even = full_minor % units == 0
    return StatedLine(
        line=line,
        quantity=-units if line.net_minor < 0 else units,
        # The price of all units is exact where that of one would have no end of decimals.
        price_minor=full_minor // units if even else full_minor,
        per=1 if even else units,
        allowance_minor=allowance_minor,
    )
