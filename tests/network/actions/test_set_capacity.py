"""A store says how much it can take."""

import pytest

from paraguas.network.actions.save_places import save_places
from paraguas.network.actions.set_capacity import set_capacity
from paraguas.network.errors import PlaceUnknown
from paraguas.network.model import place_id_of
from paraguas.network.queries import network
from paraguas.values.refusal import Malformed
from tests.catalog.goods import stamp
from tests.network.places import SOL, found, told


@pytest.mark.parametrize("capacity", [0, 25, None])
def test_capacity_is_set_and_told(db, capacity):
    found(db)
    with db.writing() as tx:
        save_places(tx, stamp(), [SOL])
    with db.writing() as tx:
        set_capacity(tx, stamp(), SOL.place_id, capacity)
    with db.reading() as tx:
        assert network(tx).place(SOL.place_id).daily_capacity == capacity
    assert told(db, SOL.place_id)[-1] == "capacity.set.v1"


def test_refused(db):
    with pytest.raises(PlaceUnknown), db.writing() as tx:
        set_capacity(tx, stamp(), place_id_of("NONE"), 5)
    with pytest.raises(Malformed), db.writing() as tx:
        set_capacity(tx, stamp(), SOL.place_id, -1)
    assert told(db, SOL.place_id) == []
