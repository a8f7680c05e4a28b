"""Global Trade Item Numbers.  Source: GS1 General Specifications, section 7.9 (check digit)."""

LENGTHS = (8, 12, 13, 14)


def read_gtin(text: str) -> str | None:
    """Read a GTIN-8, -12 (UPC-A), -13 (EAN) or -14 as 14 digits.

    None when it has another form or its check digit does not fit.
    """
    digits = text.strip()
    if len(digits) not in LENGTHS or not (digits.isascii() and digits.isdigit()):
        return None
    padded = digits.zfill(14)
    return padded if check_digit(padded[:-1]) == padded[-1] else None


def check_digit(digits: str) -> str:
    """Give the check digit that follows these digits; weights 3, 1, 3, ... from the right."""
    total = sum(int(digit) * (3, 1)[i % 2] for i, digit in enumerate(reversed(digits)))
    return str(-total % 10)
