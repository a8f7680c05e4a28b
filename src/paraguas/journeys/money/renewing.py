"""Approvals of cards for goods that came late: asked for now, or asked for again."""

from paraguas.journeys.changing.holding import release_unless_held
from paraguas.journeys.money.paying import note_balance
from paraguas.payments.actions.renew_authorisation import renew_authorisation
from paraguas.plumbing.chores import Chore, bring_forward
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp

RENEW = "timer:renew_authorisation"
"""Left at placing for the day of a pre-order."""


def renew_authorisations(tx: Tx, stamp: Stamp, order_id: OrderId) -> None:
    """Ask for the money of an order whose goods are there: what was to wait until now, and anew.

    An approval that has grown old is set free and asked for once more; the places wait for it.
    """
    bring_forward(tx, order_id, "errand:payment", due_at=stamp.at)
    if renew_authorisation(tx, stamp, order_id):
        note_balance(tx, order_id)


def renew_in_time(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """See to the money of a pre-order on its day: what the timer left when it was placed does."""
    order_id = OrderId(chore.subject)
    renew_authorisations(tx, stamp, order_id)
    release_unless_held(tx, stamp, order_id)
