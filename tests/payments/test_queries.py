"""The audit sees what it is there for: each fault is planted and found."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from paraguas.journeys.money.stored_tenders import note_taken, reach_of
from paraguas.payments.actions.request_capture import request_capture
from paraguas.payments.errors import GiftCardShort
from paraguas.payments.model import TenderKind
from paraguas.payments.queries import audit
from paraguas.payments.rules.tendering import decide_tenders
from paraguas.payments.tables import payment_transactions
from paraguas.plumbing.db import open_database
from paraguas.plumbing.facts import chores
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.work import Work
from paraguas.stored_value.queries import audit as audit_values, gift_card, slice_values
from paraguas.stored_value.tables import gift_card_entries, gift_cards
from paraguas.values.ids import digest_id
from paraguas.views.stored_tenders import audit_stored_tenders
from tests.payments.till import card, cash, gift, issue, place, stamp, terminal, write

x = payment_transactions
SUMS, ERRANDS, BALANCE, ENTRIES = range(4)
FAULTS = [
    (
        SUMS,
        "captured less than paid out",
        update(x).where(x.c.amount_minor < 0),
        {"amount_minor": -1},
    ),
    (SUMS, "captured too much", update(x).where(x.c.kind == "capture"), {"amount_minor": 901}),
    (SUMS, "not authorised", update(x).where(x.c.kind == "authorise"), {"amount_minor": 1}),
    (SUMS, "refunded only", update(x).where(x.c.kind == "capture"), {"kind": "refund"}),
    (SUMS, "no step at all", x.delete(), {}),
    (BALANCE, "gift card too full", update(gift_cards), {"balance_minor": 12345}),
    (ENTRIES, "entry lost", gift_card_entries.delete(), {}),
    (ERRANDS, "errand forgotten", chores.delete(), {}),
]


@pytest.mark.parametrize(
    ("check", "_name", "fault", "values"), FAULTS, ids=lambda part: str(part)[:28]
)
def test_planted_fault_is_found(db, check, _name, fault, values):
    issue(db, "GIFT0001", 5000)
    order_id = place(db, [gift("GIFT0001", 500), card()], 800)
    place(db, [terminal()], 900, on_site=True)
    place(db, [cash()], -40, on_site=True)
    with db.writing() as tx:
        request_capture(tx, stamp(), order_id, 500, digest_id("fulfilment"))
        assert [one for each in checks(tx) for one in each.findings] == []
        tx.run(fault.values(**values) if values else fault)
        assert checks(tx)[check].findings != ()


def checks(tx):
    return [*audit(tx), *audit_values(tx), *audit_stored_tenders(tx)]


def buy(tx, items):
    """Pay a batch of orders by the same gift card, as checkout does."""
    values = slice_values(tx, ["GIFT0001"])
    outcomes, accepted = [], []
    for moment in items:
        try:
            reach = reach_of(values, TenderKind.GIFT_CARD, "GIFT0001", "EUR")
            offer = replace(gift("GIFT0001", 70), reach=reach)
            plan = decide_tenders([offer], 70, "EUR", on_site=False)
        except GiftCardShort as refusal:
            outcomes.append(refusal)
            continue
        note_taken(values, plan)
        order_id = moment.ids.next()
        accepted.append((moment, order_id, plan))
        outcomes.append(order_id)
    write(tx, accepted)
    return outcomes


def test_gift_card_never_falls_below_zero_with_lanes_racing(database_url, books):
    """Two processes' lanes on PostgreSQL, one on SQLite, 40 buyers of 70 from a card of 1,000."""
    issue(books, "GIFT0001", 1000)
    databases = [books] if books.sqlite else [books, open_database(database_url)]
    lanes = [Lane(database) for database in databases]
    outcomes = []
    ready = Barrier(8)

    def shop(buyer):
        ready.wait()
        for turn in range(5):
            lane = lanes[(buyer + turn) % len(lanes)]
            lane.put(Work(buy, stamp(), outcomes.append, together=True))

    for lane in lanes:
        lane.start()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(shop, range(8)))
    for lane in lanes:
        lane.stop()
    for database in databases[1:]:
        database.close()
    sold = [one for one in outcomes if isinstance(one, str)]
    assert len(outcomes) == 40
    assert len(sold) == 1000 // 70
    with books.reading() as tx:
        assert gift_card(tx, "GIFT0001").balance_minor == 1000 % 70
