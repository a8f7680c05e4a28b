"""Presents: another recipient, a message, no prices, and letters only to whom they are wanted."""

import pytest

from tests.doors.api.wishes import ANA, CARD, MADRID, fetched, shipped

SKU, STORE = "CASE-CLEAR", "ES-MAD-SERRANO"
GIFT = {"recipient": "Luis Gil", "message": "Feliz cumpleaños", "email": "luis@example.com"}


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=9, ES_MAD_SERRANO=9)
    return desk


def presented(gift=GIFT, **more):
    groups = [
        {"kind": "ship", "address": {**MADRID, "line1": "Calle Luna 7"}, "gift": gift},
        {"kind": "ship", "address": MADRID},
    ]
    lines = [{"sku": SKU, "quantity": 1}, {"sku": SKU, "quantity": 2, "group": 1}]
    return shipped(SKU, 1, person=ANA, lines=lines, groups=groups, **more)


def test_a_present_is_of_its_group_and_its_parcel_names_its_recipient(shop):
    order_id = shop.place(presented())
    groups = shop.order(order_id)["groups"]
    assert [one["gift"] for one in groups] == [GIFT, None]
    first, second = sorted(shop.parts(order_id, "released"), key=lambda one: one.group_no)
    path = f"/v1/orders/{order_id}/fulfilments"
    slip = shop.api.get(f"{path}/{first.fulfilment_id}/packing-slip").text
    assert "Luis Gil" in slip
    assert "De parte de Ana Díaz" in slip
    assert "Feliz cumpleaños" in slip
    assert "€" not in slip
    other = shop.api.get(f"{path}/{second.fulfilment_id}/packing-slip").text
    assert "Ana Díaz" in other
    assert "cumpleaños" not in other


def test_a_gift_receipt_says_what_it_is_and_never_what_it_cost(shop):
    order_id = shop.place(presented())
    path = f"/v1/orders/{order_id}/groups/1/gift-receipt"
    receipt = shop.api.get(path).text
    assert "Tique regalo" in receipt
    assert "Funda transparente" in receipt
    assert shop.order(order_id)["number"] in receipt
    assert "€" not in receipt
    paper = shop.api.get(path, params={"form": "pdf", "paper": "a4"})
    assert paper.content.startswith(b"%PDF")
    absent = shop.api.get(f"/v1/orders/{order_id}/groups/9/gift-receipt")
    assert (absent.status_code, absent.json()["code"]) == (400, "group_absent")


def ready(shop, gift):
    wish = fetched(SKU, 1, STORE, groups=[{"kind": "pick_up", "place": STORE, "gift": gift}])
    order_id = shop.place(wish)
    (part,) = shop.parts(order_id, "released")
    shop.make_ready(part)
    shop.settle()
    return part


def test_whom_it_is_for_hears_when_it_is_ready_without_price_or_page(shop):
    part = ready(shop, GIFT)
    mails = {mail["to"]: mail for mail in shop.letters()}
    theirs = next(mail for to, mail in mails.items() if "luis@example.com" in to)
    text = theirs.get_body(("plain",)).get_content()
    assert part.code in text
    assert "Luis" in text
    assert "/o/" not in text
    assert "€" not in text
    assert any("ana@example.com" in to for to in mails)


def test_without_their_address_only_the_buyer_hears(shop):
    ready(shop, {**GIFT, "email": ""})
    letters = shop.letters()
    assert letters
    assert all("ana@example.com" in str(mail["to"]) for mail in letters)


def test_a_present_told_too_long_is_refused(shop):
    wish = presented({**GIFT, "message": "x" * 1001}, tenders=[CARD])
    refused = shop.api.post("/v1/orders", wish)
    assert (refused.status_code, refused.json()["code"]) == (400, "malformed")
    assert "gift.message" in refused.json()["details"]["where"]
