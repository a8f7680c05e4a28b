"""The network as others read it."""

import pytest

from paraguas.network.model import PlaceKind
from paraguas.network.queries import Network
from paraguas.network.rules.opening import next_opening
from paraguas.values.place import Address, Point
from paraguas.values.time import local_day
from tests.network.places import SOL, SPAIN, SPANISH, WEB, at, place

LAVAPIES = place("LAVAPIES", point=Point(40_408_700, -3_700_900), ships=False)
DEPOT = place("DEPOT", kind=PlaceKind.WAREHOUSE, picks_up=False, transit_days={"ES": 1, "FR": 3})
LISBON = place("LISBON", market="PT", point=Point(38_707_800, -9_136_600), transit_days={"PT": 1})


@pytest.fixture
def net():
    return Network([SPAIN], [SPANISH], [DEPOT, LAVAPIES, LISBON, SOL], [WEB])


def test_who_ships_where(net):
    assert net.shippers(SPANISH) == (DEPOT, SOL)
    assert net.shippers(SPANISH, "FR") == (DEPOT,)
    assert net.shippers(SPANISH, "GB") == ()


def test_where_a_market_hands_out(net):
    assert net.pick_up_places(SPANISH) == (LAVAPIES, SOL)


def test_the_nearest_come_first(net):
    ranked = net.nearest(Point(40_416_900, -3_703_500), net.places)
    assert [found.code for found, _ in ranked] == ["DEPOT", "SOL", "LAVAPIES", "LISBON"]
    assert [metres for _, metres in ranked[:2]] == [0, 0]
    assert 900 < ranked[2][1] < 1000


def test_the_timetable_agrees_with_the_rule_and_remembers(net):
    for moment in (at("2026-11-20T12:00:59"), at("2026-11-20T20:00:00"), at("2026-11-22T12:00")):
        wanted = next_opening(SOL, moment)
        assert net.next_opening(SOL.place_id, moment) == wanted
        assert net.next_opening(SOL.place_id, moment) is net.next_opening(SOL.place_id, moment)
        assert net.is_open(SOL.place_id, moment) == wanted.holds(moment)
        day = local_day(wanted.start_at, SOL.zone)
        assert wanted in net.openings(SOL.place_id, day)


def test_an_address_knows_its_point_or_not():
    assert Address(latitude=1, longitude=2).point == Point(1, 2)
    assert Address(latitude=1).point is None
