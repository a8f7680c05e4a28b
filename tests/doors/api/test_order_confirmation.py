"""The confirmation of an order: a letter a moment later, which placing costs nothing."""

import asyncio
from email import message_from_bytes, policy

import pytest
from aiosmtpd.smtp import SMTP
from msgspec.structs import replace

from paraguas.doors.adapters.smtp.transport import MailServer, SmtpTransport
from paraguas.doors.looking_back import look_back_at_orders
from paraguas.doors.worker import Worker
from paraguas.journeys.checkout.looking_back import PLACED, keep_look, look_back
from paraguas.network.actions.save_places import save_places
from paraguas.network.queries import network
from paraguas.orders.rules.following import LAG
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.marks import find_mark
from paraguas.values.by import SYSTEM
from paraguas.values.ids import Ids
from paraguas.values.stamp import Stamp
from paraguas.values.time import HOUR
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import ANA, handset, shipped, sold

SKU, STORE = "CASE-CLEAR", "ES-MAD-SERRANO"


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_GETAFE=20, ES_MAD_SERRANO=20)
    desk.api.stock("PHONE-128-BLACK", ES_MAD_SERRANO=5)
    desk.api.run(look_back_at_orders(desk.api.runtime))
    return desk


def look_later(desk, at=None):
    """Look back as the worker does, once the orders of now are old enough."""
    moment = Stamp(at or now() + 2 * LAG, SYSTEM, Ids(now(), 7))
    with desk.api.runtime.database.reading() as tx:
        found = look_back(tx, moment)
    with desk.api.runtime.database.writing() as tx:
        more = keep_look(tx, found)
    desk.hurry()
    return found, more


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def test_it_tells_the_whole_contract_in_her_language(shop):
    order_id = shop.place(handset(language="en"))
    look_later(shop)
    order = shop.order(order_id)
    (mail,) = [one for one in shop.letters() if order["number"] in one["subject"]]
    assert mail["subject"] == f"We have your order {order['number']}"
    text = text_of(mail)
    for said in ("Calle Mayor 1", "Card: €677.80", "Madrid", "including VAT 21%", "Total"):
        assert said in text, said
    for line in order["lines"]:
        assert line["line"]["title"] in text
    link = text.partition("https://shop.example/o/")[2].split()[0]
    assert shop.api.get(f"/o/{link}").status_code == 200
    assert shop.api.get(f"/o/{link}/withdraw").status_code == 200
    assert f"https://shop.example/o/{link}/withdraw" in text
    assert "withdraw from this contract without giving a reason" in text
    assert "Model withdrawal form" in text
    assert "legal guarantee" in text
    assert "To give back for" in text
    with shop.api.runtime.database.reading() as tx:
        entity = network(tx).entity(order["entity_id"])
    assert entity.name in text
    assert entity.tax_number in text
    html = mail.get_body(("html",)).get_content()
    assert "Phone Uno 128 GB black" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ("Ya tenemos su pedido", "desistir", "IVA")),
        ("fr", ("rétracter", "TVA", "garantie légale")),
    ],
)
def test_every_language_says_it(shop, language, words):
    order_id = shop.place(shipped(SKU, 2, person=ANA, language=language))
    look_later(shop)
    number = shop.order(order_id)["number"]
    (mail,) = [one for one in shop.letters() if number in one["subject"]]
    for word in words:
        assert word in f"{mail['subject']} {text_of(mail)}", word


def test_placing_leaves_nothing_for_it_and_it_comes_once(shop):
    answer = shop.api.post("/v1/orders", shipped(SKU, 1, person=ANA))
    order_id = answer.json()["order_id"]
    shop.settle()
    assert shop.letters() == []
    assert look_later(shop, at=now())[0].letters == [], "too young to be looked at"
    look_later(shop)
    look_later(shop, at=now() + HOUR)
    assert len(shop.letters()) == 1
    told = shop.api.get(f"/v1/orders/{order_id}/timeline").json()
    assert any("letter.sent" in one["name"] for one in told["happenings"])


def test_two_workers_that_look_at_once_write_one(shop):
    shop.place(shipped(SKU, 1, person=ANA))
    moment = Stamp(now() + 2 * LAG, SYSTEM, Ids(now(), 7))
    database = shop.api.runtime.database
    with database.reading() as tx:
        both = look_back(tx, moment), look_back(tx, moment)
    for one in both:
        with database.writing() as tx:
            keep_look(tx, one)
    shop.hurry()
    assert len(shop.letters()) == 1


def test_a_crash_before_its_commit_leaves_it_to_the_next_look(shop):
    shop.place(shipped(SKU, 1, person=ANA))
    moment = Stamp(now() + 2 * LAG, SYSTEM, Ids(now(), 7))
    database = shop.api.runtime.database
    with database.reading() as tx:
        before = find_mark(tx, PLACED)
        found = look_back(tx, moment)

    def crash():
        with database.writing() as tx:
            keep_look(tx, found)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        crash()
    with database.reading() as tx:
        assert find_mark(tx, PLACED) == before
    look_later(shop)
    assert len(shop.letters()) == 1


def test_who_needs_none_gets_none(shop):
    shop.place(shipped(SKU, 1))
    shop.place(sold(SKU, 1, STORE, person=ANA))
    gone = shop.place(shipped(SKU, 1, person=ANA))
    shop.cancel(gone)
    before = len(shop.letters())
    found, _ = look_later(shop)
    assert found.letters == []
    assert len(shop.letters()) == before


def test_many_are_looked_at_a_few_at_a_time(shop, monkeypatch):
    monkeypatch.setattr("paraguas.journeys.checkout.looking_back.MOST", 2)
    for _ in range(5):
        shop.place(shipped(SKU, 1, person=ANA))
    rounds = [look_later(shop)[1] for _ in range(3)]
    assert rounds == [True, True, False]
    assert len(shop.letters()) == 5


@pytest.fixture
def abroad(shop):
    """The store belongs to the French entity."""
    with shop.api.runtime.database.writing() as tx:
        net = network(tx)
        place = net.place_by_code(STORE)
        other = next(one for one in net.entities if one.entity_id != place.entity_id)
        save_places(tx, stamp(SYSTEM), [replace(place, entity_id=other.entity_id)])
    shop.seller, shop.server = place.entity_id, other.entity_id
    return shop


def owed(desk, order_id):
    told = desk.api.get(f"/v1/orders/{order_id}/intercompany").json()
    return sorted((one["entity_id"], one["kind"], one["amount_minor"]) for one in told)


def test_goods_carried_out_of_another_entitys_place_are_owed_to_it_once(abroad):
    order_id = abroad.place(sold(SKU, 2, STORE))
    line = abroad.order(order_id)["lines"][0]["line"]
    net = line["amount_minor"] - line["tax_minor"]
    assert owed(abroad, order_id) == []
    look_later(abroad)
    look_later(abroad, at=now() + HOUR)
    assert owed(abroad, order_id) == sorted([
        (abroad.server, "goods", net), (abroad.seller, "goods", -net),
    ])  # fmt: skip


def test_what_comes_back_over_that_counter_evens_it_out(abroad):
    order_id = abroad.place(sold(SKU, 2, STORE))
    look_later(abroad)
    body = {
        "order": order_id,
        "place": STORE,
        "items": [{"line_no": 1, "units": 2, "reason": "changed_mind", "handling": "unused"}],
    }
    answer = abroad.api.post("/v1/returns/instant", body)
    assert answer.status_code == 201, answer.text
    abroad.hurry()
    goods = [one for one in owed(abroad, order_id) if one[1] != "refund"]
    assert sum(amount for entity, _, amount in goods if entity == abroad.server) == 0
    assert {kind for _, kind, _ in goods} == {"goods", "goods_back"}
    cash = {e: amount for e, kind, amount in owed(abroad, order_id) if kind == "refund"}
    assert cash == {abroad.server: 4980, abroad.seller: -4980}


def test_a_sale_of_its_own_place_owes_nobody(shop):
    order_id = shop.place(sold(SKU, 1, STORE))
    look_later(shop)
    assert owed(shop, order_id) == []


class Postbox:
    """What a mail server on loopback took."""

    def __init__(self):
        self.taken = []
        self.came = asyncio.Event()

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        self.came.set()
        return "250 OK"


def test_a_worker_that_runs_hands_it_to_a_mail_server(shop, monkeypatch):
    monkeypatch.setattr("paraguas.orders.rules.following.LAG", 0)
    monkeypatch.setattr("paraguas.doors.worker.LOOK_BACK_SECONDS", 0.05)
    postbox = Postbox()
    order_id = shop.api.post("/v1/orders", shipped(SKU, 1, person=ANA)).json()["order_id"]

    async def run():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(postbox), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        host = MailServer("127.0.0.1", port, "pedidos@paraguas.example", "none")
        worker = Worker(shop.api.runtime, shop.provider, SmtpTransport(host))
        async with asyncio.timeout(60), asyncio.TaskGroup() as group:
            group.create_task(worker.run())
            await postbox.came.wait()
            worker.stop()
        server.close()

    shop.api.run(run())
    (mail,) = postbox.taken
    assert mail["to"] == f"{ANA['name']} <{ANA['email']}>"
    assert shop.order(order_id)["number"] in mail["subject"]
    assert "24,90" in text_of(mail)
    assert mail.get_body(("html",)) is not None
