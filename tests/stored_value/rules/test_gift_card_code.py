import pytest
from hypothesis import given, strategies as st

from paraguas.stored_value.errors import GiftCardCode
from paraguas.stored_value.rules.gift_card_code import (
    CODE_BITS,
    check_code,
    gift_card_id,
    write_code,
)


@given(st.integers(0, 2**CODE_BITS - 1), st.sampled_from([str.lower, str.upper, str.strip]))
def test_code_means_the_same_card_however_it_is_typed(number, typed):
    code = write_code(number)
    assert len(check_code(code)) == 16
    assert gift_card_id(typed(code)) == gift_card_id(code.replace("-", " "))


@given(st.integers(0, 2**CODE_BITS - 1), st.integers(0, 2**CODE_BITS - 1))
def test_no_two_numbers_share_a_code(one, other):
    assert (write_code(one) == write_code(other)) == (one == other)


@pytest.mark.parametrize("code", ["", "SHORT", "X" * 41, "ÄÖÜ12345", "A1234567;--"])
def test_malformed_code_is_refused(code):
    with pytest.raises(GiftCardCode):
        check_code(code)
