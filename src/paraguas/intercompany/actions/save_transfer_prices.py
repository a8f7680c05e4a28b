"""Give the transfer prices a new version."""

from msgspec.structs import replace

from paraguas.intercompany import store
from paraguas.intercompany.errors import TransferPricesChanged
from paraguas.intercompany.events import IntercompanyPricesSaved
from paraguas.intercompany.model import PriceRules, SavedPrices
from paraguas.intercompany.queries import reference
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def save_transfer_prices(
    tx: Tx, stamp: Stamp, prices: PriceRules, *, reason: str, based_on: int | None = None
) -> SavedPrices:
    """Save prices as the next version; those that say the same are left as they are.

    based_on: the version they were changed from, 0 for the first; TransferPricesChanged where
    another is the newest by now.  Announces intercompany.prices_saved.v1.
    """
    # The version row is taken first, so that of two who save at once the second sees the first.
    reference.changed(tx)
    known = store.price_versions(tx)
    newest = known[0].prices.version if known else 0
    if based_on is not None and based_on != newest:
        raise TransferPricesChanged(newest=newest)
    if known and known[0].prices.rules == prices.rules:
        return known[0]
    new = SavedPrices(replace(prices, version=newest + 1), stamp.at, stamp.by.actor, reason)
    store.add_prices(tx, new)
    fact = IntercompanyPricesSaved(newest + 1, reason)
    tx.announce(stamp, digest_id("intercompany_prices"), fact)
    return new
