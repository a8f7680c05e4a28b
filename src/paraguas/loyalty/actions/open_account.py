"""Open a member's account."""

from paraguas.loyalty.errors import LoyaltyAccountExists
from paraguas.loyalty.events import AccountOpened
from paraguas.loyalty.model import Account
from paraguas.loyalty.queries import has_members, members, programmes_in_force
from paraguas.loyalty.rules.numbering import account_id_of, check_number, plain_number
from paraguas.loyalty.store import accounts
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def open_account(
    tx: Tx,
    stamp: Stamp,
    number: str,
    programme: str,
    *,
    place: str = "",
    record_id: str | None = None,
) -> Account:
    """Open an account under a number of its own, and give it.

    place: where the member lives, `CA-ON` or `ES`.  record_id: the customer's source record it is
    linked with.  Announces loyalty.account_opened.v1; refuses a programme that is not there, a
    number that is none, and one that somebody has.
    """
    check_number(number)
    programmes_in_force(tx).in_force(programme)
    account_id = account_id_of(number)
    if accounts.find_accounts(tx, [account_id]):
        raise LoyaltyAccountExists(number=number)
    new = Account(account_id, plain_number(number), programme, stamp.at, place, record_id)
    if record_id and not has_members(tx):
        members.changed(tx)
    accounts.add_account(tx, new)
    tx.announce(stamp, account_id, AccountOpened(account_id, programme))
    return new
