"""The audit of drawers: what was written down holds, and what somebody changed is found."""

import pytest
from sqlalchemy import update

from paraguas.drawers.actions.count_drawer import count_drawer
from paraguas.drawers.actions.move_cash import move_cash
from paraguas.drawers.actions.open_drawer import open_drawer
from paraguas.drawers.model import EntryKind
from paraguas.drawers.queries import audit
from paraguas.drawers.tables import drawer_entries, drawer_sessions
from paraguas.network.model import place_id_of
from paraguas.values.money import Money
from paraguas.views.auditing import across_rooms
from tests.payments.till import stamp


def findings(db):
    with db.reading() as tx:
        return [one for check in (*audit(tx), *across_rooms(tx)) for one in check.findings]


@pytest.fixture
def counted(db):
    place = place_id_of("ES-MAD-GRANVIA")
    with db.writing() as tx:
        session = open_drawer(tx, stamp(), place, "", Money(5000, "EUR"))
        move_cash(tx, stamp(), session, EntryKind.PAY_IN, 700, reason="change")
    with db.writing() as tx:
        found = open_drawer(tx, stamp(), place, "T2", Money(5000, "EUR"))
        count_drawer(tx, stamp(), found, {5000: 1}, [])
    return db


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (update(drawer_sessions).values(expected_minor=1).where(
            drawer_sessions.c.till == "T2"), "expects 1, its float and entries say 5000"),
        (update(drawer_entries).values(order_id="f" * 32, transaction_no=1),
         "counts 700 of order"),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_found(counted, change, told):
    assert findings(counted) == []
    with counted.writing() as tx:
        tx.run(change)
    [finding] = findings(counted)
    assert told in finding
