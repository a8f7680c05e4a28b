"""Set terms: how a SKU is sold in a market before it is there."""

from paraguas.backorders import store
from paraguas.backorders.events import BackorderTermsSet
from paraguas.backorders.model import Pool, Terms, cap_id
from paraguas.backorders.queries import reference, terms_book
from paraguas.backorders.rules.terms import check_terms
from paraguas.plumbing.tx import Tx
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def set_terms(tx: Tx, stamp: Stamp, terms: Terms) -> bool:
    """Let these terms hold from now on; False where they did.  Who waits already goes on waiting.

    Announces `backorder.terms_set.v1` in the stream of the SKU; raises BackorderTermsMalformed and
    QuantityOutOfRange.
    """
    check_quantity(terms.cap, least=0)
    check_terms(terms)
    had = terms_book(tx).find(terms.sku_id, terms.market)
    if had == terms or (had is None and terms.says_nothing):
        return False
    store.write_terms(tx, terms)
    place_id = terms.place_id or (had.place_id if had else None)
    if place_id:
        pool_id = cap_id(terms.sku_id, terms.market)
        store.expect(tx, [Pool(terms.sku_id, pool_id, place_id, terms.market, terms.cap, 0, None)])
    reference.changed(tx)
    fact = BackorderTermsSet(
        *(terms.sku_id, terms.market, terms.against_supply, terms.cap, terms.available_on)
    )
    tx.announce(stamp, terms.sku_id, fact)
    return True
