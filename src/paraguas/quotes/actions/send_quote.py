"""Send a quote: from here on its prices are a promise."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.quotes import store
from paraguas.quotes.events import QuoteSent
from paraguas.quotes.model import Quote, QuoteStatus
from paraguas.quotes.rules.giving import check_day
from paraguas.values.stamp import Stamp


def send_quote(tx: Tx, stamp: Stamp, was: Quote) -> Quote:
    """Send a draft, leave `timer:expire_quote`, and announce `quote.sent.v1`.

    Refuses QuoteDayWrong where its day is over before anybody saw it.
    """
    check_day(was.valid_until, stamp.at)
    sent = replace(
        was,
        status=QuoteStatus.SENT,
        version=was.version + 1,
        sent_at=stamp.at,
        sent_by=stamp.by.actor,
    )
    store.save_quote(tx, was, sent)
    tx.later(stamp, "timer:expire_quote", was.quote_id, {}, due_at=was.valid_until)
    fact = QuoteSent(
        *(was.quote_id, was.number, was.total_minor, was.given_minor, was.currency),
        was.valid_until,
    )
    tx.announce(stamp, was.quote_id, fact)
    return sent
