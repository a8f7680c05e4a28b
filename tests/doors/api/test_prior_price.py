"""The price before over the API: told with a reduced price, asked for when one is announced."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.values.time import DAY
from tests.doors.api.promoted import code_of, day, row, save, saved

SKU = "CASE-CLEAR"


@pytest.fixture
def shop(desk):
    """What cost 30.00 for long, 20.00 three weeks ago for some days, and 30.00 since."""
    at = now()
    prices = [(3000, at - 90 * DAY), (2000, at - 20 * DAY), (3000, at - 15 * DAY)]
    rows = [
        {"sku": SKU, "currency": "EUR", "amount_minor": amount, "from_at": begun}
        for amount, begun in prices
    ]
    assert desk.api.put("/v1/prices", rows).status_code == 200
    return desk


def price(shop, market="ES", sku=SKU):
    return shop.api.get(f"/v1/skus/{sku}/price", params={"market": market})


def test_a_former_price_that_is_not_the_lowest_is_refused_with_the_right_one(shop):
    answer = save(shop, row(starts_on=day(1), was={SKU: 3000}), file="black.toml")
    assert code_of(answer) == (400, "prior_price_wrong")
    assert answer.json()["details"]["prior_minor"] == 2000
    assert "20.00 EUR" in answer.json()["detail"]
    assert "black.toml" in answer.json()["detail"]
    assert saved(shop, row(starts_on=day(1), was={SKU: 2000})) == 1
    # Written again as it stands, it is not announced anew.
    assert saved(shop, row(starts_on=day(1), was={SKU: 2000})) == 0


def test_a_reduced_price_tells_the_price_before_and_one_that_is_none_does_not(shop):
    told = price(shop).json()
    assert (told["list_minor"], told["price_minor"], told["prior"]) == (3000, 3000, None)
    saved(shop, row("FIFTH"))
    told = price(shop).json()
    # 24.00 is no reduction of the 20.00 it cost three weeks ago.
    assert (told["price_minor"], told["promotions"], told["prior"]) == (2400, ["FIFTH"], None)
    saved(shop, row("HALF", percent="50", exclusive=True))
    told = price(shop).json()
    assert (told["price_minor"], told["prior"]["prior_minor"]) == (1500, 2000)
    assert told["prior"]["days"] == 30
    saved(shop, row("COUPON", percent="90", coupon=True, exclusive=True))
    assert price(shop).json()["price_minor"] == 1500
    assert code_of(price(shop, "XX")) == (404, "market_unknown")
    assert code_of(price(shop, sku="NONE")) == (404, "sku_unknown")


def test_a_reduction_deepened_without_a_break_is_held_against_its_first_step_where_law_lets_it(
    shop,
):
    rows = [
        row(
            f"{name}-{market}",
            market=market,
            percent=percent,
            starts_on=day(start),
            ends_on=day(end) if end else None,
            follows=f"{follows}-{market}" if follows else "",
        )
        for market in ("ES", "FR")
        for name, percent, start, end, follows in (
            ("FIRST", "40", -9, -2, ""),
            ("SECOND", "50", -2, None, "FIRST"),
        )
    ]
    saved(shop, *rows)
    spain, france = price(shop).json(), price(shop, "FR").json()
    assert spain["price_minor"] == france["price_minor"] == 1500
    # In Spain the first step is a price of its own (18.00); in France it is the 20.00 before it.
    assert (spain["prior"]["prior_minor"], france["prior"]["prior_minor"]) == (1800, 2000)
    assert "L112-1-1" in france["prior"]["law"]
