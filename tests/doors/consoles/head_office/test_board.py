"""The board: newest first, filtered by its address, what needs somebody on top."""

import re

import pytest

from paraguas.journeys.checkout.placing import place_orders
from paraguas.orders.model import (
    GroupKind,
    Recorded,
    Wish,
    WishedGroup,
    WishedLine,
    WishedTender,
)
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now, stamp
from paraguas.staff.model import Scope
from paraguas.values.by import By
from paraguas.values.time import DAY, HOUR
from tests.doors.api.wishes import shipped

LETTER = "f" * 32
LINK = re.compile(r'href="/board/orders/([0-9a-f]{32})"')


@pytest.fixture
def board(world, reader):
    """A reader of head office, of no place, who reads English."""
    key = world.key("shop", Scope.ORDERS_READ, Scope.ORDERS_WRITE, Scope.INVOICES_READ, place="")
    reader.enter(key)
    return reader


def shown(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return LINK.findall(answer.text.partition('id="orders"')[2])


def test_orders_of_all_doors_stand_newest_first(world, board):
    first, second = world.place(), world.place(channel="app")
    assert shown(board.get("/board")) == [second, first]


def test_the_address_filters(world, board):
    paid = world.handset()
    by_app = world.handset(channel="app", tenders=[{"kind": "card", "token": "tok_declined"}])
    cases = {
        "payment=authorised": [paid],
        "payment=declined": [by_app],
        "channel=app": [by_app],
        "status=completed": [],
        "fulfilment=unfulfilled": [by_app, paid],
        "market=FR": [],
        "market=ES": [by_app, paid],
        "place=ES-MAD-SERRANO": [by_app, paid],
        "place=ES-VLC-COLON": [],
        "place=ES-GETAFE&payment=authorised": [paid],
    }
    assert {query: shown(board.get(f"/board?{query}")) for query in cases} == cases


def test_an_order_is_found_by_number_mail_phone_and_outside_key(world, board):
    world.place()
    person = {"name": "Bo Lind", "email": "bo@example.se", "phone": "+46 70 123 45 67"}
    wanted = world.place(person=person, external="AMZ-7")
    number = world.order(wanted)["number"]
    for text in (number, number.lower(), "bo@example.se", "070-123 45 67", "web:AMZ-7"):
        assert shown(board.send("GET", "/board", params={"find": text})) == [wanted], text
    assert shown(board.get("/board?find=nobody@example.com")) == []


def test_pages_follow_each_other_without_gaps(world, board):
    world.api.stock("CASE-GREEN", ES_GETAFE=60)
    placed = [
        world.api.post("/v1/orders", shipped("CASE-GREEN", 1)).json()["order_id"] for _ in range(30)
    ]
    seen, path = [], "/board?channel=web"
    while path:
        page = board.get(path)
        seen += shown(page)
        older = re.search(r'href="(/board\?[^"]*before=[^"]+)"', page.text)
        path = older[1].replace("&amp;", "&") if older else None
    assert seen == placed[::-1]


def test_what_needs_somebody_stands_on_top(world, board):
    declined = world.handset(tenders=[{"kind": "card", "token": "tok_declined"}])
    yesterday = Wish(
        stamp=stamp(By("web", "shop"), at=now() - DAY),
        channel="web",
        market="ES",
        lines=(WishedLine("PHONE-128-BLACK", 1),),
        groups=(WishedGroup(GroupKind.PICK_UP, "ES-MAD-SERRANO"),),
        tenders=(WishedTender("card", token="tok_ok"),),
    )
    late = world.runtime.write_now(place_orders, yesterday, together=True).order_id
    world.settle()
    with world.runtime.database.writing() as tx:
        body = f'{{"order_id": "{late}"}}'
        dead = chores.Chore("0" * 31 + "1", 0, "errand:letter", LETTER, len(chores.PAUSES), b"")
        tx.insert(
            chores.chores,
            ("chore_id", "bucket", "due_at", "kind", "subject_id", "attempts", "body"),
            [(dead.chore_id, 0, now() + HOUR, dead.kind, LETTER, dead.attempts, body)],
        )
        chores.postpone(tx, dead, now=now(), problem="mailbox full")
    top = board.get("/board").text.partition('id="exceptions"')[2].partition("</section>")[0]
    assert "Payment declined" in top
    assert "Late" in top
    assert "Send a letter" in top
    assert "mailbox full" in top
    assert set(LINK.findall(top)) == {declined, late}
    assert 'id="exceptions"' not in board.get("/board?status=open").text
    with world.runtime.database.writing() as tx:
        tx.run(chores.chores.delete().where(chores.chores.c.chore_id == dead.chore_id))


def test_goods_sold_that_nobody_knew_of_are_told(world, board):
    wish = Wish(
        stamp=stamp(By("till", "tills")),
        channel="till",
        market="ES",
        lines=(WishedLine("CASE-GREEN", 2, recorded=Recorded(4980)),),
        groups=(WishedGroup(GroupKind.CARRY_OUT),),
        tenders=(WishedTender("cash"),),
        place="ES-MAD-SERRANO",
        historic=True,
    )
    sold = world.runtime.write_now(place_orders, wish, together=True)
    top = board.get("/board").text.partition('id="exceptions"')[2].partition("</section>")[0]
    assert "CASE-GREEN sold at Madrid Serrano, not known of" in top
    assert LINK.findall(top) == [sold.order_id]


def test_a_key_of_one_store_sees_that_stores_orders(world, reader):
    world.api.stock("CASE-GREEN", ES_GETAFE=5)
    elsewhere = world.api.post("/v1/orders", shipped("CASE-GREEN", 1)).json()["order_id"]
    here = world.handset()
    reader.enter(world.key())
    assert shown(reader.get("/board")) == [here]
    assert reader.get(f"/board/orders/{here}").status_code == 200
    assert reader.get(f"/board/orders/{elsewhere}").status_code == 404


def test_a_key_without_the_scope_is_refused_on_a_page(world, reader):
    reader.enter(world.key("ES-04", Scope.STORE_WORK))
    answer = reader.get("/board")
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")
