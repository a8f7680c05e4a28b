"""Rates and jurisdictions as rows: tuples in the order of the columns named here."""

from typing import Any

import msgspec

from paraguas.invoices.model import Jurisdiction, TaxPart, TaxRate, Treatment

RATE = (
    *("jurisdiction", "category", "from_on", "rate_pcm", "citation", "until_on", "parts"),
    *("treatment", "reason"),
)
JURISDICTION = ("code", "zone", "area", "vat_prefix", "reasons")

_to_json = msgspec.json.Encoder(order="sorted").encode


def rate_row(rate: TaxRate) -> tuple[Any, ...]:
    """Give the row of a rate."""
    return (
        *(rate.jurisdiction, rate.category, rate.from_on.isoformat(), rate.rate_pcm),
        *(rate.citation, rate.until_on.isoformat() if rate.until_on else None),
        *(_to_json(rate.parts).decode(), rate.treatment and rate.treatment.value, rate.reason),
    )


def read_rate(row: Any) -> TaxRate:
    """Read a rate."""
    return TaxRate(
        *(row.jurisdiction, row.category, row.from_on, row.rate_pcm, row.citation, row.until_on),
        msgspec.json.decode(row.parts, type=tuple[TaxPart, ...]),
        Treatment(row.treatment) if row.treatment else None,
        row.reason,
    )


def jurisdiction_row(one: Jurisdiction) -> tuple[Any, ...]:
    """Give the row of a jurisdiction."""
    return one.code, one.zone, one.area, one.vat_prefix, _to_json(one.reasons).decode()


def read_jurisdiction(row: Any) -> Jurisdiction:
    """Read a jurisdiction."""
    reasons = msgspec.json.decode(row.reasons, type=dict[str, str])
    return Jurisdiction(row.code, row.zone, row.area, row.vat_prefix, reasons)
