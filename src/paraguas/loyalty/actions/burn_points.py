"""Take points that pay for orders."""

from paraguas.loyalty.rules.wallet import Wallets
from paraguas.loyalty.store import orders
from paraguas.loyalty.store.books import write_books
from paraguas.loyalty.store.timers import wake
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def burn_points(tx: Tx, stamp: Stamp, wallets: Wallets) -> None:
    """Write what tenders took from wallets.

    Announces nothing: the order whose tender it is tells it.  Raises StaleSlice where an account
    moved since it was read, so that two who spend the same points at once cannot both.
    """
    if not wallets.burns:
        return
    wake(tx, stamp, write_books(tx, list(wallets.books.values())))
    orders.add_burns(tx, wallets.burns)
