"""Rows of shelves: kept, changed, forgotten; bad ones told apart."""

from paraguas.catalog.model import sku_id_of
from paraguas.network.model import place_id_of
from paraguas.shelving.queries import locations

STORE = "ES-MAD-SERRANO"
ROWS = f"place,sku,aisle,shelf,bin\n{STORE},CASE-CLEAR,A2,3,\n{STORE},CASE-GREEN,A10,,4\n"


def lying(desk):
    skus = [sku_id_of("CASE-CLEAR"), sku_id_of("CASE-GREEN")]
    found = desk.look(locations, place_id_of(STORE), skus)
    return [found[sku].told for sku in skus if sku in found]


def test_shelves_are_imported_once_and_again(desk):
    done, _ = desk.import_("shelves", ROWS)
    assert (done.kept, done.changed) == (2, 2)
    assert lying(desk) == ["A2 · 3", "A10 · 4"]
    again, _ = desk.import_("shelves", ROWS)
    assert (again.kept, again.changed) == (2, 0)
    desk.import_("shelves", f"place,sku,aisle\n{STORE},CASE-CLEAR,\n")
    assert lying(desk) == ["A10 · 4"]


def test_bad_rows_are_told_apart(desk):
    long = "A" * 21
    bad = (
        "place,sku,aisle\nNOWHERE,CASE-CLEAR,A\n"
        f"{STORE},NONE,A\n{STORE},CASE-CLEAR,{long}\n{STORE},CASE-GREEN,B\n"
    )
    assert desk.refused("shelves", bad) == [
        (2, "place_unknown"),
        (3, "sku_unknown"),
        (4, "malformed"),
    ]
    assert lying(desk) == ["B"]
