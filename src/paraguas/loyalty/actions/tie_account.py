"""Tie an account to a customer's record, or to a family's pool."""

from msgspec.structs import replace

from paraguas.loyalty.model import Account
from paraguas.loyalty.queries import has_members, members
from paraguas.loyalty.store import accounts
from paraguas.plumbing.tx import Tx


def tie_account(tx: Tx, account: Account, *, record_id: str | None, pool_id: str | None) -> Account:
    """Say with which record an account is linked and in which pool it is; its points stay its own.

    Raises StaleSlice where the account moved since it was read.
    """
    tied = replace(account, record_id=record_id, pool_id=pool_id)
    if record_id and not has_members(tx):
        members.changed(tx)
    accounts.tie_accounts(tx, [tied])
    return replace(tied, version=account.version + 1)
