"""Note that nobody accepted a quote in time."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.quotes import store
from paraguas.quotes.events import QuoteExpired
from paraguas.quotes.model import Quote, QuoteStatus
from paraguas.values.stamp import Stamp


def expire_quote(tx: Tx, stamp: Stamp, was: Quote) -> Quote:
    """Close a sent quote, and announce `quote.expired.v1`."""
    now = replace(was, status=QuoteStatus.EXPIRED, version=was.version + 1, closed_at=stamp.at)
    store.save_quote(tx, was, now)
    tx.announce(stamp, was.quote_id, QuoteExpired(was.quote_id, was.number))
    return now
