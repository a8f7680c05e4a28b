"""Coins and notes: those of a currency, and those that were counted."""

import pytest

from paraguas.drawers.rules.pieces import MOST_KINDS, MOST_PIECES, check_pieces, denominations
from paraguas.values.refusal import Malformed


def test_the_pieces_of_a_currency_are_those_in_use():
    assert denominations("EUR")[:3] == (50_000, 20_000, 10_000)
    assert denominations("EUR")[-1] == 1
    assert 25 in denominations("USD")
    assert denominations("SGD", smallest_minor=5)[-1] == 5
    assert denominations("JPY")[0] == 50_000
    assert denominations("KWD")[0] == 500_000


def test_what_was_counted_is_read_piece_by_piece():
    assert check_pieces([(5, 2), (100, 1), (5, 1), (20, 0)]) == {100: 1, 5: 3}


@pytest.mark.parametrize(
    "counted",
    [
        [(0, 1)],
        [(-5, 1)],
        [(5, -1)],
        [(5, MOST_PIECES + 1)],
        [(n, 1) for n in range(1, MOST_KINDS + 2)],
    ],
)
def test_what_no_drawer_holds_is_refused(counted):
    with pytest.raises(Malformed):
        check_pieces(counted)
