"""Any order of events against a small model: stock, money and counters agree after every step.

The model knows one SKU at two places, sold in orders of one line; whatever the shop does besides
(facts, promises, letters, traces) the audit of all rooms holds to its own laws at the end.
"""

from dataclasses import dataclass
from secrets import token_hex

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from paraguas.values.time import HOUR
from tests.doors.api.desk import DAY_AND_NIGHT, NEVER, Desk
from tests.doors.api.wishes import fetched, shipped

SKU, PRICE = "CASE-CLEAR", 2490
STORE, DEPOT = "ES-MAD-SERRANO", "ES-GETAFE"
REST = ("ES-MAD-GRANVIA", "ES-BCN-GRACIA", "ES-VLC-COLON", "ES-SVQ-TETUAN")


@dataclass
class Ordered:
    """What the model knows of an order: units by what became of them."""

    kind: str
    units: int
    gone: int = 0
    cancelled: int = 0

    @property
    def open(self) -> int:
        return self.units - self.gone - self.cancelled


class Trade(RuleBasedStateMachine):
    """A shop with one SKU, and people who do with it what they like."""

    desk: Desk

    def __init__(self) -> None:
        super().__init__()
        self.orders: dict[str, Ordered] = {}
        self.on_hand = 0

    def some(self, data: st.DataObject, *, going: bool = True) -> str:
        ids = [i for i, one in self.orders.items() if bool(one.open) is going]
        return data.draw(st.sampled_from(ids))

    @property
    def promised(self) -> int:
        return sum(one.open for one in self.orders.values())

    @rule(place=st.sampled_from([STORE, DEPOT]), units=st.integers(1, 6))
    def receive(self, place, units):
        self.desk.api.stock(SKU, **{place.replace("-", "_"): units})
        self.on_hand += units

    @rule(kind=st.sampled_from(["ship", "pick_up"]), units=st.integers(1, 4))
    def place(self, kind, units):
        free = sum(
            max(0, on_hand - allocated)
            for place in ((STORE,) if kind == "pick_up" else (STORE, DEPOT))
            for on_hand, allocated, _ in [self.desk.stock(SKU, place)]
        )
        wish = fetched(SKU, units, STORE) if kind == "pick_up" else shipped(SKU, units)
        answer = self.desk.api.post("/v1/orders", wish)
        assert answer.status_code == (201 if units <= free else 409), answer.text
        if units <= free:
            self.desk.settle()
            self.orders[answer.json()["order_id"]] = Ordered(kind, units)

    @precondition(lambda self: self.promised)
    @rule(data=st.data(), all_of_it=st.booleans())
    def cancel(self, data, all_of_it):
        order_id = self.some(data)
        one = self.orders[order_id]
        units = one.open if all_of_it else data.draw(st.integers(1, one.open))
        self.desk.cancel(order_id, {"1": units})
        one.cancelled += units

    @precondition(lambda self: self.promised)
    @rule(data=st.data(), whole_sku=st.booleans(), may_split=st.booleans())
    def refuse(self, data, whole_sku, may_split):
        """The store says no; what the depot does not have is cancelled."""
        order_id = self.some(data)
        parts = self.desk.parts(order_id, "released", "accepted", "picking", "staged")
        if not parts:
            return
        part = data.draw(st.sampled_from(parts))
        missing = data.draw(st.integers(1, part.portions[0].quantity))
        body = {
            "reason": "not found",
            "missing": {"1": missing},
            "may_split": may_split,
            "whole_sku": whole_sku,
        }
        assert self.desk.try_step(part, "refuse", body).status_code == 200
        self.desk.settle()
        # Who is served elsewhere and what is written off is sourcing's own law; the model takes
        # over how many units were lost and holds the sums against it.
        self.on_hand = sum(self.desk.stock(SKU, place)[0] for place in (STORE, DEPOT))
        self.on_hand += sum(one.gone for one in self.orders.values())
        for other, known in self.orders.items():
            known.cancelled = self.desk.order(other)["lines"][0]["counters"]["cancelled"]

    @precondition(lambda self: self.promised)
    @rule(data=st.data())
    def move_on(self, data):
        """Take the next step of a part: accept, pick, and then out of the door."""
        order_id = self.some(data)
        going = ("released", "accepted", "picking", "staged", "ready", "packed")
        part = data.draw(st.sampled_from(self.desk.parts(order_id, *going)))
        one = self.orders[order_id]
        last = "pack" if one.kind == "ship" else "stage"
        step = {
            "released": "accept",
            "accepted": "pick",
            "picking": last,
            "staged": "ready",
            "ready": "hand-over",
            "packed": "ship",
        }[part.status.value]
        body = {"code": part.code} if step == "hand-over" else None
        self.desk.step(part, step, body)
        self.desk.settle()
        if step in {"hand-over", "ship"}:
            one.gone += part.portions[0].quantity

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def deliver(self, data):
        order_id = data.draw(st.sampled_from(list(self.orders)))
        for part in self.desk.parts(order_id, "shipped"):
            self.desk.step(part, "deliver")
        self.desk.settle()

    @precondition(lambda self: self.promised)
    @rule(data=st.data())
    def late(self, data):
        order_id = self.some(data)
        for part in self.desk.parts(order_id, "released", "accepted", "picking"):
            promised = next(iter(self.desk.open_promises(order_id).values()))["latest_at"]
            self.desk.step(part, "late", {"until_at": promised + HOUR})

    @precondition(lambda self: any(one.gone for one in self.orders.values()))
    @rule(data=st.data())
    def nothing_leaves_twice(self, data):
        gone = [i for i, one in self.orders.items() if one.gone]
        order_id = data.draw(st.sampled_from(gone))
        one = self.orders[order_id]
        body = {"reason": "regret", "units": {"1": one.open + 1}}
        refused = self.desk.api.post(f"/v1/orders/{order_id}/cancel", body)
        assert refused.json()["code"] in {"past_cancelling", "nothing_to_cancel"}

    @invariant()
    def stock_is_what_came_less_what_left(self):
        places = [self.desk.stock(SKU, place) for place in (STORE, DEPOT)]
        gone = sum(one.gone for one in self.orders.values())
        assert sum(on_hand for on_hand, _, _ in places) == self.on_hand - gone
        assert sum(allocated for _, allocated, _ in places) == self.promised

    @invariant()
    def each_order_has_left_and_is_charged_as_the_model_says(self):
        for order_id, one in self.orders.items():
            counters = self.desk.order(order_id)["lines"][0]["counters"]
            assert counters["cancelled"] == one.cancelled
            assert counters["shipped"] + counters["handed_over"] == one.gone
            assert counters["allocated"] == one.units - one.cancelled
            assert self.desk.charged(order_id) == one.gone * PRICE
            if not one.open and one.gone:
                assert self.desk.billed(order_id) == [one.gone * PRICE]
                assert self.desk.order(order_id)["payment_status"] == "paid"

    def teardown(self) -> None:
        """Hold the shop to all its laws, and leave it empty for the next example."""
        assert self.desk.api.findings() == []
        for order_id, one in self.orders.items():
            if one.open:
                self.desk.cancel(order_id)
        for place in (STORE, DEPOT):
            if left := self.desk.stock(SKU, place)[0]:
                lines = [{"sku": SKU, "quantity": -left}]
                body = {"place": place, "document": token_hex(8), "reason": "x", "lines": lines}
                assert self.desk.api.post("/v1/stock/adjustments", body).status_code == 201


@pytest.mark.parametrize(
    ("database_url", "examples", "steps"),
    [("sqlite", 20, 40), ("postgres", 8, 30)],
    indirect=["database_url"],
)
def test_any_order_of_events_keeps_stock_money_and_counters_true(desk, examples, steps):
    desk.keep_hours(DAY_AND_NIGHT, STORE, DEPOT)
    desk.keep_hours(NEVER, *REST)

    class Here(Trade):
        """The trade of this test's shop; all its examples are traded in it one after another."""

        def __init__(self) -> None:
            self.desk = desk
            super().__init__()

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
