"""How a document is numbered: series, year, and a number without gaps."""


def credit_series(series: str) -> str:
    """Name the series of credit notes beside one of invoices.

    Source: Real Decreto 1619/2012 article 6.1.a asks for one of its own; it harms nobody elsewhere.
    """
    return f"{series}R"


def print_number(series: str, year: int, number: int) -> str:
    """Write a number as it stands on the document: `MAD-2026-000123`."""
    return f"{series}-{year}-{number:06d}"


def read_number(text: str) -> tuple[str, int, int] | None:
    """Read series, year and number off a document's number; None when it is malformed."""
    parts = text.strip().upper().rsplit("-", 2)
    if len(parts) != 3 or not (parts[0] and parts[1].isdecimal() and parts[2].isdecimal()):
        return None
    return parts[0], int(parts[1]), int(parts[2])
