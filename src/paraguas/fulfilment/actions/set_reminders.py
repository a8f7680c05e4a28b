"""Say when people are reminded of goods that wait for them."""

from collections.abc import Sequence

from paraguas.fulfilment.model import Reminder
from paraguas.fulfilment.queries import reminder_reference
from paraguas.fulfilment.store import reminding
from paraguas.plumbing.tx import Tx


def set_reminders(tx: Tx, reminders: Sequence[Reminder]) -> None:
    """Let these take the place of all others; what became ready before is not reminded anew."""
    reminding.write_reminders(tx, sorted(set(reminders)))
    reminder_reference.changed(tx)
