"""When orders are invoiced, and in which series: data of their market."""

import pytest

from tests.doors.api.test_invoices import PRICE, SKU, STORE, invoiced, issue, shop
from tests.doors.api.wishes import MADRID, fetched, shipped

__all__ = ["shop"]


def change_market(shop, **changes):
    (market,) = [one for one in shop.api.get("/v1/markets").json() if one["code"] == "ES"]
    market.pop("entity_id")
    answer = shop.api.put("/v1/markets", [{**market, "entity": "ES", **changes}])
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [("last_gone", 0, 1), ("first_gone", 1, 1), ("on_demand", 0, 0)],
)
def test_when_an_order_is_invoiced_is_data_of_its_market(shop, moment, first, last):
    change_market(shop, invoicing=moment)
    wish = fetched(SKU, 2, STORE)
    wish["lines"].append({"sku": SKU, "quantity": 1, "group": 1})
    wish["groups"].append({"kind": "ship", "address": MADRID})
    order_id = shop.place(wish)
    pick_up, parcel = shop.parts(order_id)
    shop.hand_over(pick_up)
    assert len(shop.invoices(order_id)) == first
    shop.steps(parcel, "accept", "pick", "pack", "ship")
    shop.settle()
    assert len(shop.invoices(order_id)) == last
    assert issue(shop, order_id).status_code == 201
    assert shop.billed(order_id) == [3 * PRICE]


def test_each_series_of_an_entity_is_gapless_by_itself(shop):
    first = invoiced(shop, shipped(SKU, 1))
    change_market(shop, invoice_series="WEB")
    second, third = (invoiced(shop, shipped(SKU, 1)) for _ in range(2))
    change_market(shop, invoice_series="")
    fourth = invoiced(shop, shipped(SKU, 1))
    year = first["issued_on"][:4]
    assert [one["number"] for one in (first, second, third, fourth)] == [
        *(f"ES-{year}-000001", f"WEB-{year}-000001", f"WEB-{year}-000002", f"ES-{year}-000002")
    ]
