"""A GTIN is told from a slip of the hand."""

import pytest
from hypothesis import given, strategies as st

from paraguas.catalog.rules.gtin import LENGTHS, check_digit, read_gtin


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"),
        ("4006381333931", "04006381333931"),
        (" 04006381333931 ", "04006381333931"),
        ("4006381333932", None),
        ("400638133393", None),
        ("", None),
        ("40063813339a1", None),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", None),
    ],
)
def test_known_numbers(text, gtin):
    assert read_gtin(text) == gtin


@st.composite
def gtins(draw):
    length = draw(st.sampled_from(LENGTHS))
    digits = "".join(
        draw(st.lists(st.sampled_from("0123456789"), min_size=length - 1, max_size=length - 1))
    )
    return digits + check_digit(digits)


@given(gtins())
def test_a_number_with_its_check_digit_is_read_and_stays_itself(text):
    gtin = read_gtin(text)
    assert gtin is not None
    assert len(gtin) == 14
    assert read_gtin(gtin) == gtin
    assert int(gtin) == int(text)


@given(gtins(), st.data())
def test_one_wrong_digit_is_always_caught(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != text[place]]))
    assert read_gtin(text[:place] + wrong + text[place + 1 :]) is None
