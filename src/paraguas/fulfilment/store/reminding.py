"""The SQL of when people are reminded of goods that wait for them."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from paraguas.fulfilment.model import Reminder
from paraguas.fulfilment.tables import pick_up_reminders
from paraguas.plumbing.tx import Tx

_c = pick_up_reminders.c


def all_reminders(tx: Tx) -> list[Reminder]:
    """Load all, market by market, the earliest first."""
    found = select(_c.market, _c.days_before).order_by(_c.market, _c.days_before.desc())
    return [Reminder._make(row) for row in tx.all(found)]


def write_reminders(tx: Tx, reminders: Sequence[Reminder]) -> None:
    """Put these in the place of all others."""
    tx.run(delete(pick_up_reminders))
    tx.insert(pick_up_reminders, Reminder._fields, [tuple(one) for one in reminders])
