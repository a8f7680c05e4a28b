"""Bank statements: each line finds the order that waits for it, or somebody who looks into it.

A line is booked once, in however many statements it stands: what matched stands in the order's
book under the bank's reference, what did not is a difference named by what the line says.
"""

import re
from collections import Counter

from msgspec import Struct

from paraguas.journeys.money.bank_transfers import Credited, note_credited
from paraguas.orders import queries as orders
from paraguas.orders.errors import OrderAbsent
from paraguas.payments import queries as payments
from paraguas.payments.errors import TransferAmount, TransferNotAwaited
from paraguas.payments.rules.transferring import awaited_transfer
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.settlements.actions.close_difference import close_difference
from paraguas.settlements.actions.open_difference import open_difference
from paraguas.settlements.actions.take_lines import SETTLED
from paraguas.settlements.model import (
    BankLine,
    DifferenceKind,
    DifferenceState,
    StatementTaken,
)
from paraguas.settlements.queries import difference_of_line
from paraguas.values.ids import read_short_number
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.stamp import Stamp

_WORD = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")
_WRONG: dict[type[Refusal], DifferenceKind] = {
    OrderAbsent: DifferenceKind.MISSING_HERE,
    TransferAmount: DifferenceKind.AMOUNT,
    TransferNotAwaited: DifferenceKind.NOT_AWAITED,
    Malformed: DifferenceKind.CURRENCY,
}
_MATCHED, _KNOWN, _DIFFERS, _PASSED = "matched", "known", "differences", "passed"


class Stated(Struct, frozen=True):
    """Lines a bank booked on our account."""

    stamp: Stamp
    lines: tuple[BankLine, ...]


def take_statement(tx: Tx, item: Stated) -> StatementTaken:
    """Note what came for orders; what differs is opened for somebody, each line once.

    A line that differed before is tried again while nobody has closed it.
    """
    told = Counter(_take(tx, item.stamp, line) for line in item.lines)
    return StatementTaken(told[_MATCHED], told[_KNOWN], told[_DIFFERS], told[_PASSED])


def _take(tx: Tx, stamp: Stamp, line: BankLine) -> str:
    if not (line.credit or line.reversal):
        return _PASSED
    before = difference_of_line(tx, line)
    if before and before.state is DifferenceState.CLOSED:
        return _KNOWN
    number = order_number(line.text)
    wrong = _note(tx, stamp, line, number)
    if isinstance(wrong, DifferenceKind):
        return _KNOWN if before else _differs(tx, stamp, line, wrong, number)
    if before:
        close_difference(tx, stamp, before.difference_id, SETTLED)
    return _MATCHED if wrong else _KNOWN


def _note(tx: Tx, stamp: Stamp, line: BankLine, number: str) -> bool | DifferenceKind:
    """Note a line's money; whether it is new, or what is wrong with it."""
    if line.reversal:
        return DifferenceKind.CHARGEBACK
    if not number:
        return DifferenceKind.MISSING_HERE
    try:
        with tx.savepoint():
            credited = (number, line.amount_minor, line.currency, line.reference)
            return note_credited(tx, Credited(stamp, *credited))
    except (OrderAbsent, TransferAmount, TransferNotAwaited, Malformed) as refusal:
        return _WRONG[type(refusal)]


def _differs(tx: Tx, stamp: Stamp, line: BankLine, kind: DifferenceKind, number: str) -> str:
    found = orders.find(tx, number, secret=secret(tx, "contact")) if number else []
    order_id = found[0] if found else None
    awaited = awaited_transfer(payments.book(tx, order_id)) if order_id else None
    ours = awaited.amount_minor if awaited and kind is DifferenceKind.AMOUNT else None
    open_difference(tx, stamp, line, kind, order_id=order_id, ours_minor=ours)
    return _DIFFERS


def order_number(text: str) -> str:
    """Find the one order number a payer wrote, by its check character; empty for none or several.

    What belongs together may be written apart or without its dash.
    """
    found = {number for word in _WORD.findall(text) if (number := read_short_number(word))}
    return found.pop() if len(found) == 1 else ""
