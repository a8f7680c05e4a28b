"""Note that a quote is not wanted."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.quotes import store
from paraguas.quotes.events import QuoteDeclined
from paraguas.quotes.model import Quote, QuoteStatus
from paraguas.values.stamp import Stamp


def decline_quote(tx: Tx, stamp: Stamp, was: Quote) -> Quote:
    """Close a sent quote, and announce `quote.declined.v1`."""
    now = replace(was, status=QuoteStatus.DECLINED, version=was.version + 1, closed_at=stamp.at)
    store.save_quote(tx, was, now)
    tx.announce(stamp, was.quote_id, QuoteDeclined(was.quote_id, was.number))
    return now
