"""The handset: chosen on the web, fetched and set up in a store, one invoice for all of it."""

from paraguas.values.time import HOUR
from tests.doors.api.wishes import handset


def test_the_handset_is_fetched_set_up_and_invoiced_once(desk):
    desk.api.stock("PHONE-128-BLACK", ES_MAD_SERRANO=2)
    desk.api.stock("CASE-CLEAR", ES_GETAFE=5)
    order_id = desk.place(handset())
    assert desk.statuses(order_id) == ("open", "unfulfilled", "authorised")
    slot = desk.slots(order_id, 2)[0]["start_at"]
    booked = desk.book(order_id, 2, slot)
    assert booked.status_code == 200, booked.text
    pick_up, parcel = desk.parts(order_id)

    desk.step(pick_up, "late", {"until_at": slot + 3 * HOUR})
    assert desk.open_promises(order_id)["appointment"]["earliest_at"] >= slot + 3 * HOUR
    desk.settle()
    assert len(desk.letters()) == 2

    desk.make_ready(pick_up)
    desk.settle()
    assert len(desk.letters()) == 3
    wrong = "000000" if pick_up.code != "000000" else "000001"
    refused = desk.try_step(pick_up, "hand-over", {"code": wrong})
    assert (refused.status_code, refused.json()["code"]) == (403, "hand_over_code_wrong")
    desk.step(pick_up, "customer-here")
    desk.step(pick_up, "hand-over", {"code": pick_up.code})
    desk.deliver(parcel)
    assert desk.statuses(order_id) == ("open", "partly_fulfilled", "partly_paid")
    assert desk.invoices(order_id) == []
    (appointment,) = desk.appointments(order_id)
    assert desk.finish(appointment).status_code == 200
    desk.settle()
    assert desk.statuses(order_id) == ("completed", "delivered", "paid")
    total = desk.order(order_id)["total_minor"]
    assert desk.charged(order_id) == total == 59900 + 2900 + 2 * 2490
    (invoice,) = desk.invoices(order_id)
    pdf = desk.api.get(f"/v1/orders/{order_id}/invoices/{invoice['invoice_id']}/pdf")
    assert pdf.content.startswith(b"%PDF")
