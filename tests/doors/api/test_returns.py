"""Returns over the API: units come back at any place, for what the policy book gives."""

import pytest

from paraguas.catalog.model import sku_id_of
from paraguas.inventory.queries import positions
from paraguas.network.model import place_id_of
from paraguas.staff.model import Scope
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.members import join
from tests.doors.api.wishes import ANA, shipped, sold

SKU, PRICE, STORE = "CASE-CLEAR", 2490, "ES-MAD-GRANVIA"
PARIS = "FR-PAR-RIVOLI"


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_GETAFE=20, ES_MAD_GRANVIA=20)
    return desk


def delivered(shop, quantity=1, **more):
    """An order from the web at its person's door."""
    order_id = shop.place(shipped(SKU, quantity, person=ANA, **more))
    for part in shop.parts(order_id):
        shop.deliver(part)
    return order_id


def of_line(units=1, line_no=1, **more):
    return {"line_no": line_no, "units": units, **more}


def instant(shop, order_id, *items, place=STORE, secret=None, **more):
    body = {"order": order_id, "place": place, "items": list(items), **more}
    return shop.api.post("/v1/returns/instant", body, secret=secret)


def ask(shop, order_id, *items, secret=None, **more):
    body = {"order": order_id, "items": list(items), **more}
    return shop.api.post("/v1/returns", body, secret=secret)


def step(shop, one, verb, body=None, secret=None):
    return shop.api.post(f"/v1/returns/{one['return_id']}/{verb}", body or {}, secret=secret)


def counters(shop, order_id, line_no=1):
    lines = {one["line"]["line_no"]: one["counters"] for one in shop.order(order_id)["lines"]}
    return lines[line_no]["coming_back"], lines[line_no]["returned"]


def aside(shop, place):
    """What lies at a place and is not for sale: damaged, in quality."""

    with shop.api.runtime.database.reading() as tx:
        for one in positions(tx, [sku_id_of(SKU)]):
            if one.place_id == place_id_of(place):
                return one.damaged, one.quality
    return 0, 0


def facts(shop, order_id):
    page = shop.api.get(f"/v1/streams/{order_id}/facts").json()
    return [one["name"] for one in page["facts"]]


def test_bought_on_the_web_refunded_in_a_store_in_one_step(shop):
    order_id = delivered(shop, 2)
    before = shop.stock(SKU, STORE)
    answer = instant(shop, shop.order(order_id)["number"], of_line())
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["state"], told["refunded_minor"], told["credited_minor"]) == ("settled", PRICE, 0)
    ruling = told["items"][0]["ruling"]
    assert (ruling["allowed"], ruling["version"]) == (True, 1)
    assert ruling["clauses"]
    assert ruling["text"]
    shop.settle()
    assert shop.charged(order_id) == PRICE
    assert shop.money(order_id)[-1] == ("refund", "done", PRICE)
    assert counters(shop, order_id) == (0, 1)
    assert shop.stock(SKU, STORE) == (before[0] + 1, *before[1:])
    assert shop.billed(order_id) == [2 * PRICE, PRICE]
    assert shop.order(order_id)["payment_status"] == "partly_refunded"
    names = facts(shop, order_id)
    for name in ("requested", "authorised", "received", "settled"):
        assert names.count(f"return.{name}.v1") == 1
    assert "devolución" in shop.subjects()[-1]
    read = shop.api.get(f"/v1/returns/{told['return_id']}").json()
    assert read["items"] == told["items"]
    listed = shop.api.get("/v1/returns", params={"number": told["number"]}).json()["returns"]
    assert [one["return_id"] for one in listed] == [told["return_id"]]


def test_it_comes_back_in_another_country_to_the_stock_of_whom_it_came_to(shop):
    order_id = delivered(shop)
    told = instant(shop, order_id, of_line(), place=PARIS).json()
    assert told["state"] == "settled"
    assert told["place_entity_id"] != told["entity_id"]
    assert shop.stock(SKU, PARIS)[0] == 1
    page = shop.api.get(f"/v1/streams/{order_id}/facts").json()
    (fact,) = [one["body"] for one in page["facts"] if one["name"] == "return.settled.v1"]
    assert (fact["entity_id"], fact["place_entity_id"]) == (
        told["entity_id"],
        told["place_entity_id"],
    )
    assert (fact["amount_minor"], fact["goods_minor"], fact["currency"]) == (PRICE, PRICE, "EUR")


def test_asked_for_sent_received_and_what_came_differs_from_what_was_asked(shop):
    order_id = delivered(shop, 3)
    asked = ask(shop, order_id, of_line(2), of_line(1, reason="defective")).json()
    assert (asked["state"], counters(shop, order_id)) == ("authorised", (3, 0))
    # The faulty one is paid back at once, the others once they were sent: so the book has it.
    assert asked["refunded_minor"] == PRICE
    assert ask(shop, order_id, of_line()).json()["code"] == "return_too_many"
    sent = step(shop, asked, "sent", {"tracking": "RR1"}).json()
    assert sent["refunded_minor"] == 3 * PRICE
    came = [{"item": 1, "units": 1}, {"item": 2, "units": 1}]
    done = step(shop, asked, "receive", {"place": STORE, "items": came}).json()
    assert (done["state"], done["short_minor"]) == ("settled", -PRICE)
    assert counters(shop, order_id) == (0, 2)
    assert aside(shop, STORE) == (0, 1)
    assert shop.billed(order_id) == [3 * PRICE, 2 * PRICE]
    again = step(shop, asked, "receive", {"place": STORE, "items": came})
    assert (again.status_code, again.json()["code"]) == (409, "return_step")


def test_what_came_in_another_condition_is_judged_again(shop):
    order_id = delivered(shop)
    asked = ask(shop, order_id, of_line()).json()
    came = {"item": 1, "units": 1, "handling": "worn"}
    done = step(shop, asked, "receive", {"place": STORE, "items": [came]}).json()
    item = done["items"][0]
    assert (item["ruling"]["fees"], item["final"]["fees"][0]["kind"]) == ([], "restocking")
    fee = item["final"]["fees"][0]["amount_minor"]
    assert 0 < fee < PRICE
    assert done["refunded_minor"] == PRICE - fee
    assert (item["handling"], item["came_handling"]) == ("unused", "worn")
    assert aside(shop, STORE) == (1, 0)


@pytest.mark.parametrize(
    ("kind", "moved"),
    [
        ("sellable", (1, 0, 0)),
        ("damaged", (0, 1, 0)),
        ("quality", (0, 0, 1)),
        ("vendor", (0, 0, 1)),
        ("destroy", (0, 0, 0)),
    ],
)
def test_a_unit_goes_where_it_belongs(shop, kind, moved):
    order_id = delivered(shop)
    before = shop.stock(SKU, STORE)[0]
    answer = instant(shop, order_id, of_line(), dispositions=[{kind: 1}])
    assert answer.status_code == 201, answer.text
    assert (shop.stock(SKU, STORE)[0] - before, *aside(shop, STORE)) == moved


def test_a_gift_becomes_store_credit_of_who_brings_it(shop):
    order_id = shop.place(sold(SKU, 1, STORE, person=ANA))
    nobody = instant(shop, order_id, of_line(), gift=True)
    assert (nobody.status_code, nobody.json()["code"]) == (400, "credit_holder_missing")
    told = instant(shop, order_id, of_line(), gift=True, contact="leo@example.com").json()
    assert (told["refunded_minor"], told["credited_minor"]) == (0, PRICE)
    holder = {"contact": "leo@example.com", "currency": "EUR"}
    credit = shop.api.post("/v1/store-credits/balance", holder).json()
    assert credit["balance_minor"] == PRICE
    shop.settle()
    assert shop.subjects() == []
    # What became store credit is not refunded a second time as goodwill of the return.
    assert instant(shop, order_id, of_line()).json()["code"] == "return_too_many"


def test_money_goes_back_to_each_tender_in_order_and_never_beyond(shop):
    code = shop.gift_card("GIFT-7777-0001", 1000)
    tenders = [{"kind": "gift_card", "token": code}, {"kind": "card", "token": "tok_ok"}]
    order_id = delivered(shop, 2, tenders=tenders)
    told = instant(shop, order_id, of_line()).json()
    shop.settle()
    assert told["refunded_minor"] == PRICE
    assert shop.gift_card_balance(code) == 1000
    assert shop.charged(order_id) == 2 * PRICE - PRICE
    refund = {"amount_minor": 2000, "reason": "sorry"}
    assert shop.api.post(f"/v1/orders/{order_id}/refunds", refund).status_code == 200
    last = instant(shop, order_id, of_line()).json()
    assert (last["refunded_minor"], last["short_minor"]) == (PRICE - 2000, 2000)
    shop.settle()
    assert shop.charged(order_id) == 0


def test_what_is_lost_on_its_way_is_paid_and_what_is_refused_stays_hers(shop):
    order_id = delivered(shop, 3)
    first, second, third = (ask(shop, order_id, of_line()).json() for _ in range(3))
    person = shop.api.key_of("ES-03", Scope.STORE_WORK, Scope.ORDERS_WRITE)
    lost = step(shop, first, "lost", {"reason": "the carrier says so"}, secret=person).json()
    assert (lost["state"], lost["refunded_minor"]) == ("lost", PRICE)
    refused = step(shop, second, "refuse", {"reason": "not ours"}).json()
    assert (refused["state"], refused["refunded_minor"]) == ("refused", 0)
    ended = step(shop, third, "cancel", {"reason": "keeps it"}).json()
    assert ended["state"] == "cancelled"
    assert counters(shop, order_id) == (0, 1)
    assert shop.billed(order_id) == [3 * PRICE, PRICE]
    assert step(shop, second, "cancel", {"reason": "x"}).json()["code"] == "return_step"


def test_a_return_leaves_what_is_cancelled_later_its_own_refund(shop):
    wish = shipped(SKU, 1, person=ANA)
    wish["lines"] = [{"sku": SKU, "quantity": 1, "group": n} for n in (0, 1)]
    wish["groups"] = [wish["groups"][0], {"kind": "pick_up", "place": STORE}]
    order_id = shop.place(wish)
    parcel = next(part for part in shop.parts(order_id) if part.kind.value == "ship")
    shop.deliver(parcel)
    assert instant(shop, order_id, of_line()).status_code == 201
    shop.settle()
    assert shop.charged(order_id) == 0
    shop.cancel(order_id)
    assert shop.charged(order_id) == 0
    assert shop.statuses(order_id)[0] == "completed"


def test_what_cannot_be_is_one_clear_answer_and_leaves_nothing(shop):
    order_id = delivered(shop)
    before = shop.api.rows()
    cases = {
        "return_too_many": ask(shop, order_id, of_line(2)),
        "return_line_absent": ask(shop, order_id, of_line(line_no=7)),
        "policy_fact_wrong": ask(shop, order_id, of_line(reason="bored")),
        "order_absent": ask(shop, "no such order", of_line()),
        "place_unknown": instant(shop, order_id, of_line(), place="NOWHERE"),
        "dispositions_wrong": instant(shop, order_id, of_line(), dispositions=[{"sellable": 2}]),
        "malformed": ask(shop, order_id),
        "return_absent": step(shop, {"return_id": "0" * 32}, "settle"),
    }
    for code, answer in cases.items():
        assert answer.json()["code"] == code, answer.text
    assert shop.api.rows() == before
    on_its_way = shop.place(shipped(SKU, 1))
    assert ask(shop, on_its_way, of_line()).json()["code"] == "return_too_many"


def test_the_same_request_twice_is_one_return(shop):
    order_id = delivered(shop, 2)
    body = {"order": order_id, "place": STORE, "items": [of_line()]}
    first, again = (
        shop.api.post("/v1/returns/instant", body, idempotency_key="once") for _ in range(2)
    )
    assert first.content == again.content
    assert counters(shop, order_id) == (0, 1)


def test_an_order_is_judged_by_the_book_it_was_placed_under(shop):
    order_id = delivered(shop)
    assert shop.order(order_id)["policy_version"] == 1
    preview = shop.api.post("/v1/returns/preview", {"order": order_id, "items": [of_line()]})
    (ruling,) = preview.json()["rulings"]
    assert (ruling["version"], set(ruling["verdicts"])) == (
        1,
        {"returns", "refunds", "warranty", "exchange"},
    )
    assert counters(shop, order_id) == (0, 0)


def told_days(shop, order_id):
    body = {"order": order_id, "items": [of_line()]}
    (ruling,) = shop.api.post("/v1/returns/preview", body).json()["rulings"]
    return ruling


def test_the_tier_she_had_when_she_bought_gives_her_more_days(shop):
    shop.api.stock(SKU, ES_GETAFE=200)
    ana = join(shop)
    before = delivered(shop, 130, loyalty=ana)
    nobody = told_days(shop, delivered(shop))
    gold = told_days(shop, delivered(shop, loyalty=ana))
    assert "RET-GOLD" in gold["clauses"]
    assert gold["until_on"] > nobody["until_on"]
    # By what she was when she bought: the order that made her gold was a member's.
    assert "RET-GOLD" not in told_days(shop, before)["clauses"]
