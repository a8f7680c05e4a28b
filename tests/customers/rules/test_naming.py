"""Names and texts of any script brought into one form."""

import pytest

from paraguas.customers.rules.folding import fold, sound
from paraguas.customers.rules.naming import read_nicknames, split_name


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź, 2.º", "lodz 2 o"),
        ("O'Brien", "obrien"),
        ("Мария", "mariya"),
        ("\uff21\uff22\uff23", "abc"),
        ("  ", ""),
    ],
)
def test_a_text_is_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("meyer", "maier"), ("smith", "smyth"), ("garcia", "garzia")]
)
def test_words_that_sound_alike_have_one_sound(one, other):
    assert sound(one) == sound(other)
    assert sound("") == ""


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Ana García López", "ana", "lopez"),
        ("García López, Ana", "ana", "garcialopez"),
        ("Dr. Ludwig van der Rohe Jr.", "ludwig", "vanderrohe"),
        ("王小明", "xiaoming", "wang"),
        ("김 민준", "minjun", "gim"),
        ("Ana", "", "ana"),
        ("", "", ""),
    ],
)
def test_a_name_in_one_piece_is_taken_apart(name, given, family):
    assert split_name(name, "", "")[:2] == (given, family)


def test_parts_that_are_told_apart_stay_so_and_words_are_kept():
    assert split_name("x", "Ana María", "García López Jr") == (
        *("ana", "garcialopez"),
        ("maria", "garcia", "lopez"),
    )


def test_a_nickname_stands_for_every_name_it_may_be_short_for():
    found = read_nicknames({"Alexander": ["Alex"], "Alexandra": ["Alex", "Sandra"]})
    assert found["alex"] == ("alexander", "alexandra")
    assert found["sandra"] == ("alexandra",)
