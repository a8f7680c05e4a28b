import pytest
from hypothesis import given, strategies as st

from paraguas.invoices.rules.numbering import credit_series, print_number, read_number

series = st.from_regex(r"\A[A-Z]{1,4}(-[A-Z0-9]{1,4})?\Z")


@given(series, st.integers(2000, 2099), st.integers(1, 99_999_999))
def test_a_number_is_read_as_it_was_printed(name, year, number):
    printed = print_number(name, year, number)
    assert read_number(f" {printed.lower()} ") == (name, year, number)


@pytest.mark.parametrize("text", ["", "MAD", "MAD-2026", "MAD-x-1", "-2026-1", "MAD-2026-"])
def test_what_is_no_number_is_none(text):
    assert read_number(text) is None


def test_credit_notes_have_a_series_of_their_own():
    assert print_number(credit_series("MAD"), 2026, 7) == "MADR-2026-000007"
