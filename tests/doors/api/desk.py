"""The shop at work: its worker, its payment provider, the letters that left, and time going by."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from secrets import randbits
from typing import Any

from msgspec.structs import replace
from sqlalchemy import update

from paraguas.appointments.model import Appointment
from paraguas.appointments.queries import appointments_of
from paraguas.catalog.model import sku_id_of
from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.adapters.smtp.recorder import RecorderTransport
from paraguas.doors.worker import Worker
from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.model import Fulfilment
from paraguas.inventory.queries import positions
from paraguas.journeys.afterwards import TIMERS
from paraguas.network.actions.save_places import save_places
from paraguas.network.model import Hours, place_id_of
from paraguas.network.queries import network
from paraguas.payments import queries as payments
from paraguas.payments.model import Transaction
from paraguas.payments.provider import Answer
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.facts import BUCKETS, chores as chore_table
from paraguas.plumbing.secret_store import install
from paraguas.staff.actions.hire import hire
from paraguas.staff.queries import directory
from paraguas.stored_value.actions.issue_gift_card import issue_gift_card
from paraguas.stored_value.queries import gift_card_history
from paraguas.values.by import SYSTEM
from paraguas.values.ids import Ids, OrderId, digest_id
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp
from tests.doors.api.visitor import Visitor

PICK_UP_STEPS = ("accept", "pick", "stage", "ready")
PARCEL_STEPS = ("accept", "pick", "pack", "ship", "deliver")
NEEDS = {"stage": {"bay": "A1"}, "ship": {"carrier": "correos", "tracking": "X1"}}
DAY_AND_NIGHT = Hours((((0, 24 * 60),),) * 7)
NEVER = Hours(((),) * 7)


class Desk:
    """An installation with its worker; `settle` lets everything due happen."""

    def __init__(self, api: Visitor, folder: Path) -> None:
        self.api = api
        self.told: list[tuple[str, Answer]] = []
        self.provider = SandboxPayments(folder / "sandbox.db", lambda *one: self.told.append(one))
        self._mail = folder / "mail"
        self._worker = Worker(api.runtime, self.provider, RecorderTransport(self._mail))
        with api.runtime.database.writing() as tx:
            install(tx, {"public_url": "https://shop.example"})

    def close(self) -> None:
        self.provider.close()

    def settle(self) -> None:
        """Let the worker do what is due, and all that follows from it."""
        self.api.run(self._worker.catch_up())

    def hurry(self) -> None:
        """Settle with what waits for another try as well, as if its pause were over."""
        with self.api.runtime.database.writing() as tx:
            waiting = chore_table.c.kind.not_like("timer:%")
            tx.run(update(chore_table).where(waiting).values(due_at=now()))
        self.settle()

    def pass_time(self, until_at: int) -> None:
        """Let the timers go off that are due by an instant, at that instant."""
        with self.api.runtime.database.writing() as tx:
            due = chores.due(tx, "timer:", buckets=range(BUCKETS), now=until_at, most=100)
            for chore in due:
                moment = Stamp(until_at, SYSTEM, Ids(until_at, randbits(128)))
                TIMERS[chore.kind.removeprefix("timer:")](tx, moment, chore)
                chores.finish(tx, [chore])
        self.hurry()

    def keep_hours(self, hours: Hours, *places: str, capacity: int | None = None) -> None:
        """Let places be open at these hours, and take so many fulfilments in a day."""
        with self.api.runtime.database.writing() as tx:
            net = network(tx)
            found = [one for place in places if (one := net.place_by_code(place))]
            kept = [replace(one, hours=hours, daily_capacity=capacity) for one in found]
            save_places(tx, stamp(SYSTEM), kept)

    @contextmanager
    def without_skill(self, skill: str, place: str) -> Iterator[None]:
        """Let nobody of a store have a skill for a while."""
        with self.api.runtime.database.writing() as tx:
            skilled = directory(tx).with_skill(place_id_of(place), skill)
            hire(tx, stamp(SYSTEM), [replace(one, skills=one.skills - {skill}) for one in skilled])
        yield
        with self.api.runtime.database.writing() as tx:
            hire(tx, stamp(SYSTEM), skilled)

    def place(self, wish: dict[str, Any], **how: Any) -> str:
        """Place an order that is accepted, settle it and give its id."""
        answer = self.api.post("/v1/orders", wish, **how)
        assert answer.status_code == 201, answer.text
        self.settle()
        return str(answer.json()["order_id"])

    def order(self, order_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.api.get(f"/v1/orders/{order_id}").json()
        return found

    def statuses(self, order_id: str) -> tuple[str, str, str]:
        """Where an order stands: order, fulfilment, payment."""
        order = self.order(order_id)
        return order["status"], order["fulfilment_status"], order["payment_status"]

    def open_promises(self, order_id: str) -> dict[str, dict[str, Any]]:
        """The promises in force, by kind."""
        promises = self.order(order_id)["promises"]
        return {one["kind"]: one for one in promises if one["state"] == "open"}

    def parts(self, order_id: str, *statuses: str) -> list[Fulfilment]:
        """The fulfilments of an order, those in these statuses where any are named."""
        with self.api.runtime.database.reading() as tx:
            found = fulfilments.fulfilments_of(tx, [OrderId(order_id)])
        return [one for one in found if not statuses or one.status.value in statuses]

    def appointments(self, order_id: str) -> list[Appointment]:
        with self.api.runtime.database.reading() as tx:
            return appointments_of(tx, [OrderId(order_id)])

    def try_step(self, part: Fulfilment, step: str, body: Any = None, **how: Any) -> Any:
        """Take a step of store work and give the answer."""
        path = f"/v1/orders/{part.order_id}/fulfilments/{part.fulfilment_id}/{step}"
        return self.api.post(path, NEEDS.get(step, {}) if body is None else body, **how)

    def step(self, part: Fulfilment, step: str, body: Any = None) -> Any:
        """Take a step of store work that is accepted."""
        answer = self.try_step(part, step, body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def steps(self, part: Fulfilment, *steps: str) -> None:
        for step in steps:
            self.step(part, step)

    def make_ready(self, part: Fulfilment) -> None:
        self.steps(part, *PICK_UP_STEPS)

    def hand_over(self, part: Fulfilment) -> None:
        """Bring a pick-up from released into its person's hands."""
        self.make_ready(part)
        self.step(part, "hand-over", {"code": part.code})
        self.settle()

    def deliver(self, part: Fulfilment) -> None:
        """Bring a parcel from released to its person's door."""
        self.steps(part, *PARCEL_STEPS)
        self.settle()

    def cancel(self, order_id: str, units: dict[str, int] | None = None) -> Any:
        body = {"reason": "changed her mind", "units": units}
        answer = self.api.post(f"/v1/orders/{order_id}/cancel", body)
        assert answer.status_code == 200, answer.text
        self.settle()
        return answer.json()

    def slots(self, order_id: str, line_no: int) -> list[dict[str, int]]:
        found: list[dict[str, int]] = self.api.get(
            f"/v1/orders/{order_id}/lines/{line_no}/slots"
        ).json()
        return found

    def book(self, order_id: str, line_no: int, start_at: int) -> Any:
        path = f"/v1/orders/{order_id}/lines/{line_no}/appointment"
        return self.api.post(path, {"start_at": start_at})

    def finish(self, appointment: Appointment, *, kept: bool = True) -> Any:
        path = f"/v1/orders/{appointment.order_id}/appointments/{appointment.appointment_id}"
        return self.api.post(f"{path}/finish", {"kept": kept})

    def invoices(self, order_id: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.api.get(f"/v1/orders/{order_id}/invoices").json()
        return found

    def billed(self, order_id: str) -> list[int]:
        """What each document of an order comes to with its tax."""
        return [
            sum(line["net_minor"] + line["tax_minor"] for line in document["lines"])
            for document in self.invoices(order_id)
        ]

    def stock(self, sku: str, place: str) -> tuple[int, int, int]:
        """A position: on hand, allocated, reserved."""
        key = sku_id_of(sku), place_id_of(place)
        with self.api.runtime.database.reading() as tx:
            for one in positions(tx, [key[0]]):
                if (one.sku_id, one.place_id) == key:
                    return one.on_hand, one.allocated, one.reserved
        return 0, 0, 0

    def money(self, order_id: str) -> list[tuple[str, str, int]]:
        """The steps of an order's money: kind, state, amount."""
        steps = self.book_of(order_id)
        return [(one.kind.value, one.state.value, one.amount_minor) for one in steps]

    def book_of(self, order_id: str) -> tuple[Transaction, ...]:
        with self.api.runtime.database.reading() as tx:
            return payments.book(tx, order_id).transactions

    def charged(self, order_id: str) -> int:
        """What the sandbox provider took for an order, refunds deducted: the outside truth."""
        sums = {"capture": 1, "refund": -1}
        return sum(
            sums.get(one.kind, 0) * one.amount_minor
            for one in self.provider.ledger()
            if one.key.startswith(order_id) and one.state == "approved"
        )

    def gift_card(self, code: str, amount_minor: int, currency: str = "EUR") -> str:
        with self.api.runtime.database.writing() as tx:
            cause = digest_id("campaign", code)
            issue_gift_card(tx, stamp(SYSTEM), code, Money(amount_minor, currency), cause)
        return code

    def gift_card_balance(self, code: str) -> int:
        with self.api.runtime.database.reading() as tx:
            return sum(entry.amount_minor for entry in gift_card_history(tx, code))

    def letters(self) -> list[EmailMessage]:
        """The letters that left, the oldest first."""
        mails = [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted(self._mail.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        ]
        return [mail for mail in mails if isinstance(mail, EmailMessage)]

    def subjects(self) -> list[str]:
        return [str(mail["subject"]) for mail in self.letters()]
