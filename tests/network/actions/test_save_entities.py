"""Legal entities are registered and changed."""

from msgspec.structs import replace

from paraguas.network.actions.save_entities import save_entities
from paraguas.network.queries import network
from tests.catalog.goods import stamp
from tests.network.places import SPAIN, told


def test_registered_once_and_told_again_when_changed(db):
    moved = replace(SPAIN, name="Tienda Nueva, S.A.")
    for given, wanted in ((SPAIN, 1), (SPAIN, 0), (moved, 1)):
        with db.writing() as tx:
            assert save_entities(tx, stamp(), [given]) == wanted
    with db.reading() as tx:
        assert network(tx).entity(SPAIN.entity_id) == moved
    assert told(db, SPAIN.entity_id) == ["entity.registered.v1"] * 2
