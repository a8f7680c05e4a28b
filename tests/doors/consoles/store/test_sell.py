"""Selling over the counter: scan, see the sum, take the money, give the change; once."""

import pytest

from paraguas.catalog.model import sku_id_of
from paraguas.inventory.queries import positions
from paraguas.network.model import place_id_of
from paraguas.plumbing.clock import stamp
from paraguas.stored_value.actions.issue_gift_card import issue_gift_card
from paraguas.values.by import SYSTEM
from paraguas.values.ids import digest_id
from paraguas.values.money import Money
from tests.doors.pages.clicker import Forms
from tests.doors.pages.world import STORE

SELL = f"/store/{STORE}/sell"
CARD = "GIFT2026CARD9999"
TWO_CASES = f"{SELL}?sku=CASE-CLEAR&quantity=2"


@pytest.fixture
def till(world, reader):
    reader.enter(world.key("tills", door="till"))
    return reader


def on_hand(world, sku: str) -> int:
    with world.runtime.database.reading() as tx:
        found = positions(tx, [sku_id_of(sku)])
    return next(p.on_hand for p in found if p.place_id == place_id_of(STORE))


def test_scanned_articles_are_added_up(world, till):
    page = till.follow(till.get(f"{SELL}?add=9520000000042"))
    page = till.follow(till.submit_get(page, add="CASE-CLEAR"))
    assert str(page.url).endswith("?sku=CASE-CLEAR&quantity=2")
    assert "€49.80" in page.text


def test_words_offer_what_they_may_mean(world, till):
    page = till.get(f"{TWO_CASES}&add=charger")
    assert page.status_code == 200
    assert "Did you mean" in page.text
    assert "sku=CASE-CLEAR&amp;quantity=2&amp;sku=CHARGER" in page.text
    assert till.get(f"{SELL}?add=zzzz").status_code == 404


def test_cash_gives_change_in_big_digits(world, till):
    before = on_hand(world, "CASE-CLEAR")
    sold = till.submit(till.get(TWO_CASES), "/sell", given="60,00")
    receipt = till.follow(sold)
    assert '<p class="huge">€10.20</p>' in receipt.text
    assert on_hand(world, "CASE-CLEAR") == before - 2


def test_the_exact_sum_needs_no_figure_and_a_terminal_no_change(world, till):
    exact = till.follow(till.submit(till.get(TWO_CASES), "/sell"))
    assert '<p class="huge">No change</p>' in exact.text
    page = till.get(f"{SELL}?sku=CASE-CLEAR&quantity=1")
    assert "Card in store" in till.follow(till.submit(page, "/sell", rest="terminal")).text


def test_a_gift_card_pays_as_far_as_it_reaches(world, till):
    with world.runtime.database.writing() as tx:
        issue_gift_card(tx, stamp(SYSTEM), CARD, Money(2000, "EUR"), digest_id("campaign", "1"))
    page = till.get(TWO_CASES)
    receipt = till.follow(till.submit(page, "/sell", gift_card=CARD, given="30"))
    assert '<p class="huge">€0.20</p>' in receipt.text


def test_a_double_click_sells_once(world, till):
    before = on_hand(world, "CASE-CLEAR")
    page = till.get(TWO_CASES)
    first, second = (till.submit(page, "/sell", given="50") for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    assert on_hand(world, "CASE-CLEAR") == before - 2


def test_what_cannot_be_sold_says_why_and_keeps_the_lines(world, till):
    short = till.get(f"{SELL}?sku=CASE-CLEAR&quantity=200")
    assert short.status_code == 409
    assert "CASE-CLEAR" in short.text
    assert not [
        address for address, fields in Forms(short.text).found if ("rest", "cash") in fields
    ]
    page = till.get(TWO_CASES)
    for fields in ({"given": "10"}, {"given": "ten"}, {"gift_card": "NOSUCHCARD123456"}):
        answer = till.submit(page, "/sell", **fields)
        assert answer.status_code in {400, 404, 409}, fields
        assert "€49.80" in answer.text


def test_a_quantity_that_is_none_is_refused(world, till):
    assert till.get(f"{SELL}?sku=CASE-CLEAR&quantity=many").status_code == 400
    emptied = till.get(f"{SELL}?sku=CASE-CLEAR&quantity=0")
    assert "Scan the first article" in emptied.text


def test_a_receipt_of_another_store_is_not_there(world, till):
    order_id = world.handset()
    assert till.get(f"/store/{STORE}/receipts/{order_id}").status_code == 404


def test_the_receipt_is_printed_on_a_roll_or_on_a4(world, till):
    page = till.follow(till.submit(till.get(TWO_CASES), "/sell", given="60,00"))
    path = str(page.url).replace("http://paraguas", "")
    roll = till.get(f"{path}/paper")
    assert "49,80" in roll.text
    assert "80mm" in roll.text
    assert till.get(f"{path}/paper?paper=a4&as=pdf").content.startswith(b"%PDF")


def test_a_member_earns_on_a_sale_and_spends_points_as_far_as_they_reach(world, till):
    opened = world.api.post("/v1/loyalty/accounts", {"number": "CLUB4711"})
    assert opened.status_code == 201, opened.text
    gift = {"points": 1000, "cause": "welcome", "reason": "a present"}
    world.api.post("/v1/loyalty/accounts/CLUB4711/adjustments", gift)
    page = till.get(TWO_CASES)
    sold = till.submit(page, "/sell", member="club-4711", spend="points", given="40")
    assert '<p class="huge">€0.20</p>' in till.follow(sold).text
    world.settle()
    told = world.api.get("/v1/loyalty/accounts/CLUB4711").json()
    assert (told["points"], told["pending"]) == (0, 49)
    unknown = till.submit(till.get(TWO_CASES), "/sell", member="NOBODY")
    assert "no account of points with number NOBODY" in unknown.text


def test_what_promotions_take_is_told_in_words_before_the_money_is_taken(world, till):
    promotion = {
        "code": "TWO",
        "market": "ES",
        "kind": "amount",
        "amount_minor": 500,
        "coupon": True,
        "titles": {"es": "Bienvenida", "en": "Welcome"},
        "starts_on": "2026-01-01",
    }
    assert world.api.put("/v1/promotions", {"promotions": [promotion]}).status_code == 200
    issued = world.api.post("/v1/promotions/TWO/coupons", {"codes": ["HELLO"], "uses": 1})
    assert issued.status_code == 201
    page = till.submit_get(till.get(TWO_CASES), coupons="hello")
    assert "Bienvenida" in page.text
    assert "€44.80" in page.text
    till.follow(till.submit(page, "/sell", given="50,00"))
    (coupon,) = world.api.get("/v1/promotions/TWO/coupons").json()["coupons"]
    assert coupon["used"] == 1
    used = till.submit_get(till.get(TWO_CASES), coupons="hello")
    assert used.status_code == 409
    assert "HELLO" in used.text
