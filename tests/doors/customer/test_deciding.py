"""What a customer decides herself: another time, cancelling after a look, the invoice; once."""

import re

import pytest

from tests.doors.api.wishes import shipped
from tests.doors.documents.ubl_rules import findings
from tests.doors.pages.clicker import Forms
from tests.doors.pages.world import STORE

SLOT = re.compile(r'name="start_at" value="(\d+)"')


@pytest.fixture
def link(world):
    return lambda order_id: f"/o/{world.token(order_id)}"


def booked(world, order_id) -> list[int]:
    promises = world.order(order_id)["promises"]
    return [
        p["earliest_at"] for p in promises if p["kind"] == "appointment" and p["state"] == "open"
    ]


def test_she_books_a_time_and_moves_it(world, reader, link):
    order_id = world.handset(language="en")
    page = reader.get(link(order_id))
    slots = SLOT.findall(page.text)
    answer = reader.submit(page, "/set-up/2", start_at=slots[0])
    assert "done=slot" in answer.headers["location"]
    assert booked(world, order_id) == [int(slots[0])]
    page = reader.follow(answer)
    assert "Your appointment has its new time" in page.text
    later = SLOT.findall(page.text)[5]
    reader.submit(page, "/set-up/2", start_at=later)
    assert booked(world, order_id) == [int(later)]


def test_a_time_somebody_took_is_refused_with_the_others_on_offer(world, reader, link):
    order_id = world.handset(language="en")
    page = reader.get(link(order_id))
    answer = reader.submit(page, "/set-up/2", start_at=str(int(SLOT.findall(page.text)[0]) + 1))
    assert answer.status_code == 409
    assert "Choose another one" in answer.text
    assert SLOT.findall(answer.text)
    assert reader.submit(page, "/set-up/2", start_at="tomorrow").status_code == 400


def test_she_cancels_after_seeing_what_it_means(world, reader, link):
    order_id = world.handset(language="en")
    choose = reader.get(link(order_id) + "/cancel")
    assert "Nothing is cancelled yet" in choose.text
    confirm = reader.get(link(order_id) + "/cancel?units-1=1&units-3=0")
    assert "€628.00 will not be charged" in confirm.text
    assert "units-2" in confirm.text, "the set-up goes with the phone it is for"
    assert world.order(order_id)["lines"][0]["counters"]["cancelled"] == 0
    answer = reader.submit(confirm, "/cancel")
    assert "done=cancelled" in answer.headers["location"]
    cancelled = [line["counters"]["cancelled"] for line in world.order(order_id)["lines"]]
    assert cancelled == [1, 1, 0]


def test_what_was_never_taken_is_not_said_to_come_back(world, reader, link):
    order_id = world.handset(language="en")
    part = world.ready(order_id)
    world.step(part, "hand-over", code=part.code)
    world.settle()
    confirm = reader.get(link(order_id) + "/cancel?units-3=2")
    assert "€49.80 will not be charged" in confirm.text
    reader.submit(confirm, "/cancel")
    world.settle()
    assert "You were not charged for it" in reader.get(link(order_id)).text


def test_what_was_taken_comes_back_and_both_page_and_letter_say_so(world, reader, link):
    paid = {"channel": "till", "place": STORE, "tenders": [{"kind": "terminal"}]}
    order_id = world.handset(language="en", **paid)
    confirm = reader.get(link(order_id) + "/cancel?units-3=1")
    assert "€24.90 goes back" in confirm.text
    reader.submit(confirm, "/cancel")
    reader.submit(reader.get(link(order_id) + "/cancel?units-1=1"), "/cancel")
    world.settle()
    told = reader.get(link(order_id)).text
    assert "You get €24.90 back" in told
    assert "You get €628.00 back" in told


def test_a_double_click_cancels_once(world, reader, link):
    order_id = world.handset(language="en")
    confirm = reader.get(link(order_id) + "/cancel?units-3=1")
    first, second = (reader.submit(confirm, "/cancel") for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    assert world.order(order_id)["lines"][2]["counters"]["cancelled"] == 1


def test_too_many_units_are_refused_and_she_chooses_again(world, reader, link):
    order_id = world.handset(language="en")
    answer = reader.get(link(order_id) + "/cancel?units-3=7")
    assert answer.status_code == 409
    assert "What would you like to cancel" in answer.text
    assert reader.get(link(order_id) + "/cancel?units-3=many").status_code == 400


def test_a_form_needs_the_token_of_this_very_link(world, reader, link):
    order_id, other = world.handset(), world.handset()
    theirs = link(other)  # made once: a link tells the second it was made in
    page = reader.get(theirs + "/cancel?units-3=1")
    address, fields = Forms(page.text).found[0]
    stolen = address.replace(theirs, link(order_id))
    assert stolen != address
    assert reader.post(stolen, fields).status_code == 409
    assert reader.post(stolen, [("units-3", "1")]).status_code == 409
    assert world.order(order_id)["lines"][2]["counters"]["cancelled"] == 0


def test_what_has_gone_cannot_be_cancelled(world, reader, link):
    order_id = world.handset(language="en")
    part = world.ready(order_id)
    page = reader.get(link(order_id) + "/cancel?units-1=1")
    world.step(part, "hand-over", code=part.code)
    answer = reader.submit(page, "/cancel")
    assert answer.status_code == 409
    assert "return" in answer.text


def test_the_invoice_of_an_order_that_has_gone_is_hers(world, reader, link):
    order_id = world.handset(language="en")
    assert "/invoice" not in [f[0][-8:] for f in Forms(reader.get(link(order_id)).text).found]
    pick_up, parcel = world.parts(order_id)
    ready = world.ready(order_id)
    world.step(pick_up, "hand-over", code=ready.code)
    world.step(parcel, "accept", "pick", "pack")
    world.step(parcel, "ship", carrier="correos")
    world.step(parcel, "deliver")
    world.api.post(f"/v1/orders/{order_id}/cancel", {"reason": "no set-up wanted"})
    page = reader.get(link(order_id))
    if "/invoices/" not in page.text:
        page = reader.follow(reader.submit(page, "/invoice"))
    path = re.search(r'href="(/o/[^"]+/invoices/[0-9a-f]{32})"', page.text)[1]
    assert reader.get(path).status_code == 200
    assert reader.get(f"{path}?as=pdf").content.startswith(b"%PDF")
    ubl = reader.get(f"{path}?as=ubl")
    assert f'href="{path}?as=ubl"' in page.text
    assert findings(ubl.content) == []
    assert ubl.headers["cache-control"] == reader.get(path).headers["cache-control"]
    assert reader.get(path.replace(path[-32:], "0" * 32)).status_code == 404


def test_the_receipt_of_her_order_is_hers_as_page_and_pdf(world, reader, link):
    order_id = world.handset(language="en")
    assert "/receipt" in reader.get(link(order_id)).text
    page = reader.get(f"{link(order_id)}/receipt").text
    assert "Receipt" in page
    assert world.order(order_id)["number"] in page
    pdf = reader.get(f"{link(order_id)}/receipt?as=pdf&paper=80mm")
    assert pdf.content.startswith(b"%PDF")


def test_a_bundle_is_one_line_to_her_and_cancelled_whole(world, reader, link):
    row = {
        "code": "SET-1",
        "product": "phone-case",
        "titles": {"en": "Travel set"},
        "kind": "bundle",
        "parts": [{"sku": "CASE-CLEAR", "quantity": 2}],
    }
    assert world.api.put("/v1/skus", [row]).status_code == 200
    price = {"sku": "SET-1", "currency": "EUR", "amount_minor": 4000, "from_at": 0}
    assert world.api.put("/v1/prices", [price]).status_code == 200
    world.api.stock("CASE-CLEAR", ES_GETAFE=4)
    placed = world.api.post("/v1/orders", shipped("SET-1", 2, language="en"))
    order_id = placed.json()["order_id"]
    assert "Travel set" in reader.get(link(order_id)).text
    choose = reader.get(link(order_id) + "/cancel")
    assert 'name="bundle-1" value="0" min="0" max="2"' in choose.text
    confirm = reader.get(link(order_id) + "/cancel?bundle-1=1")
    assert "€40.00 will not be charged" in confirm.text
    reader.submit(confirm, "/cancel")
    assert world.order(order_id)["lines"][0]["counters"]["cancelled"] == 2
    alone = reader.get(link(order_id) + "/cancel?units-1=1")
    assert "goes as a whole" in alone.text


def test_she_takes_store_credit_for_what_she_paid(world, reader, link):
    order_id = world.place(language="en", tenders=[{"kind": "transfer"}])
    total = world.order(order_id)["total_minor"]
    came = {"amount_minor": total, "reference": "B-1"}
    assert world.api.post(f"/v1/orders/{order_id}/transfer", came).status_code == 200
    world.settle()
    confirm = reader.get(link(order_id) + "/cancel?units-3=2")
    assert "As store credit, at once" in confirm.text
    answer = reader.submit(confirm, "/cancel", back_to="store_credit")
    assert "done=cancelled" in answer.headers["location"]
    world.settle()
    person = world.order(order_id)["person"]
    asked = {"contact": person["email"], "currency": "EUR"}
    assert world.api.post("/v1/store-credits/balance", asked).json()["balance_minor"] == 4980
    assert "as store credit" in reader.get(link(order_id)).text
