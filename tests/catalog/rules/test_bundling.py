from hypothesis import given, strategies as st

from paraguas.catalog.rules.bundling import (
    Piece,
    broken_bundle,
    bundles_in,
    part_prices,
    whole_bundles,
)
from paraguas.values.ids import SkuId
from paraguas.values.money import share_of

prices = st.integers(0, 10**9)
worths = st.lists(st.integers(0, 10**6), min_size=1, max_size=8)


@given(prices, worths, st.integers(1, 50), st.data())
def test_any_number_of_whole_bundles_costs_that_number_of_prices(price, worth, bundles, data):
    parts = part_prices(price, worth)
    assert sum(parts) == price
    each = [data.draw(st.integers(1, 9)) for _ in parts]
    gone = data.draw(st.integers(0, bundles))
    lost = [
        share_of(part * bundles, (bundles - gone) * n, bundles * n, bundles * n)
        for part, n in zip(parts, each, strict=True)
    ]
    assert sum(lost) == gone * price


PIECES = (Piece(1, 1, 2, 6), Piece(2, 1, 1, 3), Piece(3, 2, 1, 1))


def test_a_bundle_that_loses_all_of_some_of_it_is_not_broken():
    assert broken_bundle(PIECES, {1: 4, 2: 2}) is None
    assert broken_bundle(PIECES, {3: 1}) is None
    assert broken_bundle(PIECES, {1: 4}) == 1
    assert broken_bundle(PIECES, {1: 1, 2: 1}) == 1
    assert broken_bundle(PIECES, {1: 4, 2: 1, 3: 1}) == 1


@given(st.dictionaries(st.sampled_from((1, 2, 3)), st.integers(1, 9)))
def test_what_goes_along_is_never_less_than_asked_nor_more_than_is_open(units):
    widened = whole_bundles(PIECES, units)
    assert all(widened[line_no] >= lost for line_no, lost in units.items())
    for piece in PIECES:
        more = widened.get(piece.line_no, 0) - units.get(piece.line_no, 0)
        assert more == 0 or widened[piece.line_no] <= piece.open


def test_one_unit_of_a_part_takes_one_whole_bundle_along():
    assert whole_bundles(PIECES, {1: 1}) == {1: 2, 2: 1}
    assert whole_bundles(PIECES, {2: 1, 7: 5}) == {1: 2, 2: 1, 7: 5}


def test_there_are_as_many_as_the_scarcest_part_makes():
    case, charger = SkuId("a"), SkuId("b")
    assert bundles_in({case: 7, charger: 5}, {case: 2, charger: 1}) == 3
    assert bundles_in({case: 7}, {case: 2, charger: 1}) == 0
    assert bundles_in({case: -2, charger: 9}, {case: 2, charger: 1}) == 0
