"""Let lines of an order cost or be taxed otherwise than was agreed."""

from collections.abc import Sequence

from paraguas.orders.model import Line
from paraguas.orders.rules.amending import sums_between
from paraguas.orders.store import amending
from paraguas.plumbing.tx import Tx


def amend_terms(
    tx: Tx, order_id: str, was: Sequence[Line], lines: Sequence[Line], *, prices_include_tax: bool
) -> None:
    """Store the amounts and taxes of lines as they are now, and what the order comes to by them."""
    amending.put_terms(tx, order_id, lines)
    sums = sums_between(was, lines, prices_include_tax=prices_include_tax)
    amending.add_sums(tx, order_id, sums)
