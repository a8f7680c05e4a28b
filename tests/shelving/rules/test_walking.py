"""The way past the shelves: numbers count as numbers, wherever they stand in a name."""

from itertools import pairwise

from hypothesis import given, strategies as st

from paraguas.shelving.model import Location
from paraguas.shelving.rules.walking import step
from paraguas.values.ids import PlaceId, SkuId, digest_id

PLACE, SKU = PlaceId(digest_id("place", "sol")), SkuId(digest_id("sku", "tea"))
names = st.text("aAbZ019- é", max_size=6)


def at(aisle, shelf="", bin_=""):
    return Location(PLACE, SKU, aisle, shelf, bin_)


def test_aisle_by_aisle_shelf_by_shelf_bin_by_bin():
    way = [
        *(at("2"), at("10"), at("A2", "1", "9"), at("A2", "1", "10"), at("A2", "3")),
        *(at("A10"), at("a10b"), at("B")),
    ]
    mixed = [way[n] for n in (7, 3, 0, 5, 2, 6, 1, 4)]
    assert [one.told for one in sorted(mixed, key=step)] == [
        *("A2 · 1 · 9", "A2 · 1 · 10", "A2 · 3", "A10", "a10b", "B", "2", "10")
    ]


@given(st.lists(st.builds(at, names, names, names), max_size=8))
def test_any_names_have_an_order(found):
    way = [step(one) for one in sorted(found, key=step)]
    assert all(one <= other for one, other in pairwise(way))
