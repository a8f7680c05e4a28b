"""List products."""

from collections.abc import Sequence

from paraguas.catalog import store
from paraguas.catalog.events import ProductListed
from paraguas.catalog.model import Product
from paraguas.catalog.queries import reference
from paraguas.catalog.rules.listing import check_product
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp

_STREAM = digest_id("catalogue", "products")


def save_products(tx: Tx, stamp: Stamp, products: Sequence[Product]) -> int:
    """List products or describe them anew, and give how many are new or different.

    Announces product.listed.v1, once, unless nothing is different.  Refuses malformed ones.
    """
    written = store.put_products(tx, map(check_product, products))
    codes = [row[1] for row in (*written.added, *written.changed)]
    if codes:
        tx.announce(stamp, _STREAM, ProductListed(codes))
        reference.changed(tx)
    return len(codes)
