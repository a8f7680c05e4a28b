"""Markets sell through an entity that is there."""

import pytest

from paraguas.network.actions.save_entities import save_entities
from paraguas.network.actions.save_markets import save_markets
from paraguas.network.errors import EntityUnknown
from paraguas.network.queries import network
from paraguas.values.ids import digest_id
from tests.catalog.goods import stamp
from tests.network.places import SPAIN, SPANISH, told


def test_opened_once(db):
    with db.writing() as tx:
        save_entities(tx, stamp(), [SPAIN])
    for wanted in (1, 0):
        with db.writing() as tx:
            assert save_markets(tx, stamp(), [SPANISH]) == wanted
    with db.reading() as tx:
        assert network(tx).market("ES") == SPANISH
    assert told(db, digest_id("market", "ES")) == ["market.opened.v1"]


def test_no_entity_no_market(db):
    with pytest.raises(EntityUnknown), db.writing() as tx:
        save_markets(tx, stamp(), [SPANISH])
    with db.reading() as tx:
        assert network(tx).market("ES") is None
