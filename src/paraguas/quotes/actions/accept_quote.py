"""Note that a quote became an order."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.quotes import store
from paraguas.quotes.events import QuoteAccepted
from paraguas.quotes.model import Quote, QuoteStatus
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


def accept_quote(tx: Tx, stamp: Stamp, was: Quote, order_id: OrderId) -> Quote:
    """Close a sent quote, and announce `quote.accepted.v1`."""
    now = replace(
        was,
        status=QuoteStatus.ACCEPTED,
        version=was.version + 1,
        closed_at=stamp.at,
        order_id=order_id,
    )
    store.save_quote(tx, was, now)
    tx.announce(stamp, was.quote_id, QuoteAccepted(was.quote_id, was.number, order_id))
    return now
