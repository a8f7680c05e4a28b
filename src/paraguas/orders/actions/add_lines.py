"""Append lines to an order that was placed."""

from collections.abc import Sequence

from paraguas.orders.model import Line
from paraguas.orders.rules.composing import sum_lines
from paraguas.orders.store import amending, changing
from paraguas.plumbing.tx import Tx


def add_lines(tx: Tx, order_id: str, lines: Sequence[Line], *, prices_include_tax: bool) -> None:
    """Write lines with numbers of their own, add them to the order's sums and restate it.

    Announces nothing: the change they belong to does.  Lines that are there already stay as frozen.
    """
    amending.add_lines(tx, order_id, lines)
    amending.add_sums(tx, order_id, sum_lines(lines, prices_include_tax=prices_include_tax))
    changing.restate(tx, order_id)
