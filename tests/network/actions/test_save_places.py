"""Stores and warehouses are opened and changed."""

import pytest

from paraguas.network.actions.save_places import save_places
from paraguas.network.errors import EntityUnknown, MarketUnknown
from paraguas.network.model import entity_id_of
from paraguas.network.queries import network
from paraguas.network.rules.hours_text import read_hours
from tests.catalog.goods import stamp
from tests.network.places import SOL, found, place, told


def save(db, *places):
    with db.writing() as tx:
        return save_places(tx, stamp(), places)


def test_a_place_comes_back_as_it_was_saved(db):
    found(db)
    odd = place(
        "ODD",
        hours=read_hours("Fr 20:00-02:00; 12-25 off", place="ODD"),
        daily_capacity=0,
        transit_days={"FR": 3, "ES": 1},
        ships=False,
    )
    assert save(db, SOL, odd) == 2
    with db.reading() as tx:
        assert network(tx).place_by_code("ODD") == odd
        assert network(tx).place(SOL.place_id) == SOL
        assert network(tx).place(odd.entity_id) is None


def test_opened_then_changed_then_nothing(db):
    found(db)
    changed = place("SOL", handling_minutes=15)
    assert [save(db, SOL), save(db, SOL), save(db, changed), save(db, changed)] == [1, 0, 1, 0]
    assert told(db, SOL.place_id) == ["place.opened.v1", "place.changed.v1"]


def test_a_place_of_nobody_is_refused_with_the_rest(db):
    found(db)
    for wrong, refusal in (
        (place("A", entity_id=entity_id_of("PT")), EntityUnknown),
        (place("A", market="PT"), MarketUnknown),
    ):
        with pytest.raises(refusal):
            save(db, SOL, wrong)
    with db.reading() as tx:
        assert network(tx).places == ()
