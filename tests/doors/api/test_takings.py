"""What a place took in on a day by its own clock, over all tenders."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from paraguas.plumbing.clock import now
from paraguas.values.time import DAY, local_day
from tests.doors.api.test_drawers import (
    FLOAT,
    PRICE,
    STORE,
    begin,
    code_of,
    count,
    sell,
    stocked,
    told_late,
)

__all__ = ["stocked"]


def test_a_days_takings_add_up_over_all_tenders(stocked):
    today = local_day(now(), "Europe/Madrid")
    drawer = begin(stocked)
    cash = sell(stocked)
    sell(stocked, {"kind": "terminal"})
    sell(stocked, {"kind": "terminal", "amount_minor": 990}, {"kind": "cash"})
    sell(stocked, store="ES-MAD-SERRANO")
    stocked.post(f"/v1/orders/{cash}/refunds", {"amount_minor": 500, "reason": "scratched"})
    count(stocked, drawer, FLOAT)
    report = stocked.get(f"/v1/places/{STORE}/takings/{today}").json()
    assert report["sales"] == [{"currency": "EUR", "orders": 3, "total_minor": 3 * PRICE}]
    sums = {one.pop("tender"): one for one in report["tenders"]}
    assert sums["cash"] == {
        "currency": "EUR",
        "captures": 2,
        "captured_minor": 2 * PRICE - 990,
        "refunds": 1,
        "refunded_minor": 500,
        "rounding_minor": 0,
        "net_minor": 2 * PRICE - 990 - 500,
    }
    assert (sums["terminal"]["captures"], sums["terminal"]["net_minor"]) == (2, PRICE + 990)
    [line] = report["drawers"]
    assert (line["state"], line["difference_minor"]) == ("counted", -(2 * PRICE - 990 - 500))


def test_a_days_takings_are_those_of_its_own_clock(stocked):
    """A refund of today is no taking of yesterday, whose sale it was; midnight is the place's."""
    zone = ZoneInfo("Europe/Madrid")
    noon = datetime.now(zone).replace(hour=12, minute=0, second=0, microsecond=0)
    late = noon - timedelta(days=2) + timedelta(hours=11, minutes=59)
    sold_at = int(late.timestamp()) * 1_000_000
    order_id = told_late(stocked, sold_at)
    stocked.post(f"/v1/orders/{order_id}/refunds", {"amount_minor": 500, "reason": "kind"})
    days = [local_day(sold_at + n * DAY, "Europe/Madrid") for n in range(3)]

    def cash_of(day):
        found = stocked.get(f"/v1/places/{STORE}/takings/{day}").json()["tenders"]
        return [(one["captured_minor"], one["refunded_minor"]) for one in found]

    assert [cash_of(day) for day in days] == [[(PRICE, 0)], [], [(0, 500)]]


def test_a_day_that_is_none_is_refused(stocked):
    for day in ("2026-13-01", "yesterday", "0001-01-01", "9999-12-31"):
        assert stocked.get(f"/v1/places/{STORE}/takings/{day}").status_code == 400
    answer = stocked.get("/v1/places/NOWHERE/takings/2026-11-22")
    assert code_of(answer) == (404, "place_unknown")
