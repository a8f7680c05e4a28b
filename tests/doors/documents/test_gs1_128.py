import pytest

from paraguas.doors.documents.gs1_128 import bars

DRAWN = (
    "110100111001111010111011011001100100010110001100110110011101101110101110110001101100110011"
    "011001100110110011001101100110010011100110110010000101100011101011"
)


def test_an_sscc_is_drawn_as_another_program_draws_it():
    turns = "".join("10"[n % 2] * width for n, width in enumerate(bars("00340123450000000017")))
    assert turns == DRAWN


def test_every_symbol_has_eleven_modules_and_the_stop_thirteen():
    for number in range(100):
        widths = bars(f"{number:02}")
        assert len(widths) == 4 * 6 + 7
        assert sum(widths) == 4 * 11 + 13


@pytest.mark.parametrize("wrong", ["123", "12a4"])
def test_set_c_holds_pairs_of_digits(wrong):
    with pytest.raises(AssertionError):
        bars(wrong)
