"""What orders pay with stored values and points: taken at placing, put back when money is."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from paraguas.journeys.people.wallets import accounts_paying, read_wallets
from paraguas.loyalty.actions.burn_points import burn_points
from paraguas.loyalty.actions.return_points import return_points
from paraguas.loyalty.errors import LoyaltyAccountUnknown
from paraguas.loyalty.queries import account_by_id, accounts_of
from paraguas.loyalty.rules.numbering import account_id_of
from paraguas.loyalty.rules.wallet import Wallets, taking
from paraguas.orders.model import WishedTender
from paraguas.payments.model import PREPAID, PaymentPlan, Reach, StoredMove, TenderKind
from paraguas.plumbing.tx import Tx
from paraguas.stored_value.actions.move_values import move_values
from paraguas.stored_value.model import Move, StoredValues, ValueKind
from paraguas.stored_value.queries import slice_values
from paraguas.stored_value.rules.charging import charged
from paraguas.values.by import SYSTEM
from paraguas.values.ids import Ids, digest_id
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp


class Purse(NamedTuple):
    """What may be paid with at an instant: stored values, and wallets of points if any is named."""

    values: StoredValues
    wallets: Wallets | None = None
    at: int = 0

    def reach(self, kind: TenderKind, code: str, currency: str) -> Reach | None:
        """Tell how far a tender reaches; None for those nothing is stored for."""
        if kind is TenderKind.POINTS and code:
            return self._points(code, currency)
        return reach_of(self.values, kind, code, currency)

    def _points(self, number: str, currency: str) -> Reach:
        account_id, wallets = account_id_of(number), self.wallets
        if wallets is None or account_id not in wallets.paying:
            raise LoyaltyAccountUnknown(number=number)
        return Reach(account_id, *wallets.reach(account_id, currency, self.at))


def stored_codes(tenders: Iterable[WishedTender]) -> list[str]:
    """Give the codes of stored values that are to pay."""
    return [tender.token for tender in tenders if tender.kind in PREPAID]


def read_purse(tx: Tx, tenders: Sequence[WishedTender], at: int) -> Purse:
    """Read what tenders may be paid with at an instant."""
    values = slice_values(tx, stored_codes(tenders))
    paying = accounts_paying(tenders)
    return Purse(values, read_wallets(tx, accounts_of(tx, paying)) if paying else None, at)


def reach_of(values: StoredValues, kind: TenderKind, code: str, currency: str) -> Reach | None:
    """Tell how far a stored value reaches; None for other tenders, and where no code was given.

    Refuses a code that is not known, and one in another currency.
    """
    if kind not in PREPAID or not code:
        return None
    found = charged(values, ValueKind(kind.value), code, currency)
    return Reach(found.card_id, found.last4, values.left(found.card_id))


def note_taken(values: StoredValues, plan: PaymentPlan) -> None:
    """Let the next order of a batch see what this one takes."""
    for planned in plan.tenders:
        if planned.tender.kind in PREPAID:
            values.take(planned.tender.instrument, planned.tender.amount_minor)


def move_stored(tx: Tx, moves: Iterable[StoredMove]) -> None:
    """Move stored values as payments tell: whoever lets payments begin a step calls this with it.

    Points go back to the lots they came from.  Raises StaleSlice when a value holds less than was
    read, or an account of points moved meanwhile.
    """
    told = list(moves)
    move_values(
        tx,
        [
            Move(one.instrument, one.order_id, one.transaction_no, one.amount_minor, one.at)
            for one in told
            if one.kind is not TenderKind.POINTS
        ],
    )
    for one in told:
        if one.kind is TenderKind.POINTS:
            _move_points(tx, one)


def _move_points(tx: Tx, one: StoredMove) -> None:
    seed = int(digest_id("points", one.order_id, str(one.transaction_no)), 16)
    stamp = Stamp(one.at, SYSTEM, Ids(one.at, seed))
    if one.amount_minor > 0:
        return_points(tx, stamp, one.order_id, one.transaction_no, one.amount_minor)
        return
    money = Money(one.amount_minor, one.currency)
    wallets = read_wallets(tx, [account_by_id(tx, one.instrument)])
    wallets.burn(one.instrument, taking(one.order_id, one.transaction_no, money, one.at))
    burn_points(tx, stamp, wallets)
