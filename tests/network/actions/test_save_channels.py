"""Adding a door is data."""

from msgspec.structs import replace

from paraguas.network.actions.save_channels import save_channels
from paraguas.network.queries import network
from paraguas.values.ids import digest_id
from tests.catalog.goods import stamp
from tests.network.places import WEB, told


def test_opened_once_and_told_again_when_changed(db):
    patient = replace(WEB, hold_minutes=60)
    for given, wanted in ((WEB, 1), (WEB, 0), (patient, 1)):
        with db.writing() as tx:
            assert save_channels(tx, stamp(), [given]) == wanted
    with db.reading() as tx:
        assert network(tx).channel("web") == patient
    assert told(db, digest_id("channel", "web")) == ["channel.opened.v1"] * 2
