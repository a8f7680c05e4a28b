"""Write a draft anew."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.quotes import store
from paraguas.quotes.model import Quote


def change_quote(tx: Tx, was: Quote, now: Quote) -> Quote:
    """Put another content in a draft, which keeps its number and who began it."""
    kept = {name: getattr(was, name) for name in ("quote_id", "number", "drafted_at", "drafted_by")}
    new = replace(now, **kept, version=was.version + 1)
    store.save_quote(tx, was, new)
    return new
