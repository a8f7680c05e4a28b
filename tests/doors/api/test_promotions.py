"""Promotions over the API: from the row that says them to the return that gives back their part."""

import asyncio

import pytest

from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.members import held, join
from tests.doors.api.promoted import code_of, day, issue, lines, row, save, saved, taken
from tests.doors.api.test_changes import change
from tests.doors.api.wishes import ANA, CARD, shipped, sold

SKU, PRICE, STORE = "CASE-CLEAR", 2490, "ES-MAD-GRANVIA"


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_GETAFE=20, ES_MAD_GRANVIA=20)
    return desk


def delivered(shop, quantity=1, **more):
    order_id = shop.place(shipped(SKU, quantity, person=ANA, **more))
    for part in shop.parts(order_id):
        shop.deliver(part)
    return order_id


def test_a_fifth_off_goes_from_basket_to_order_to_invoice_to_what_a_return_gives_back(shop):
    assert saved(shop, row()) == 1
    basket = shop.api.post(
        "/v1/baskets", {"channel": "web", "market": "ES", "lines": [{"sku": SKU, "quantity": 3}]}
    ).json()
    # A fifth of 74.70.
    assert basket["quote"]["discount_minor"] == 1494
    assert basket["quote"]["total_minor"] == 5976
    assert [one["title"] for one in basket["quote"]["taken"]] == ["Rebajas de invierno"]
    order_id = delivered(shop, 3)
    order = shop.order(order_id)
    assert (order["discount_minor"], order["total_minor"]) == (1494, 5976)
    assert lines(shop, order_id) == [(PRICE, 1494, 5976)]
    assert taken(shop, order_id) == [(1, "WINTER", 1494)]
    invoice = shop.api.get(f"/v1/orders/{order_id}/invoices").json()[0]
    assert invoice["lines"][0]["discount_minor"] == 1494
    back = shop.api.post(
        "/v1/returns/instant",
        {"order": order_id, "place": STORE, "items": [{"line_no": 1, "units": 1}]},
    )
    assert back.status_code == 201, back.text
    shop.settle()
    # One of three units of 59.76.
    assert back.json()["refunded_minor"] == 1992
    assert shop.money(order_id)[-1] == ("refund", "done", 1992)


def test_the_till_the_web_and_the_app_take_the_same_off_and_nobody_else_pays_more(shop):
    saved(shop, row())
    till = shop.place(sold(SKU, 3, STORE))
    web = shop.place(shipped(SKU, 3))
    assert lines(shop, till) == lines(shop, web) == [(PRICE, 1494, 5976)]
    shop.api.stock(SKU, FR_PAR_RIVOLI=5)
    paris = shop.place({**shipped(SKU, 1), "market": "FR"})
    assert lines(shop, paris)[0][1] == 0


def test_a_promotion_begins_and_ends_at_midnight_of_its_market_and_may_be_stopped(shop):
    saved(shop, row("COMING", starts_on=day(2)), row("OVER", starts_on=day(-9), ends_on=day(-2)))
    assert lines(shop, shop.place(shipped(SKU, 1))) == [(PRICE, 0, PRICE)]
    saved(shop, row("NOW"))
    states = {
        one["promotion"]["code"]: one["state"]
        for one in shop.api.get("/v1/promotions", params={"market": "ES"}).json()
    }
    assert states == {"COMING": "coming", "OVER": "over", "NOW": "running"}
    before = shop.place(shipped(SKU, 1))
    stopped = shop.api.post("/v1/promotions/NOW/stop").json()
    assert (stopped["state"], stopped["version"]) == ("over", 2)
    assert shop.api.post("/v1/promotions/NOW/stop").json() == stopped
    assert lines(shop, before) == [(PRICE, 498, 1992)]
    assert lines(shop, shop.place(shipped(SKU, 1))) == [(PRICE, 0, PRICE)]


def test_what_has_begun_keeps_its_terms_and_what_has_not_may_change(shop):
    saved(shop, row("NOW"), row("COMING", starts_on=day(2)))
    assert code_of(save(shop, row("NOW", percent="30"))) == (409, "promotion_begun")
    assert saved(shop, row("NOW", ends_on=day(5)), row("COMING", starts_on=day(3))) == 2
    assert saved(shop, row("NOW", ends_on=day(5))) == 0
    assert code_of(save(shop, row("NOW", ends_on=day(-1)))) == (409, "promotion_begun")


def test_a_slip_refuses_all_rows_with_file_row_and_sentence(shop):
    slips = [
        (row("BAD", channel="web"), "promotion_partial", "channel"),
        (row("BAD", sex="f"), "promotion_partial", "sex"),
        (row("BAD", skus=["NOT-THERE"]), "promotion_wrong", "NOT-THERE"),
        (row("BAD", departments=["none"]), "promotion_wrong", "none"),
        (row("BAD", products=["NONE"]), "promotion_wrong", "NONE"),
        (row("BAD", market="XX"), "promotion_wrong", "XX"),
        (row("BAD", titles={"en": "Sale"}), "promotion_wrong", "es"),
        (row("BAD", programme="nobody"), "promotion_wrong", "nobody"),
        (row("BAD", programme="paraguas", tiers=["tin"]), "promotion_wrong", "tin"),
        (
            row("BAD", places=["FR-PAR-RIVOLI"], reason="It moves", ends_on=day(9)),
            "promotion_wrong",
            "FR-PAR-RIVOLI",
        ),
    ]
    for bad, code, word in slips:
        answer = save(shop, row("FINE"), bad, file="autumn.toml")
        assert code_of(answer) == (400, code)
        assert "autumn.toml" in answer.json()["detail"]
        assert "2" in answer.json()["detail"]
        assert word in answer.json()["detail"]
    assert shop.api.get("/v1/promotions").json() == []
    assert code_of(shop.api.get("/v1/promotions/NONE")) == (404, "promotion_absent")


def test_a_coupon_opens_its_promotion_once_and_costs_only_orders_that_bring_one(shop):
    saved(shop, row("HELLO", coupon=True, kind="amount", percent=None, amount_minor=500))
    assert issue(shop, "HELLO", "welcome-1", "WELCOME2", uses=1).status_code == 201
    assert lines(shop, shop.place(shipped(SKU, 1))) == [(PRICE, 0, PRICE)]
    first = shop.place(shipped(SKU, 1, coupons=["Welcome 1"]))
    assert taken(shop, first) == [(1, "HELLO", 500)]
    again = shop.api.post("/v1/orders", shipped(SKU, 1, coupons=["WELCOME1"]))
    assert code_of(again) == (409, "coupon_used")
    unknown = shop.api.post("/v1/orders", shipped(SKU, 1, coupons=["NOBODY"]))
    assert code_of(unknown) == (404, "coupon_unknown")
    page = shop.api.get("/v1/promotions/HELLO/coupons", params={"most": 1}).json()
    rest = shop.api.get("/v1/promotions/HELLO/coupons", params={"after": page["next"]}).json()
    used = {one["code"]: one["used"] for one in (*page["coupons"], *rest["coupons"])}
    assert used == {"WELCOME1": 1, "WELCOME2": 0}
    assert code_of(issue(shop, "HELLO", "WELCOME1")) == (409, "coupon_taken")
    saved(shop, row("PLAIN"))
    assert code_of(issue(shop, "PLAIN", "PLAIN1")) == (400, "promotion_wrong")


def test_a_coupon_for_one_order_each_is_counted_by_e_mail_phone_and_account(shop):
    saved(shop, row("MINE", coupon=True))
    issue(shop, "MINE", "ONCE", per_person=1)
    nobody = shop.api.post("/v1/orders", shipped(SKU, 1, coupons=["ONCE"]))
    assert code_of(nobody) == (400, "coupon_person_needed")
    shop.place(shipped(SKU, 1, coupons=["ONCE"], person={**ANA, "phone": ""}))
    same = {"email": ANA["email"].upper()}
    assert code_of(shop.api.post("/v1/orders", shipped(SKU, 1, coupons=["ONCE"], person=same))) == (
        409,
        "coupon_used",
    )
    shop.place(shipped(SKU, 1, coupons=["ONCE"], person={"email": "otra@example.com"}))


def test_one_batch_of_orders_uses_a_coupon_as_often_as_it_may_be(shop):
    saved(shop, row("FEW", coupon=True))
    issue(shop, "FEW", "THREE", uses=3)
    api = shop.api

    async def all_at_once():
        asked = [
            api.ask("POST", "/v1/orders", shipped(SKU, 1, coupons=["THREE"])) for _ in range(8)
        ]
        return await asyncio.gather(*asked)

    answers = api.run(all_at_once())
    assert sorted(one.status_code for one in answers) == [201] * 3 + [409] * 5
    shop.settle()
    assert api.get("/v1/promotions/FEW/coupons").json()["coupons"][0]["used"] == 3


def test_a_coupon_that_takes_nothing_off_is_not_used_up(shop):
    saved(shop, row("MUCH", coupon=True, spend_minor=100_000), row("BEST", exclusive=True))
    issue(shop, "MUCH", "MUCH1", uses=1)
    order_id = shop.place(shipped(SKU, 1, coupons=["MUCH1"]))
    assert taken(shop, order_id) == [(1, "BEST", 498)]
    assert shop.api.get("/v1/promotions/MUCH/coupons").json()["coupons"][0]["used"] == 0


def test_a_member_pays_less_where_the_account_is_known_also_in_the_basket(shop):
    number = join(shop)
    price = row(
        "CLUB", kind="price", percent=None, price_minor=1990, skus=[SKU], programme="paraguas"
    )
    gold = row("GOLD", percent="50", programme="paraguas", tiers=["gold"])
    saved(shop, price, gold)
    assert lines(shop, shop.place(shipped(SKU, 1))) == [(PRICE, 0, PRICE)]
    asked = {
        "channel": "web",
        "market": "ES",
        "lines": [{"sku": SKU, "quantity": 2}],
        "groups": shipped(SKU, 1)["groups"],
        "loyalty": number,
    }
    basket = shop.api.post("/v1/baskets", asked).json()
    assert basket["quote"]["total_minor"] == 3980
    path = f"/v1/baskets/{basket['basket_id']}/complete"
    placed = shop.api.post(path, {"tenders": [CARD]})
    assert placed.json()["total_minor"] == 3980
    shop.settle()
    # Points are earned on what was paid: 39.80, of which 32.89 is without its tax.
    assert held(shop, number)[1] in {32, 33, 39, 40}


def test_what_promotions_took_stays_with_the_units_an_order_keeps(shop):
    saved(shop, row())
    order_id = shop.place(shipped(SKU, 3))
    shop.cancel(order_id, {"1": 1})
    assert shop.order(order_id)["lines"][0]["line"]["discount_minor"] == 1494
    assert shop.charged(order_id) == 0
    for part in shop.parts(order_id):
        shop.deliver(part)
    assert shop.charged(order_id) == 3984
    assert shop.billed(order_id) == [3984]


def test_units_added_to_an_order_pay_what_promotions_leave_today_and_the_others_stay(shop):
    saved(shop, row())
    order_id = shop.place(shipped(SKU, 2))
    shop.api.post("/v1/promotions/WINTER/stop")
    saved(shop, row("NEXT", percent="10"))
    more = {"kind": "set_quantity", "line_no": 1, "quantity": 3}
    change(shop, order_id, more, tenders=[CARD])
    assert lines(shop, order_id) == [(PRICE, 996, 3984), (PRICE, 249, 2241)]
    assert taken(shop, order_id) == [(1, "WINTER", 996), (2, "NEXT", 249)]


def test_a_price_decided_by_hand_takes_the_place_of_what_promotions_took(shop):
    saved(shop, row())
    order_id = shop.place(shipped(SKU, 2))
    change(shop, order_id, {"kind": "override_price", "line_no": 1, "unit_price_minor": 1000})
    assert lines(shop, order_id) == [(1000, 0, 2000)]
    assert taken(shop, order_id) == []
