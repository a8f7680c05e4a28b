"""Write a quote down as a draft."""

from paraguas.plumbing.tx import Tx
from paraguas.quotes import store
from paraguas.quotes.model import Quote


def open_quote(tx: Tx, new: Quote) -> Quote:
    """Write a draft down; nobody outside has seen it."""
    store.add_quote(tx, new)
    return new
