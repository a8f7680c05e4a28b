"""Rows of a bank's statement: money that came for orders paid by transfer."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.kinds import Kind, Known
from paraguas.doors.imports.rows import Columns
from paraguas.journeys.money.bank_transfers import Credited, note_credited
from paraguas.journeys.money.statements import order_number as find_number
from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp


class BankRow(Struct, frozen=True):
    """Money on our account.  reference: of the bank; it counts once.  number: of the order."""

    reference: str
    number: str
    amount_minor: int
    currency: str


def read_credit(cells: Cells, _known: Known) -> BankRow:
    """Read a row; the order's number stands somewhere in what the payer wrote."""
    currency = cells.needed("currency")
    amount = cells.amount_minor("amount", currency)
    if amount <= 0:
        raise Malformed(where="amount", problem=cells.text("amount"))
    return BankRow(
        reference=cells.needed("reference", most=120),
        number=order_number(cells.needed("text")),
        amount_minor=amount,
        currency=currency,
    )


def order_number(text: str) -> str:
    """Find the number of an order in a text, by its check character; refuses none and several."""
    found = find_number(text)
    if not found:
        raise Malformed(where="text", problem=text[:40])
    return found


def save_credits(tx: Tx, stamp: Stamp, rows: Sequence[BankRow]) -> int:
    """Note money that came, each reference once; gives how much of it was new."""
    credited = (
        Credited(stamp, row.number, row.amount_minor, row.currency, row.reference) for row in rows
    )
    return sum(note_credited(tx, one) for one in credited)


BANK = Kind(
    Columns(needed=("reference", "text", "amount", "currency")),
    read=read_credit,
    key=lambda row: (row.reference,),
    save=save_credits,
)
