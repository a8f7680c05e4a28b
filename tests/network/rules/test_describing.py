"""What could not trade is refused by name."""

import pytest
from msgspec.structs import replace

from paraguas.network.model import Hours
from paraguas.network.rules.describing import (
    check_channel,
    check_entity,
    check_market,
    check_place,
)
from paraguas.values.place import Address, Point
from paraguas.values.refusal import Refusal
from tests.network.places import SOL, SPAIN, SPANISH, WEB


@pytest.mark.parametrize(
    ("check", "given", "code"),
    [
        (check_entity, replace(SPAIN, code=""), "malformed"),
        (check_entity, replace(SPAIN, country="Spain"), "malformed"),
        (check_entity, replace(SPAIN, name=" "), "malformed"),
        (check_entity, replace(SPAIN, invoice_series=""), "malformed"),
        (check_entity, replace(SPAIN, currency="EURO"), "currency_unknown"),
        (check_entity, replace(SPAIN, zone="Europe/Madird"), "zone_unknown"),
        (check_entity, replace(SPAIN, zone="../etc/passwd"), "zone_unknown"),
        (check_market, replace(SPANISH, languages=()), "malformed"),
        (check_market, replace(SPANISH, cash_rounding=0), "malformed"),
        (check_market, replace(SPANISH, country="es"), "malformed"),
        (check_channel, replace(WEB, hold_minutes=0), "malformed"),
        (check_channel, replace(WEB, code="w" * 25), "malformed"),
        (check_place, replace(SOL, code="SOL\t1"), "malformed"),
        (check_place, replace(SOL, point=Point(90_000_001, 0)), "malformed"),
        (check_place, replace(SOL, point=Point(0, -180_000_001)), "malformed"),
        (check_place, replace(SOL, handling_minutes=-1), "malformed"),
        (check_place, replace(SOL, daily_capacity=-1), "malformed"),
        (check_place, replace(SOL, transit_days={"ES": -1}), "malformed"),
        (check_place, replace(SOL, address=Address()), "malformed"),
        (check_place, replace(SOL, hours=Hours(())), "hours_malformed"),
        (check_place, replace(SOL, hours=Hours(((),) * 7, holidays="XX")), "holidays_unknown"),
        (check_place, replace(SOL, zone=""), "zone_unknown"),
    ],
)
def test_it_is_refused(check, given, code):
    with pytest.raises(Refusal) as refused:
        check(given)
    assert refused.value.code == code


def test_what_is_in_order_passes():
    checks = (check_entity(SPAIN), check_market(SPANISH), check_place(SOL), check_channel(WEB))
    assert checks == (None,) * 4
