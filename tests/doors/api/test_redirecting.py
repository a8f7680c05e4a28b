"""An order goes another way before it leaves: other store, other address, fetched or sent."""

import pytest

from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.test_changes import change, confirm, opened, shown
from tests.doors.api.wishes import ANA, CARD, MADRID, fetched, handset, shipped

SKU, PHONE = "CASE-CLEAR", "PHONE-128-BLACK"
PRICE = 2490
SERRANO, GRANVIA, DEPOT = "ES-MAD-SERRANO", "ES-MAD-GRANVIA", "ES-GETAFE"
STORES = (SERRANO, GRANVIA, "ES-BCN-GRACIA", "ES-VLC-COLON", "ES-SVQ-TETUAN")
BARCELONA = MADRID | {"line1": "Carrer Gran 2", "postal_code": "08012", "city": "Barcelona"}
PARIS = MADRID | {"postal_code": "75001", "city": "Paris", "region": "", "country": "FR"}


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, *STORES)
    desk.api.stock(SKU, ES_GETAFE=20, ES_MAD_SERRANO=5, ES_MAD_GRANVIA=5)
    return desk


def redirected(to, group_no=1, **where):
    return {"kind": "redirect", "group_no": group_no, "to": to, **where}


def test_a_delivery_is_fetched_in_a_store_instead(shop):
    order_id = shop.place(shipped(SKU, 2, person=ANA, language="en"))
    (was,) = shop.parts(order_id)
    seen = change(shop, order_id, redirected("pick_up", place=SERRANO))
    assert seen["money"]["becomes_minor"] == 2 * PRICE
    assert shop.stock(SKU, SERRANO) == (5, 2, 0)
    (now,) = shop.parts(order_id, "released")
    assert (now.kind.value, was.fulfilment_id != now.fulfilment_id) == ("pick_up", True)
    assert list(shop.open_promises(order_id)) == ["ready"]
    shop.hand_over(now)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert shop.charged(order_id) == 2 * PRICE
    assert [one for one in shop.subjects() if "is changed" in one]
    assert not [one for one in shop.subjects() if "new time" in one or "cancelled" in one]


def test_a_pick_up_is_sent_home_instead_though_it_is_ready(shop):
    order_id = shop.place(fetched(SKU, 2, SERRANO))
    (was,) = shop.parts(order_id)
    shop.make_ready(was)
    change(shop, order_id, redirected("ship", address=BARCELONA))
    allocated = [shop.stock(SKU, place)[1] for place in (SERRANO, GRANVIA, DEPOT)]
    assert sum(allocated) == 2
    (now,) = shop.parts(order_id, "released")
    assert now.kind.value == "ship"
    group = shop.order(order_id)["groups"][0]
    assert (group["kind"], group["address"]["city"]) == ("ship", "Barcelona")
    shop.deliver(now)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")


def test_another_store_takes_the_set_up_along(shop):
    shop.api.stock(PHONE, ES_MAD_SERRANO=2, ES_MAD_GRANVIA=2)
    order_id = shop.place(handset())
    slot = shop.slots(order_id, 2)[-1]
    assert shop.book(order_id, 2, slot["start_at"]).status_code in {200, 201}
    change(shop, order_id, redirected("pick_up", place=GRANVIA))
    assert shop.stock(PHONE, SERRANO) == (2, 0, 0)
    assert shop.stock(PHONE, GRANVIA) == (2, 1, 0)
    kinds = {one["kind"]: one for one in shop.order(order_id)["groups"]}
    assert kinds["service"]["place_id"] == kinds["pick_up"]["place_id"]
    assert shop.open_promises(order_id)["ready"]["source"] == GRANVIA


def test_an_appointment_is_moved_with_the_rest(shop):
    shop.api.stock(PHONE, ES_MAD_SERRANO=2)
    order_id = shop.place(handset())
    first, *_, last = shop.slots(order_id, 2)
    assert shop.book(order_id, 2, first["start_at"]).status_code in {200, 201}
    wish = {"kind": "change_slot", "line_no": 2, "start_at": last["start_at"]}
    path = opened(shop, order_id, wish)
    basis = shown(shop, path)["basis"]
    assert [one.start_at for one in shop.appointments(order_id)] == [first["start_at"]]
    assert confirm(shop, path, basis).status_code == 200
    assert [one.start_at for one in shop.appointments(order_id)] == [last["start_at"]]


def test_another_address_and_more_goods_come_together(shop):
    order_id = shop.place(shipped(SKU, 1))
    wishes = (
        redirected("ship", address=BARCELONA),
        {"kind": "add_line", "sku": SKU, "quantity": 2, "group_no": 1},
    )
    change(shop, order_id, *wishes, tenders=[CARD])
    (part,) = shop.parts(order_id, "released")
    assert sum(one.quantity for one in part.portions) == 3
    shop.deliver(part)
    assert shop.charged(order_id) == 3 * PRICE


def test_where_another_tax_is_due_the_order_follows(shop):
    order_id = shop.place(shipped(SKU, 1))
    path = opened(shop, order_id, redirected("ship", address=PARIS))
    answer = shop.api.post(f"{path}/preview")
    assert answer.status_code == 200, answer.text
    order = answer.json()["order"]
    assert order["lines"][0]["line"]["jurisdiction"] == "FR"
    assert order["total_minor"] == PRICE


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (redirected("pick_up", place="NOWHERE"), "place_unknown"),
        (redirected("pick_up", place="FR-PAR-RIVOLI"), "place_unfit"),
        (redirected("pick_up"), "place_needed"),
        (redirected("ship"), "address_needed"),
        (redirected("ship", group_no=7, address=MADRID), "group_absent"),
    ],
)
def test_what_cannot_go_there_is_refused(shop, wish, code):
    path = opened(shop, shop.place(shipped(SKU, 1)), wish)
    before = shop.api.rows()
    assert shop.api.post(f"{path}/preview").json()["code"] == code
    assert shop.api.rows() == before


def test_what_has_begun_to_leave_goes_its_way(shop):
    order_id = shop.place(shipped(SKU, 1))
    path = opened(shop, order_id, redirected("ship", address=BARCELONA))
    shop.steps(shop.parts(order_id)[0], "accept", "pick", "pack", "ship")
    assert shop.api.post(f"{path}/preview").json()["code"] in {"group_unfit", "group_begun"}
