"""Books of accounts: opened on their rows, and written when something happened to them."""

from collections.abc import Iterable, Sequence

from paraguas.loyalty.model import Account
from paraguas.loyalty.rules.book import Book, open_book
from paraguas.loyalty.store import accounts as store
from paraguas.plumbing.tx import Tx


def open_books(
    tx: Tx, accounts: Iterable[Account], *, whole: bool = False, left: bool = False
) -> dict[str, Book]:
    """Open the books of accounts.

    whole: with all that happened, not only their lots.  left: of lots, only those something is left
    of, which is enough to pay.
    """
    wanted = {account.account_id: account for account in accounts}
    owing = whole or any(account.debt for account in wanted.values())
    lots = store.lots_of(tx, wanted, left=left and not owing)
    return {
        account_id: open_book(
            account,
            lots[account_id],
            store.events_of(tx, account_id) if whole or account.debt else None,
        )
        for account_id, account in wanted.items()
    }


def write_books(tx: Tx, books: Sequence[Book]) -> list[tuple[str, int]]:
    """Write what happened in books, and give when each account is to be looked at again.

    Raises StaleSlice where an account moved since it was read.
    """
    written = [book.written() for book in books if book.events]
    store.move_accounts(tx, [(one.was, one.now) for one in written])
    ids = [one.was.account_id for one in written]
    told = list(zip(ids, written, strict=True))
    store.add_events(tx, [(which, event) for which, one in told for event in one.events])
    store.add_lots(tx, [(which, lot) for which, one in told for lot in one.new_lots])
    store.change_lots(tx, [(which, lot) for which, one in told for lot in one.changed_lots])
    store.add_postings(tx, [(which, *posting) for which, one in told for posting in one.postings])
    return [(which, one.wakes_at) for which, one in told if one.wakes_at is not None]
