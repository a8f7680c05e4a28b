"""The handset: chosen on the web, fetched and set up in a store, one invoice for all of it."""

import asyncio

import pytest

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.adapters.smtp.recorder import RecorderTransport
from paraguas.doors.worker import Worker
from paraguas.fulfilment import queries as fulfilments
from paraguas.plumbing.secret_store import install
from paraguas.values.time import HOUR
from tests.doors.api.wishes import MADRID

STORE = "ES-MAD-SERRANO"


class Desk:
    """The installation with its worker: `settle` lets everything due happen."""

    def __init__(self, api, folder) -> None:
        self.api = api
        self.folder = folder
        self.provider = SandboxPayments(folder / "sandbox.db")
        with api.runtime.database.writing() as tx:
            install(tx, {"public_url": "https://shop.example"})

    def settle(self) -> None:
        async def work() -> None:
            worker = Worker(
                self.api.runtime, self.provider, RecorderTransport(self.folder / "mail")
            )
            running = asyncio.create_task(worker.run())
            for _ in range(200):
                await asyncio.sleep(0.03)
                if self.backlog() == 0:
                    break
            worker.stop()
            await running

        asyncio.run(work())
        assert self.backlog() == 0

    def backlog(self) -> int:
        from paraguas.plumbing import chores
        from paraguas.plumbing.clock import now

        with self.api.runtime.database.reading() as tx:
            return chores.backlog(tx, now=now())["due"]

    def letters(self) -> list[str]:
        from email import message_from_bytes, policy

        mails = [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted((self.folder / "mail").glob("*.eml"))
        ]
        return [mail["subject"] for mail in mails]

    def order(self, order_id):
        return self.api.get(f"/v1/orders/{order_id}").json()

    def fulfilments(self, order_id):
        with self.api.runtime.database.reading() as tx:
            return fulfilments.fulfilments_of(tx, [order_id])

    def step(self, part, step, body=None):
        answer = self.api.post(
            f"/v1/orders/{part.order_id}/fulfilments/{part.fulfilment_id}/{step}", body or {}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def desk(api, tmp_path):
    return Desk(api, tmp_path)


def handset(**more):
    return {
        "channel": "web",
        "market": "ES",
        "person": {"name": "Ana Díaz", "email": "ana@example.com", "phone": "+34 600 111 222"},
        "lines": [
            {"sku": "PHONE-128-BLACK", "quantity": 1, "group": 0},
            {"sku": "SETUP-PHONE", "quantity": 1, "group": 1, "bound_to": 0},
            {"sku": "CASE-CLEAR", "quantity": 2, "group": 2},
        ],
        "groups": [
            {"kind": "pick_up", "place": STORE},
            {"kind": "service", "place": STORE},
            {"kind": "ship", "address": MADRID},
        ],
        "tenders": [{"kind": "card", "token": "tok_ok"}],
        **more,
    }


def test_the_handset_is_fetched_set_up_and_invoiced_once(desk):
    api = desk.api
    api.stock("PHONE-128-BLACK", ES_MAD_SERRANO=2)
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    placed = api.post("/v1/orders", handset())
    assert placed.status_code == 201, placed.text
    order_id = placed.json()["order_id"]
    desk.settle()
    assert desk.order(order_id)["payment_status"] == "authorised"
    slots = api.get(f"/v1/orders/{order_id}/lines/2/slots").json()
    assert isinstance(slots, list), slots
    booked = api.post(
        f"/v1/orders/{order_id}/lines/2/appointment", {"start_at": slots[0]["start_at"]}
    )
    assert booked.status_code == 200, booked.text
    pick_up, parcel = desk.fulfilments(order_id)

    late = slots[0]["start_at"] + 3 * HOUR
    told = api.post(
        f"/v1/orders/{order_id}/fulfilments/{pick_up.fulfilment_id}/late", {"until_at": late}
    )
    assert told.status_code == 200, told.text
    appointment = [
        p for p in told.json()["promises"] if p["kind"] == "appointment" and p["state"] == "open"
    ][0]
    assert appointment["earliest_at"] >= late
    desk.settle()
    assert desk.letters()

    for step in ("accept", "pick"):
        desk.step(pick_up, step)
    desk.step(pick_up, "stage", {"bay": "A1"})
    desk.step(pick_up, "ready")
    desk.settle()
    code = desk.fulfilments(order_id)[0].code
    wrong = "000000" if code != "000000" else "000001"
    refused = api.post(
        f"/v1/orders/{order_id}/fulfilments/{pick_up.fulfilment_id}/hand-over", {"code": wrong}
    )
    assert refused.json()["code"] == "hand_over_code_wrong", refused.text
    desk.step(pick_up, "customer-here")
    desk.step(pick_up, "hand-over", {"code": code})
    for step in ("accept", "pick", "pack"):
        desk.step(parcel, step)
    desk.step(parcel, "ship", {"carrier": "correos", "tracking": "X1"})
    desk.step(parcel, "deliver")
    desk.settle()
    assert api.get(f"/v1/orders/{order_id}/invoices").json() == []
    appointments = told.json()
    with api.runtime.database.reading() as tx:
        made = fulfilments.appointments_of(tx, [order_id])[0]
    done = api.post(
        f"/v1/orders/{order_id}/appointments/{made.appointment_id}/finish", {"kept": True}
    )
    assert done.status_code == 200, done.text
    desk.settle()
    order = desk.order(order_id)
    assert (order["status"], order["fulfilment_status"], order["payment_status"]) == (
        "completed",
        "delivered",
        "paid",
    )
    invoices = api.get(f"/v1/orders/{order_id}/invoices").json()
    assert len(invoices) == 1
    pdf = api.get(f"/v1/orders/{order_id}/invoices/{invoices[0]['invoice_id']}/pdf")
    assert pdf.content.startswith(b"%PDF")
