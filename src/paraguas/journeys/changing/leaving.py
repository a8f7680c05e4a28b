"""What follows units that left or were cancelled, in one chore: the invoice, and who owes whom."""

from paraguas.journeys.money.between_entities import settle_served
from paraguas.journeys.money.invoicing import invoice_when_gone
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def see_to_left(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Follow `order.lines_moved.v1` and `order.cancelled.v1`."""
    invoice_when_gone(tx, stamp, chore)
    settle_served(tx, stamp, chore)
