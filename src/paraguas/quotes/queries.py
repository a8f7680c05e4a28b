"""What other floors may read of quotes."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.quotes import store
from paraguas.quotes.errors import QuoteAbsent, QuoteChanged, QuoteSettled
from paraguas.quotes.model import Quote, QuoteStatus
from paraguas.values.ids import is_id


def quote(tx: Tx, quote_id: str, *, now: int) -> Quote:
    """Read a quote; QuoteAbsent where there is none.  One whose day is over has expired."""
    found = store.find_quote(tx, quote_id) if is_id(quote_id) else None
    if found is None:
        raise QuoteAbsent(quote=quote_id)
    return _at(found, now)


def quote_that_is(
    tx: Tx, quote_id: str, status: QuoteStatus, *, now: int, version: int | None = None
) -> Quote:
    """Read a quote that stands somewhere; refuses QuoteSettled, and QuoteChanged by a version."""
    found = quote(tx, quote_id, now=now)
    if found.status is not status:
        raise QuoteSettled(number=found.number, status=found.status.value)
    if version not in (None, found.version):
        raise QuoteChanged(version=found.version)
    return found


def quotes(tx: Tx, *, status: str, before: str, most: int, now: int) -> list[Quote]:
    """Read quotes, the last drafted first."""
    return [_at(one, now) for one in store.list_quotes(tx, status, before, most)]


def quotes_of(tx: Tx, order_ids: Sequence[str]) -> list[Quote]:
    """Read the quotes that became these orders."""
    return store.quotes_of(tx, order_ids) if order_ids else []


def quotes_without_order(tx: Tx) -> list[Quote]:
    """Read the quotes that became no order."""
    return store.quotes_without_order(tx)


def _at(one: Quote, now: int) -> Quote:
    late = one.status is QuoteStatus.SENT and one.valid_until <= now
    return replace(one, status=QuoteStatus.EXPIRED) if late else one
