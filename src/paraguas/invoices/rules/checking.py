"""What an audit holds the stored documents to."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.invoices.rules.tax import tax_line
from paraguas.values.audit import Check


class RangeState(Struct, frozen=True):
    """How a run of numbers stands: how many are taken, found among numbers, and the highest."""

    series: str
    year: int
    taken: int
    found: int
    highest: int


class TaxSeen(Struct, frozen=True):
    """Amount, rate and tax of lines as they are stored; `number` is one document they stand on."""

    number: str
    amount_minor: int
    rate_pcm: int
    tax_minor: int
    inclusive: bool


def gapless(ranges: Sequence[RangeState], documents: int) -> Check:
    """Numbers run from 1 without a gap, and each has its document."""
    findings = [
        f"{r.series}-{r.year}: {r.taken} numbers taken, {r.found} found, the highest is {r.highest}"
        for r in ranges
        if not r.taken == r.found == r.highest
    ]
    numbers = sum(r.found for r in ranges)
    if numbers != documents:
        findings.append(f"{numbers} numbers for {documents} documents")
    return Check("invoice numbers are gapless", numbers, tuple(findings))


def summed(looked_at: int, numbers: Sequence[str]) -> Check:
    """The lines of a document sum to its totals."""
    findings = tuple(f"{number}: its lines do not sum to its totals" for number in numbers)
    return Check("invoice lines sum to totals", looked_at, findings)


def taxed(seen: Sequence[TaxSeen]) -> Check:
    """The tax of a line is what its rate makes of its amount."""
    findings = []
    for line in seen:
        tax = tax_line(line.amount_minor, line.rate_pcm, inclusive=line.inclusive).tax_minor
        if tax != line.tax_minor:
            findings.append(f"{line.number}: a line has {line.tax_minor} of tax, should have {tax}")
    return Check("invoice tax follows its rate", len(seen), tuple(findings))


def parted(looked_at: int, lines: Sequence[tuple[str, int]]) -> Check:
    """No unit is invoiced or credited twice, none credited that was not invoiced."""
    findings = tuple(
        f"order {order_id}, line {line_no}: units are invoiced or credited that should not be"
        for order_id, line_no in lines
    )
    return Check("invoiced and credited units fit", looked_at, findings)
