"""However a phone number was written, it gives one number."""

import random

import pytest
from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    parse,
)

from paraguas.customers.rules.phones import phone_point


@pytest.mark.parametrize(
    ("text", "country", "point"),
    [
        ("600 123 456", "ES", "+34600123456"),
        ("+34 600-123-456", "", "+34600123456"),
        ("0034600123456", "ES", "+34600123456"),
        ("٦٠٠١٢٣٤٥٦", "ES", "+34600123456"),
        ("600123456", "", "600123456"),
        ("12", "ES", ""),
        ("none", "", ""),
    ],
)
def test_a_phone_number_is_one_number_however_written(text, country, point):
    assert phone_point(text, country) == point


def read_at_length(text):
    try:
        number = parse(text)
    except NumberParseException:
        return text[1:]
    return format_number(number, PhoneNumberFormat.E164) if is_possible_number(number) else text[1:]


@pytest.mark.parametrize("code", sorted(COUNTRY_CODE_TO_REGION_CODE))
def test_a_number_that_is_read_at_a_glance_is_what_it_is_when_read_at_length(code):
    dice = random.Random(code)
    for _ in range(60):
        first = dice.choice(["0", "1", "8", ""])
        rest = "".join(dice.choice("0123456789") for _ in range(dice.randrange(5, 12)))
        text = f"+{code}{first}{rest}"[:16]
        assert phone_point(text) == read_at_length(text), text
