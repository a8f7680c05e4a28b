"""The customer's page: one sentence, the code once it is ready, in her language; or a kind no."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.plumbing.secret_store import install
from paraguas.values.links import LINK_DAYS
from paraguas.values.time import DAY
from tests.doors.api.wishes import MADRID, shipped


@pytest.fixture
def link(world):
    return lambda order_id: f"/o/{world.token(order_id)}"


def heading(answer) -> str:
    assert answer.status_code == 200, answer.text
    return answer.text.partition("<h1>")[2].partition("</h1>")[0]


def test_the_sentence_follows_the_order(world, reader, link):
    order_id = world.place(language="en")
    assert heading(reader.get(link(order_id))).startswith("We have your order and are checking")
    world.settle()
    assert "it is ready at Madrid Serrano" in heading(reader.get(link(order_id)))
    pick_up, parcel = world.parts(order_id)
    world.ready(order_id)
    assert heading(reader.get(link(order_id))) == "Your order is waiting for you at Madrid Serrano."
    world.step(pick_up, "hand-over", code=world.parts(order_id)[0].code)
    world.step(parcel, "accept", "pick", "pack")
    world.step(parcel, "ship", carrier="correos", tracking="PK42")
    page = reader.get(link(order_id))
    assert heading(page).startswith("Your parcel is on its way")
    assert "PK42" in page.text
    world.step(parcel, "deliver")
    world.api.post(f"/v1/orders/{order_id}/cancel", {"reason": "no set-up wanted"})
    assert heading(reader.get(link(order_id))) == "Everything is with you. Thank you!"


def test_a_declined_payment_and_a_cancelled_order_are_told(world, reader, link):
    declined = world.handset(language="en", tenders=[{"kind": "card", "token": "tok_declined"}])
    assert "did not go through" in heading(reader.get(link(declined)))
    cancelled = world.handset(language="en")
    world.api.post(f"/v1/orders/{cancelled}/cancel", {"reason": "asked"})
    assert heading(reader.get(link(cancelled))) == "Your order is cancelled."


def test_the_code_is_shown_only_when_the_goods_are_ready(world, reader, link):
    order_id = world.handset(language="en")
    code = world.parts(order_id)[0].code
    assert code not in reader.get(link(order_id)).text
    world.ready(order_id)
    page = reader.get(link(order_id)).text
    assert code in page
    assert "<svg" in page
    assert "Calle de Serrano 47" in page


def test_the_language_is_the_orders_and_can_be_switched(world, reader, link):
    order_id = world.handset(language="fr")
    spoken = reader.get(link(order_id), accept_language="en").text
    assert '<html lang="fr">' in spoken
    assert "Retrait en magasin" in spoken
    switched = reader.get(link(order_id) + "?lang=es").text
    assert '<html lang="es">' in switched
    assert "Recogida en tienda" in switched
    assert "?lang=es" in switched.partition("/cancel")[2][:12]


def test_what_was_told_is_there_to_read_again(world, reader, link):
    with world.runtime.database.writing() as tx:
        install(tx, {"public_url": "https://shop.example"})
    order_id = world.handset(language="en")
    world.ready(order_id)
    page = reader.get(link(order_id)).text
    assert "Your order is ready: Madrid Serrano" in page


@pytest.mark.parametrize("harm", ["forged", "cut", "other", "late", "nonsense"])
def test_a_link_that_does_not_hold_is_a_kind_404(world, reader, harm):
    order_id, other = world.place(), world.place()
    good = world.token(order_id)
    token = {
        "forged": good[:-1] + ("0" if good[-1] != "0" else "1"),
        "cut": good[:40],
        "other": good.replace(order_id, other),
        "late": world.token(order_id, at=now() - (LINK_DAYS + 1) * DAY),
        "nonsense": "nonsense",
    }[harm]
    answer = reader.get(f"/o/{token}", accept_language="es")
    assert answer.status_code == 404
    assert "Este enlace no abre ningún pedido" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_an_order_to_several_addresses_shows_each_with_its_goods(world, reader, link):
    work = {**MADRID, "line1": "Calle Luna 7"}
    lines = [{"sku": "CASE-CLEAR", "quantity": n, "group": n - 1} for n in (1, 2)]
    groups = [{"kind": "ship", "address": MADRID}, {"kind": "ship", "address": work}]
    wish = shipped("CASE-CLEAR", 1, lines=lines, groups=groups, language="en")
    page = reader.get(link(world.api.post("/v1/orders", wish).json()["order_id"])).text
    assert 0 < page.index("Calle Mayor 1") < page.index("Calle Luna 7")


def test_the_points_of_an_order_are_told(world, reader, link):
    world.api.post("/v1/loyalty/accounts", {"number": "CLUB4711"})
    gift = {"points": 1000, "cause": "welcome", "reason": "a present"}
    world.api.post("/v1/loyalty/accounts/CLUB4711/adjustments", gift)
    points = {"kind": "points", "token": "CLUB4711", "amount_minor": 700}
    tenders = [points, {"kind": "card", "token": "tok_ok"}]
    order_id = world.handset(language="en", tenders=tenders)
    page = reader.get(link(order_id)).text
    earned = world.api.get(f"/v1/orders/{order_id}/points").json()["earned"]
    assert f"<dd>{earned}</dd>" in page
    assert "<dd>700</dd>" in page
    assert "pending until all of it is with you" in page
    world.api.post(f"/v1/orders/{order_id}/cancel", {"reason": "asked"})
    world.settle()
    assert "Given back" in reader.get(link(order_id)).text


def test_she_reads_notes_that_are_for_her_and_no_others(world, reader, link):
    order_id = world.handset(language="en")
    path = f"/v1/orders/{order_id}/notes"
    world.api.post(path, {"text": "She is rude."})
    file = {"name": "plan.txt", "type": "text/plain", "content": "cGxhbg=="}
    note = world.api.post(path, {"text": "Here is the plan.", "visible": True, "file": file}).json()
    hidden = world.api.post(path, {"file": file}).json()["note_id"]
    page = reader.get(link(order_id)).text
    assert "Here is the plan." in page
    assert "She is rude." not in page
    assert reader.get(f"{link(order_id)}/notes/{note['note_id']}/file").content == b"plan"
    assert reader.get(f"{link(order_id)}/notes/{hidden}/file").status_code == 404
