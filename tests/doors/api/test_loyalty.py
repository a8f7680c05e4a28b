"""Points of orders over the API: earned, pending, spent at every door, given back, as if."""

import asyncio

import pytest

from paraguas.loyalty.queries import audit
from paraguas.loyalty.tables import accounts, lots, postings
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import on_statement
from paraguas.values.time import DAY
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.members import PRICE, SKU, code_of, give, held, join, member, paying
from tests.doors.api.wishes import CARD, handset, shipped, sold

STORE = "ES-MAD-SERRANO"


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_GETAFE=60, ES_MAD_SERRANO=30)
    return desk


def order(shop, *tenders, quantity=1, **more):
    return shop.api.post("/v1/orders", shipped(SKU, quantity, tenders=list(tenders), **more))


def points_of(shop, order_id):
    return shop.api.get(f"/v1/orders/{order_id}/points").json()


def delivered(shop, quantity=1, **more):
    order_id = shop.place(shipped(SKU, quantity, **more))
    for part in shop.parts(order_id):
        shop.deliver(part)
    return order_id


def take_back(shop, order_id, units=1):
    body = {"order": order_id, "place": STORE, "items": [{"line_no": 1, "units": units}]}
    answer = shop.api.post("/v1/returns/instant", body)
    assert answer.status_code < 300, answer.text
    shop.settle()


def test_an_order_earns_when_placed_and_may_be_spent_when_the_window_closes(shop):
    ana = join(shop)
    bought = shop.place(shipped(SKU, 2, loyalty=ana.lower()))
    assert held(shop, ana) == (0, 49, 0)
    assert points_of(shop, bought)["usable_at"] is None
    shop.deliver(shop.parts(bought)[0])
    usable_at = points_of(shop, bought)["usable_at"]
    assert usable_at - now() == pytest.approx(30 * DAY, abs=DAY // 24)
    shop.pass_time(usable_at - 1)
    assert held(shop, ana) == (0, 49, 0)
    shop.pass_time(usable_at)
    assert held(shop, ana) == (49, 0, 0)
    shop.pass_time(usable_at + 730 * DAY)
    assert held(shop, ana) == (0, 0, 0)
    told = shop.api.get(f"/v1/loyalty/accounts/{ana}/statement").json()["lines"]
    assert [(one["kind"], one["balance"]) for one in told][-2:] == [("passed", 49), ("passed", 0)]


def test_points_pay_at_every_door_and_go_back_when_the_order_does(shop):
    ana = join(shop)
    assert give(shop, ana, 6000).json()["worth_minor"] == {"EUR": 6000, "GBP": 5000, "USD": 6666}
    web = shop.place(shipped(SKU, 1, tenders=[paying(ana, amount_minor=500), CARD]))
    phone = shop.place(shipped(SKU, 1, channel="phone", tenders=[paying(ana), CARD]))
    till = shop.place(sold(SKU, 1, STORE, tenders=[paying(ana), {"kind": "cash"}]))
    assert shop.order(till)["payment_status"] == "paid"
    assert held(shop, ana)[0] == 6000 - 500 - 2 * PRICE
    assert [points_of(shop, one)["spent"] for one in (web, phone, till)] == [500, PRICE, PRICE]
    shop.cancel(web)
    shop.cancel(phone)
    assert held(shop, ana)[0] == 6000 - PRICE
    assert points_of(shop, phone) | {"usable_at": None} == {
        "earned": 0,
        "number": ana.replace("-", ""),
        "version": 0,
        "tier": "member",
        "usable_at": None,
        "spent": PRICE,
        "given_back": PRICE,
    }


def test_a_part_refunded_gives_back_a_part_and_all_gives_all(shop):
    ana = join(shop)
    give(shop, ana, 5000)
    bought = delivered(shop, 2, tenders=[paying(ana)])
    assert held(shop, ana)[0] == 5000 - 2 * PRICE
    refund = {"amount_minor": 1000, "reason": "scratched"}
    assert shop.api.post(f"/v1/orders/{bought}/refunds", refund).status_code == 200
    assert held(shop, ana)[0] == 5000 - 2 * PRICE + 1000


def test_after_returns_the_balance_is_as_if_only_the_kept_goods_had_been_bought(shop):
    ana = join(shop)
    bought = delivered(shop, 10, loyalty=ana)
    assert held(shop, ana) == (0, 249 + 50, 0)
    shop.pass_time(now() + 31 * DAY)
    give(shop, ana, 1)
    assert order(shop, paying(ana, amount_minor=260), CARD).status_code == 201
    shop.settle()
    assert held(shop, ana)[0] == 299 + 1 - 260
    take_back(shop, bought, 5)
    kept = 5 * PRICE // 100
    assert points_of(shop, bought)["earned"] == kept
    assert held(shop, ana) == (0, held(shop, ana)[1], 260 - kept - 1)
    give(shop, ana, 200, cause="sorry")
    assert held(shop, ana)[0] - held(shop, ana)[2] == kept + 1 + 200 - 260
    told = shop.api.get(f"/v1/loyalty/accounts/{ana}/statement").json()["lines"]
    assert told[-1]["balance"] == kept + 1 + 200 - 260


def test_a_cancelled_line_and_an_exchange_are_reckoned_as_kept(shop):
    ana = join(shop)
    bought = shop.place(shipped(SKU, 3, loyalty=ana))
    assert points_of(shop, bought)["earned"] == 3 * PRICE // 100
    shop.cancel(bought, {"1": 1})
    assert points_of(shop, bought)["earned"] == 2 * PRICE // 100
    path = f"/v1/orders/{bought}/changes"
    line = {"kind": "set_quantity", "line_no": 1, "quantity": 1}
    opened = shop.api.post(path, {"reason": "too many", "changes": [line]})
    assert opened.status_code == 201, opened.text
    number = opened.json()["change_no"]
    basis = shop.api.post(f"{path}/{number}/preview").json()["basis"]
    assert shop.api.post(f"{path}/{number}/confirm", {"basis": basis}).status_code == 200
    shop.settle()
    assert points_of(shop, bought)["earned"] == PRICE // 100
    shop.cancel(bought)
    assert (points_of(shop, bought)["earned"], held(shop, ana)) == (0, (0, 0, 0))


def test_a_return_after_the_points_expired_takes_nothing_more(shop):
    ana = join(shop)
    bought = delivered(shop, 4, loyalty=ana)
    shop.pass_time(now() + 31 * DAY)
    shop.pass_time(now() + 800 * DAY)
    assert held(shop, ana) == (0, 0, 0)
    take_back(shop, bought, 2)
    assert held(shop, ana) == (0, 0, 0)


def test_two_doors_at_once_never_take_points_twice(shop):
    ana = join(shop)
    give(shop, ana, PRICE + 100)
    wish = shipped(SKU, 1, tenders=[paying(ana, amount_minor=PRICE)])
    over = sold(SKU, 1, STORE, tenders=[paying(ana, amount_minor=PRICE)])

    async def both():
        asked = (shop.api.ask("POST", "/v1/orders", one) for one in (wish, over, wish, over))
        return await asyncio.gather(*asked)

    answers = shop.api.run(both())
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
    assert {code_of(one)[1] for one in answers if one.status_code == 409} == {"points_pay_less"}
    shop.settle()
    assert held(shop, ana)[0] == 100


def test_points_replace_a_declined_card_and_pay_what_a_change_costs(shop):
    ana = join(shop)
    give(shop, ana, 9000)
    declined = {"kind": "card", "token": "tok_declined"}
    bought = shop.place(shipped(SKU, 1, tenders=[declined]))
    again = shop.api.post(f"/v1/orders/{bought}/tenders", {"tenders": [paying(ana)]})
    assert again.status_code == 200, again.text
    assert held(shop, ana)[0] == 9000 - PRICE
    assert points_of(shop, bought)["spent"] == PRICE
    shop.cancel(bought)
    assert held(shop, ana)[0] == 9000


def test_a_basket_earns_and_is_paid_with_points(shop):
    ana = join(shop)
    give(shop, ana, 4000)
    opened = shop.api.post("/v1/baskets", {"market": "ES", "channel": "web"}).json()
    wish = shipped(SKU, 1)
    contents = {"lines": wish["lines"], "groups": wish["groups"], "version": opened["version"]}
    changed = shop.api.put(f"/v1/baskets/{opened['basket_id']}", contents)
    assert changed.status_code == 200, changed.text
    done = {"tenders": [paying(ana)], "loyalty": ana}
    answer = shop.api.post(f"/v1/baskets/{opened['basket_id']}/complete", done)
    assert answer.status_code == 201, answer.text
    shop.settle()
    assert held(shop, ana) == (4000 - PRICE, PRICE // 100, 0)


def test_what_cannot_be_spent_or_earned_is_refused_and_nothing_written(shop):
    ana = join(shop)
    give(shop, ana, 100)
    before = shop.api.rows()
    assert code_of(order(shop, paying("NOBODY"))) == (404, "loyalty_account_unknown")
    assert code_of(order(shop, paying(""))) == (400, "tender_without_token")
    assert code_of(order(shop, paying(ana))) == (400, "tender_short")
    assert code_of(order(shop, paying(ana, amount_minor=101), CARD)) == (409, "points_pay_less")
    assert code_of(order(shop, CARD, loyalty="NOBODY")) == (404, "loyalty_account_unknown")
    assert code_of(order(shop, paying(ana, amount_minor=-1), CARD)) == (400, "tender_negative")
    assert shop.api.rows() == before


def test_an_order_that_names_no_account_asks_loyalty_nothing(shop):
    join(shop)
    heard = []
    on_statement.append(heard.append)
    try:
        assert order(shop, CARD).status_code == 201
    finally:
        on_statement.remove(heard.append)
    assert not [text for text in heard if "loyalty_" in text]


def test_several_who_spend_and_earn_in_one_batch_each_see_the_one_before(shop):
    ana = join(shop)
    give(shop, ana, 1000)

    async def many():
        wish = shipped(SKU, 1, tenders=[paying(ana, amount_minor=300), CARD])
        asked = (shop.api.ask("POST", "/v1/orders", wish) for _ in range(4))
        return await asyncio.gather(*asked)

    answers = shop.api.run(many())
    assert sorted(one.status_code for one in answers) == [201, 201, 201, 409]
    shop.settle()
    assert held(shop, ana) == (100, 3 * (PRICE // 100), 0)


def test_a_handset_of_many_ways_earns_once_all_of_it_arrived(shop):
    ana = join(shop)
    shop.api.stock("PHONE-128-BLACK", ES_MAD_SERRANO=2)
    bought = shop.place(handset(STORE, loyalty=ana))
    earned = points_of(shop, bought)
    assert earned["earned"] == held(shop, ana)[1] > 0
    for part in shop.parts(bought):
        if part.kind.value == "pick_up":
            shop.hand_over(part)
    assert points_of(shop, bought)["usable_at"] is None
    assert member(shop, ana)["next_tier"] == "silver"


def test_the_audit_finds_points_that_are_not_what_their_postings_say(shop):
    ana = join(shop)
    give(shop, ana, 100)
    found = {}
    for name, change in {
        "balance": accounts.update().values(active=99),
        "lot": lots.update().values(spent=1),
        "posting": postings.update().values(points=7),
    }.items():
        with shop.api.runtime.database.writing() as tx, tx.rehearsal():
            tx.run(change)
            found[name] = [one for check in audit(tx) for one in check.findings]
    assert all(found.values()), found


def test_goods_paid_with_points_and_returned_in_a_store_give_points_back(shop):
    ana, other = join(shop), join(shop)
    give(shop, ana, 6000)
    bought = delivered(shop, 2, tenders=[paying(ana)], loyalty=other)
    assert held(shop, ana)[0] == 6000 - 2 * PRICE
    take_back(shop, bought, 1)
    assert held(shop, ana)[0] == 6000 - PRICE
    assert held(shop, other)[1] == PRICE // 100
    take_back(shop, bought, 1)
    assert (held(shop, ana)[0], held(shop, other)) == (6000, (0, 0, 0))
    points = points_of(shop, bought)
    assert (points["spent"], points["given_back"]) == (2 * PRICE, 2 * PRICE)
