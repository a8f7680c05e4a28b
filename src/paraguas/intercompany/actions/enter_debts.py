"""Enter what entities owe each other."""

from collections.abc import Sequence

from paraguas.intercompany import store
from paraguas.intercompany.events import IntercompanyEntered
from paraguas.intercompany.model import Entry
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def enter_debts(tx: Tx, stamp: Stamp, entries: Sequence[Entry]) -> list[Entry]:
    """Write entries from both sides, each cause once, and give those that are new.

    What comes to nothing is left out.  Announces intercompany.entered.v1 in the order's stream.
    """
    new = [one for one in entries if one.amount_minor and not store.is_entered(tx, one)]
    store.add_entries(tx, new)
    for one in new:
        fact = IntercompanyEntered(
            *(one.order_id, one.kind.value, one.creditor_id, one.debtor_id, one.subject_id),
            *(one.amount_minor, one.currency, one.prices_version),
        )
        tx.announce(stamp, one.order_id, fact)
    return new
