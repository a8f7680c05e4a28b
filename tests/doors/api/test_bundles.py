"""Bundles: sold as one, stocked, taxed and cancelled as their parts."""

import pytest

from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import ANA, CARD, MADRID, fetched, shipped, sold

SET, CASE, CHARGER = "SET-TRAVEL", "CASE-CLEAR", "CHARGER-EU"
PRICE = 5000


def listed(api, code=SET, parts=((CASE, 2), (CHARGER, 1)), **more):
    row = {
        "code": code,
        "product": "phone-case",
        "titles": {"en": "Travel set", "es": "Lote de viaje"},
        "kind": "bundle",
        "parts": [{"sku": sku, "quantity": units} for sku, units in parts],
        **more,
    }
    return api.put("/v1/skus", [row])


def priced(api, code=SET, amount_minor=PRICE):
    row = {"sku": code, "currency": "EUR", "amount_minor": amount_minor, "from_at": 0}
    assert api.put("/v1/prices", [row]).status_code == 200


@pytest.fixture
def shop(desk):
    assert listed(desk.api).status_code == 200
    priced(desk.api)
    desk.api.stock(CASE, ES_GETAFE=7)
    desk.api.stock(CHARGER, ES_GETAFE=5)
    return desk


def lines_of(shop, order_id):
    return [entry["line"] for entry in shop.order(order_id)["lines"]]


def test_its_parts_take_its_place_and_share_its_price_to_the_cent(shop):
    order_id = shop.place(shipped(SET, 3))
    lines = lines_of(shop, order_id)
    assert [(one["code"], one["quantity"]) for one in lines] == [(CASE, 6), (CHARGER, 3)]
    assert sum(one["amount_minor"] for one in lines) == 3 * PRICE
    assert lines[0]["bundle"] == {
        "bundle_no": 1,
        "code": SET,
        "title": "Lote de viaje",
        "quantity": 3,
        "each": 2,
        "separable": False,
    }
    assert shop.stock(CASE, "ES-GETAFE") == (7, 6, 0)
    assert shop.stock(CHARGER, "ES-GETAFE") == (5, 3, 0)


def test_each_part_is_taxed_by_its_own_category(shop):
    book = {
        "code": "GUIDE",
        "product": "phone-case",
        "titles": {"en": "Guide"},
        "tax_category": "book",
    }
    assert shop.api.put("/v1/skus", [book]).status_code == 200
    priced(shop.api, "GUIDE", 2490)
    shop.api.stock("GUIDE", ES_GETAFE=5)
    assert listed(shop.api, "SET-READ", ((CASE, 1), ("GUIDE", 1))).status_code == 200
    priced(shop.api, "SET-READ", 4001)
    case, guide = lines_of(shop, shop.place(shipped("SET-READ", 1)))
    assert (case["amount_minor"], guide["amount_minor"]) == (2001, 2000)
    assert (case["tax_rate_pcm"], guide["tax_rate_pcm"]) == (21_000, 4_000)
    assert (case["tax_minor"], guide["tax_minor"]) == (347, 77)


def test_lines_that_share_a_part_are_held_once_and_never_oversold(shop):
    lines = [{"sku": SET, "quantity": 3}, {"sku": CASE, "quantity": 2}]
    short = shop.api.post("/v1/orders", shipped(SET, 1, lines=lines))
    assert (short.status_code, short.json()["code"]) == (409, "stock_short")
    assert (short.json()["details"]["sku"], shop.stock(CASE, "ES-GETAFE")) == (CASE, (7, 0, 0))
    lines[1]["quantity"] = 1
    shop.place(shipped(SET, 1, lines=lines))
    assert shop.stock(CASE, "ES-GETAFE") == (7, 7, 0)


def test_there_are_as_many_as_its_parts_make(shop):
    detail = shop.api.get(f"/v1/skus/{SET}").json()
    assert [(one["sku"], one["quantity"]) for one in detail["sku"]["parts"]] == [
        (CASE, 2),
        (CHARGER, 1),
    ]
    stock = detail["stock"]
    assert stock["available"] == 3
    assert [(one["place"], one["available"]) for one in stock["places"]] == [("ES-GETAFE", 3)]
    web = next(one for one in stock["channels"] if one["channel"] == "web")
    assert web["ship"] == 3
    asked = {"market": "ES", "channel": "web", "sku": SET}
    assert shop.api.get("/v1/availability", params=asked).json()[0]["level"] != "none"
    shop.place(shipped(SET, 3))
    assert shop.api.get("/v1/availability", params=asked).json()[0]["level"] == "none"


def test_it_is_cancelled_whole_and_given_back_what_whole_ones_cost(shop):
    order_id = shop.place(shipped(SET, 3))
    path = f"/v1/orders/{order_id}/cancel"
    alone = shop.api.post(path, {"reason": "too many", "units": {"1": 2}})
    assert (alone.status_code, alone.json()["code"]) == (409, "bundle_whole")
    assert "1: 2, 2: 1" in alone.json()["detail"]
    assert shop.stock(CASE, "ES-GETAFE") == (7, 6, 0)
    whole = shop.api.post(path, {"reason": "too many", "bundles": {"1": 2}})
    assert whole.status_code == 200
    assert [e["counters"]["cancelled"] for e in whole.json()["lines"]] == [4, 2]
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)
    assert (shop.charged(order_id), shop.billed(order_id)) == (PRICE, [PRICE])
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")


def test_where_its_data_say_so_a_part_goes_alone(shop):
    assert listed(shop.api, separable=True).status_code == 200
    order_id = shop.place(shipped(SET, 1))
    shop.cancel(order_id, {"2": 1})
    assert [e["counters"]["cancelled"] for e in shop.order(order_id)["lines"]] == [0, 1]


def test_what_cannot_be_had_takes_the_rest_of_it_along(shop):
    order_id = shop.place(shipped(SET, 2))
    (part,) = shop.parts(order_id, "released")
    shop.step(part, "accept")
    shop.step(part, "refuse", {"reason": "not found", "missing": {"1": 1}, "may_split": True})
    shop.settle()
    assert [e["counters"]["cancelled"] for e in shop.order(order_id)["lines"]] == [2, 1]


def test_it_is_sold_over_the_counter_and_out_of_a_basket(shop):
    shop.api.stock(CASE, ES_MAD_SERRANO=2)
    shop.api.stock(CHARGER, ES_MAD_SERRANO=1)
    opened = shop.api.post(
        "/v1/baskets",
        {
            "channel": "web",
            "market": "ES",
            "lines": [{"sku": SET, "quantity": 1}],
            "groups": [{"kind": "pick_up", "place": "ES-MAD-SERRANO"}],
        },
    ).json()
    assert opened["quote"]["total_minor"] == PRICE
    assert {(one["place"], one["quantity"]) for one in opened["held"]} == {
        ("ES-MAD-SERRANO", 2),
        ("ES-MAD-SERRANO", 1),
    }
    done = shop.api.post(f"/v1/baskets/{opened['basket_id']}/complete", {"tenders": [CARD]})
    assert done.status_code == 201, done.text
    shop.keep_hours(DAY_AND_NIGHT, "ES-MAD-SERRANO")
    till = sold(SET, 1, "ES-MAD-SERRANO")
    till["lines"][0]["recorded"] = {"amount_minor": 4321, "tax_minor": 750}
    shop.api.stock(CASE, ES_MAD_SERRANO=2)
    shop.api.stock(CHARGER, ES_MAD_SERRANO=1)
    lines = lines_of(shop, shop.place(till))
    assert sum(one["amount_minor"] for one in lines) == 4321
    assert sum(one["tax_minor"] for one in lines) == 750


def test_a_set_up_is_done_to_its_first_part(shop):
    shop.api.stock(CASE, ES_MAD_SERRANO=2)
    shop.api.stock(CHARGER, ES_MAD_SERRANO=1)
    order_id = shop.place(
        fetched(
            *(SET, 1, "ES-MAD-SERRANO"),
            lines=[
                {"sku": "SETUP-PHONE", "quantity": 1, "group": 1, "bound_to": 1},
                {"sku": SET, "quantity": 1, "group": 0},
            ],
            groups=[
                {"kind": "pick_up", "place": "ES-MAD-SERRANO"},
                {"kind": "service", "place": "ES-MAD-SERRANO"},
            ],
        )
    )
    assert [one["bound_to"] for one in lines_of(shop, order_id)] == [2, None, None]
    shop.cancel(order_id)
    assert shop.statuses(order_id)[0] == "cancelled"


@pytest.mark.parametrize(
    "parts",
    [(), ((CASE, 1), (CASE, 2)), (("NOT-LISTED", 1),), (("SETUP-PHONE", 1),), ((SET, 1),)],
)
def test_a_bundle_of_nothing_or_of_what_is_no_goods_is_refused(shop, parts):
    refused = listed(shop.api, "SET-ODD", parts)
    assert refused.status_code in {400, 422}
    assert refused.json()["code"] in {"malformed", "part_unfit"}
    assert shop.api.get("/v1/skus/SET-ODD").status_code == 404


def test_no_stock_is_kept_of_it_and_it_joins_no_order_later(shop):
    lines = [{"sku": SET, "quantity": 1}]
    body = {"place": "ES-GETAFE", "document": "C-1", "reason": "found", "lines": lines}
    kept = shop.api.post("/v1/stock/adjustments", body)
    assert kept.json()["code"] == "bundle_unstocked", kept.text
    order_id = shop.place(shipped(CASE, 1))
    wish = {"kind": "add_line", "sku": SET, "quantity": 1, "group_no": 1}
    body = {"reason": "one more", "changes": [wish]}
    change_no = shop.api.post(f"/v1/orders/{order_id}/changes", body).json()["change_no"]
    seen = shop.api.post(f"/v1/orders/{order_id}/changes/{change_no}/preview", {})
    assert (seen.status_code, seen.json()["code"]) == (409, "bundle_not_added")


def test_more_units_than_an_order_may_have_are_refused(shop):
    refused = shop.api.post("/v1/orders", shipped(SET, 600_000))
    assert (refused.status_code, refused.json()["code"]) == (400, "quantity_out_of_range")


def test_several_parcels_share_its_parts(shop):
    far = {**MADRID, "city": "Barcelona", "postal_code": "08001", "region": "B"}
    order_id = shop.place(
        shipped(
            *(SET, 1),
            person=ANA,
            lines=[{"sku": SET, "quantity": 1}, {"sku": SET, "quantity": 2, "group": 1}],
            groups=[{"kind": "ship", "address": MADRID}, {"kind": "ship", "address": far}],
        )
    )
    bundles = [one["bundle"]["bundle_no"] for one in lines_of(shop, order_id)]
    assert bundles == [1, 1, 2, 2]
    shop.cancel(order_id, {"1": 2, "2": 1})
    assert [e["counters"]["cancelled"] for e in shop.order(order_id)["lines"]] == [2, 1, 0, 0]


def test_papers_and_pages_show_it_as_one_line_with_its_parts(shop):
    order_id = shop.place(shipped(SET, 2, person=ANA))
    (part,) = shop.parts(order_id, "released")
    picked = shop.api.get("/v1/places/ES-GETAFE/pick-list").json()
    assert [one["parts"][0]["bundles"] for one in picked] == [["Lote de viaje"]] * 2
    receipt = shop.api.get(f"/v1/orders/{order_id}/receipt").text
    assert "Lote de viaje" in receipt
    assert "Funda transparente" in receipt
    assert receipt.index("Lote de viaje") < receipt.index("Funda transparente")
    slip = shop.api.get(f"/v1/orders/{order_id}/fulfilments/{part.fulfilment_id}/packing-slip").text
    assert "Funda transparente para Teléfono Uno (Lote de viaje)" in slip
    shop.deliver(part)
    (invoice,) = shop.invoices(order_id)
    assert invoice["lines"][0]["bundle"] == {"bundle_no": 1, "title": "Lote de viaje", "each": 2}
    path = f"/v1/orders/{order_id}/invoices/{invoice['invoice_id']}/html"
    page = shop.api.get(path).text
    assert "Lote de viaje" in page
    assert "100,00" in page


def test_it_comes_back_whole_but_for_a_part_that_is_faulty(shop):
    order_id = shop.place(shipped(SET, 2, person=ANA))
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)

    def back(*items, **more):
        wish = {"order": order_id, "place": "ES-GETAFE", "items": items, **more}
        return shop.api.post("/v1/returns/instant", wish)

    case = {"line_no": 1, "units": 2}
    charger = {"line_no": 2, "units": 1}
    for alone in (case, charger, {"line_no": 1, "units": 4}):
        refused = back(alone)
        assert (refused.status_code, refused.json()["code"]) == (409, "bundle_whole")
    shown = shop.api.post("/v1/returns/preview", {"order": order_id, "items": [case]})
    assert shown.json()["code"] == "bundle_whole"
    whole = back(case, charger)
    assert whole.status_code == 201, whole.text
    assert whole.json()["refunded_minor"] == PRICE
    # The law gives a remedy for what is faulty; the rest of it may stay.
    faulty = back({"line_no": 2, "units": 1, "reason": "defective"})
    assert faulty.status_code == 201, faulty.text


def test_where_its_data_say_so_a_part_comes_back_alone(shop):
    assert listed(shop.api, separable=True).status_code == 200
    order_id = shop.place(shipped(SET, 1, person=ANA))
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)
    wish = {"order": order_id, "place": "ES-GETAFE", "items": [{"line_no": 2, "units": 1}]}
    assert shop.api.post("/v1/returns/instant", wish).status_code == 201
