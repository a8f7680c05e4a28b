"""Wallets: the accounts of points that pay together, of one person or of a family."""

from collections.abc import Iterable, Sequence

from paraguas.customers.queries import records_of_person
from paraguas.loyalty import queries as loyalty
from paraguas.loyalty.model import Account
from paraguas.loyalty.rules.numbering import account_id_of
from paraguas.loyalty.rules.wallet import Wallets
from paraguas.orders.model import WishedTender
from paraguas.payments.model import TenderKind
from paraguas.plumbing.tx import Tx


def accounts_paying(tenders: Iterable[WishedTender]) -> set[str]:
    """Give the ids of the accounts that are to pay with points."""
    return {
        account_id_of(tender.token)
        for tender in tenders
        if tender.kind == TenderKind.POINTS and tender.token
    }


def account_earning(loyalty: str, tenders: Iterable[WishedTender]) -> str | None:
    """Give the id of the account an order names to earn on: said to, or paying with points."""
    named = [account_id_of(loyalty)] if loyalty else list(accounts_paying(tenders))
    return next(iter(named), None)


def read_wallets(tx: Tx, accounts: Sequence[Account]) -> Wallets:
    """Open the wallets of accounts; nothing is asked for where there are none."""
    return loyalty.slice_wallets(tx, {one.account_id: wallet_of(tx, one) for one in accounts})


def wallet_of(tx: Tx, account: Account) -> list[Account]:
    """Read the accounts that pay with one: its own person's, linked now, and its family's."""
    records = records_of_person(tx, account.record_id) if account.record_id else ()
    hers = {account.account_id: account}
    for one in loyalty.accounts_linked(tx, records):
        hers[one.account_id] = one
    pools = {one.pool_id for one in hers.values() if one.pool_id}
    for one in loyalty.accounts_linked(tx, (), pools):
        hers[one.account_id] = one
    return [one for one in hers.values() if one.programme == account.programme]
