"""Phone numbers made comparable: however it was written, one number gives one E.164 text."""

import re
from functools import cache
from typing import NamedTuple

from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    NumberParseException,
    PhoneMetadata,
    PhoneNumberFormat,
    format_number,
    is_possible_number as is_possible,
    parse,
)

_LEAST_DIGITS = 6
_WRITTEN_PLAINLY = re.compile(r"\+[1-9][0-9]{6,14}")


class _Country(NamedTuple):
    """What may follow a calling code: as many digits, none of them a prefix that is left out."""

    code: str
    lengths: frozenset[int]
    prefix: re.Pattern[str] | None


def phone_point(text: str, country: str = "") -> str:
    """Give a phone number as E.164; its digits where nobody knows the country; empty if none.

    country: ISO 3166-1 alpha-2, for numbers without a prefix.
    """
    if _is_e164(text):
        return text
    try:
        number = parse(text, country.upper() or None)
    except NumberParseException:
        number = None
    if number and is_possible(number):
        return format_number(number, PhoneNumberFormat.E164)
    digits = "".join(str(int(c)) for c in text if c.isdecimal())
    return digits if len(digits) >= _LEAST_DIGITS else ""


def _is_e164(text: str) -> bool:
    """Whether reading a number would give it back as it is: most come so, and reading is slow."""
    if not _WRITTEN_PLAINLY.fullmatch(text):
        return False
    country = _country(text[1:4])
    if country is None:
        return False
    national = text[1 + len(country.code) :]
    if len(national) not in country.lengths:
        return False
    return country.prefix is None or not country.prefix.match(national)


@cache
def _country(digits: str) -> _Country | None:
    """Tell whose calling code three digits begin with; no code begins with another."""
    for length in (1, 2, 3):
        regions = COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:length]))
        if regions:
            return _read(digits[:length], regions[0])
    return None


def _read(code: str, region: str) -> _Country | None:
    known = PhoneMetadata.metadata_for_region_or_calling_code(int(code), region)
    if known is None or known.general_desc is None:
        return None
    prefix = known.national_prefix_for_parsing
    lengths = frozenset(known.general_desc.possible_length)
    return _Country(code, lengths, re.compile(prefix) if prefix else None)
