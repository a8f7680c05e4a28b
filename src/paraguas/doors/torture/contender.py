"""A contending process: many threads on a lane of its own, at the same rows as other processes."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from paraguas.appointments.actions.book_appointment import book_appointment
from paraguas.appointments.errors import SlotTaken
from paraguas.doors.bench.world import MARKET
from paraguas.doors.runtime import Runtime, open_runtime
from paraguas.doors.torture.jobs import Job, Place, Won
from paraguas.journeys.checkout.placing import place_orders
from paraguas.journeys.money.invoicing import Invoicing, invoice_on_demand
from paraguas.journeys.returning.returning import (
    AtDesk,
    Requesting,
    request_return,
    return_at_once,
)
from paraguas.network.model import place_id_of
from paraguas.orders.errors import StockShort
from paraguas.orders.model import GroupKind, Wish, WishedGroup, WishedLine, WishedTender
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.settings import Settings
from paraguas.plumbing.tx import Tx
from paraguas.returns.errors import ReturnTooMany
from paraguas.returns.model import Asked
from paraguas.staff.model import actor_id_of
from paraguas.values.by import By
from paraguas.values.ids import OrderId
from paraguas.values.place import Address
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

_THREADS = 16
_TRIES = 50
"""How often a caller who is told to come again later does so."""

_HOME = Address("Calle Mayor 1", postal_code="28013", city="Madrid", region="MD", country="ES")
_STORES = {"till": "BENCH-000", "kiosk": "BENCH-001", "partner": "BENCH-002"}
_DOORS = (*_STORES, "web", "phone")
_WEB, _TILL = By("web", "shop"), By("till", "tills")


def main() -> None:
    """Do jobs from standard input until it ends."""
    lines = iter(sys.stdin.buffer.readline, b"")
    place = msgspec.json.decode(next(lines), type=Place)
    runtime = open_runtime(Settings(folder=Path(place.folder), database_url=place.url))
    runtime.start()
    try:
        with ThreadPoolExecutor(_THREADS) as pool:
            for line in lines:
                _do(runtime, pool, msgspec.json.decode(line, type=Job))
    finally:
        runtime.close()


def _do(runtime: Runtime, pool: ThreadPoolExecutor, job: Job) -> None:
    callers = {"buy": _buy, "book": _book, "invoice": _invoice_for_ever}
    numbers = range(job.times)
    if job.kind == "return":
        outcomes = list(pool.map(lambda number: _give_back(runtime, job, number), numbers))
    else:
        outcomes = list(pool.map(lambda _: callers[job.kind](runtime, job), numbers))
    problems = [outcome for outcome in outcomes if isinstance(outcome, str)]
    _say(msgspec.json.encode(Won(won=outcomes.count(True), problems=problems)))


def _buy(runtime: Runtime, job: Job) -> bool | str:
    """Buy one unit; gives whether it was got, or what should not have been said."""
    group = WishedGroup(GroupKind.SHIP, address=_HOME)
    lines = (WishedLine(job.about, 1),)
    tenders = (WishedTender("card", token="tok_ok"),)  # noqa: S106 - of the sandbox

    def attempt() -> None:
        wish = Wish(stamp(_WEB), "web", MARKET, lines, (group,), tenders)
        runtime.write_now(place_orders, wish, together=True)

    return _contend(attempt, StockShort)


def _book(runtime: Runtime, job: Job) -> bool | str:
    """Book a quarter hour of one associate; gives whether it was got."""
    return _contend(lambda: runtime.write_now(_book_slot, (stamp(_WEB), job)), SlotTaken)


def _give_back(runtime: Runtime, job: Job, number: int) -> bool | str:
    """Give one unit of a line back: at a store's desk, or by asking for it from afar."""
    door = _DOORS[number % len(_DOORS)]

    def attempt() -> None:
        hand, items = stamp(By(door, "customer")), (Asked(line_no=1, units=1),)
        wish = Requesting(hand, job.about, items, place=_STORES.get(door, ""))
        if door in _STORES:
            runtime.write_now(return_at_once, AtDesk(wish))
        else:
            runtime.write_now(request_return, wish)

    return _contend(attempt, ReturnTooMany)


def _contend(attempt: Callable[[], object], lost: type[Refusal]) -> bool | str:
    """Try until it was got or lost; gives that, or what should not have been said."""
    for _ in range(_TRIES):
        try:
            attempt()
        except lost:
            return False
        except Refusal as refusal:
            if refusal.kind != "later":
                return f"refused: {refusal.code}"
        else:
            return True
    return "told to come again for ever"


def _book_slot(tx: Tx, item: tuple[Stamp, Job]) -> None:
    by, job = item
    book_appointment(
        tx,
        by,
        order_id=OrderId(by.ids.next()),
        line_no=1,
        place_id=place_id_of("BENCH-000"),
        staff_id=actor_id_of("torture"),
        skill="set-up",
        start_at=job.start_at,
        minutes=15,
        goods_ready_at=0,
    )


def _invoice_for_ever(runtime: Runtime, job: Job) -> bool | str:
    """Sell over the counter and invoice, one after the other; a line for each that is written."""
    group = WishedGroup(GroupKind.CARRY_OUT, place="BENCH-000")
    lines, tenders = (WishedLine(job.about, 1),), (WishedTender("cash"),)
    while True:
        wish = Wish(stamp(_TILL), "till", MARKET, lines, (group,), tenders, place="BENCH-000")
        try:
            sold: Any = runtime.write_now(place_orders, wish, together=True)
            asked = Invoicing(stamp(_TILL), sold.order_id)
            document = runtime.write_now(invoice_on_demand, asked)
        except Refusal as refusal:
            if refusal.kind != "later":
                return f"refused: {refusal.code}"
        else:
            _say(document.number.encode())


_printing = Lock()


def _say(line: bytes) -> None:
    with _printing:
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
