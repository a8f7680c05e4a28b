"""Pre-orders, the money of goods on order, what availability tells of them, and their races."""

import asyncio

import pytest
from sqlalchemy import update

from paraguas.payments.queries import book
from paraguas.payments.tables import payment_transactions
from paraguas.plumbing import tx as plumbing_tx
from paraguas.values.time import DAY
from tests.doors.api.backorders import (
    PLACE,
    SKU,
    STORE,
    announce,
    day,
    on,
    promised,
    receive,
    terms,
    waits,
)
from tests.doors.api.test_changes import change
from tests.doors.api.wishes import shipped, sold


@pytest.fixture
def statements():
    told = []
    plumbing_tx.on_statement.append(told.append)
    yield told
    plumbing_tx.on_statement.remove(told.append)


def transactions(api, order_id):
    with api.runtime.database.reading() as tx:
        found = book(tx, order_id).transactions
    return [(one.kind.value, one.state.value) for one in found]


def grow_old(api, order_id, by):
    """Let what was answered of an order's money have been answered long ago."""
    columns = payment_transactions.c
    with api.runtime.database.writing() as tx:
        mine = update(payment_transactions).where(columns.order_id == order_id)
        tx.run(mine.values(settled_at=columns.settled_at - by))


def test_a_pre_order_is_handed_out_on_its_day(desk):
    api = desk.api
    api.stock(SKU, ES_GETAFE=5, ES_MAD_SERRANO=5)
    terms(api, against_supply=True, available_on=day(30))
    refused = api.post("/v1/orders", sold(SKU, 1, STORE)).json()
    assert refused["code"] in {"not_available_yet", "place_closed"}
    order_id = desk.place(shipped(SKU, 1))
    [part] = desk.parts(order_id, "released")
    assert desk.try_step(part, "accept").json()["code"] == "fulfilment_scheduled"
    assert on(promised(desk, order_id)) > day(30)
    [seen] = api.get("/v1/availability", params={"sku": SKU, "market": "ES"}).json()
    assert (seen["offer"], seen["from_on"]) == ("pre_order", day(30))
    change(desk, order_id, {"kind": "redirect", "group_no": 1, "to": "pick_up", "place": STORE})
    [elsewhere] = desk.parts(order_id, "released")
    assert desk.try_step(elsewhere, "accept").json()["code"] == "fulfilment_scheduled"
    assert on(promised(desk, order_id, "ready")) >= day(30)


def test_a_card_is_asked_at_placing_or_at_release_by_the_terms(desk):
    api = desk.api
    terms(api, against_supply=True, authorise="release")
    purchase = announce(api, 3)
    order_id = desk.place(shipped(SKU, 1))
    assert desk.statuses(order_id)[2] == "pending"
    receive(api, purchase, 3)
    desk.settle()
    assert desk.statuses(order_id)[2] == "authorised"
    assert desk.parts(order_id, "released")
    terms(api, against_supply=True)
    announce(api, 3, reference="PO-2")
    desk.place(shipped(SKU, 2))
    waiting = desk.place(shipped(SKU, 1))
    assert desk.statuses(waiting)[2] == "authorised"


def test_an_approval_that_grew_old_is_asked_for_anew(desk):
    api = desk.api
    terms(api, against_supply=True)
    purchase = announce(api, 1)
    order_id = desk.place(shipped(SKU, 1))
    grow_old(api, order_id, 8 * DAY)
    receive(api, purchase, 1)
    desk.settle()
    assert transactions(api, order_id) == [
        ("authorise", "done"),
        ("void", "done"),
        ("authorise", "done"),
    ]
    assert desk.statuses(order_id)[2] == "authorised"
    [part] = desk.parts(order_id, "released")
    desk.deliver(part)
    assert desk.statuses(order_id) == ("completed", "delivered", "paid")


def test_availability_tells_in_stock_on_order_and_from_when(desk):
    api = desk.api
    asked = {"sku": SKU, "market": "ES"}

    def seen():
        [found] = api.get("/v1/availability", params=asked).json()
        return found["offer"], found["from_on"]

    assert seen() == ("sold_out", None)
    announce(api, 1, 10)
    assert seen() == ("sold_out", None)
    terms(api, against_supply=True, cap=5, place=PLACE, lead_days=40)
    assert seen() == ("on_order", day(10))
    desk.place(shipped(SKU, 1))
    assert seen() == ("on_order", day(40))
    api.stock(SKU, ES_GETAFE=5)
    desk.settle()
    assert seen() == ("in_stock", None)


def test_a_basket_with_goods_on_order_tells_its_date_and_becomes_an_order(desk):
    api = desk.api
    terms(api, against_supply=True)
    announce(api, 2)
    wish = shipped(SKU, 2)
    body = {key: wish[key] for key in ("channel", "market", "lines", "groups")}
    opened = api.post("/v1/baskets", body)
    assert opened.status_code == 201, opened.text
    basket_id = opened.json()["basket_id"]
    path = f"/v1/baskets/{basket_id}/complete"
    answer = api.post(path, {"tenders": wish["tenders"]})
    assert answer.status_code == 201, answer.text
    assert waits(api, answer.json()["order_id"]) == [(2, PLACE, "waiting")]


@pytest.mark.parametrize("buyers", [24])
def test_never_more_is_sold_than_comes_and_the_cap(desk, buyers):
    api = desk.api
    terms(api, against_supply=True, cap=3, place=PLACE, lead_days=30)
    announce(api, 4, 5)
    api.stock(SKU, ES_GETAFE=2)

    async def all_at_once():
        asked = [api.ask("POST", "/v1/orders", shipped(SKU, 1)) for _ in range(buyers)]
        return await asyncio.gather(*asked)

    answers = api.run(all_at_once())
    assert sorted(one.status_code for one in answers) == [201] * 9 + [409] * (buyers - 9)
    desk.settle()


def test_goods_in_stock_cost_not_one_statement_more(desk, statements):
    api = desk.api
    api.stock(SKU, ES_GETAFE=50)
    desk.place(shipped(SKU, 1))

    def counted():
        statements.clear()
        assert api.post("/v1/orders", shipped(SKU, 1)).status_code == 201
        return len(statements)

    plain = counted()
    announce(api, 4)
    terms(api, against_supply=True, cap=3, place=PLACE, lead_days=30)
    desk.place(shipped(SKU, 1))
    assert counted() == plain
