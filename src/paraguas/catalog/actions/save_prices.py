"""Set prices."""

from collections.abc import Sequence

from paraguas.catalog import store
from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.events import PriceSet, SetPrice
from paraguas.catalog.model import Price
from paraguas.catalog.queries import reference
from paraguas.catalog.rules.listing import check_price
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp

_STREAM = digest_id("catalogue", "prices")


def save_prices(tx: Tx, stamp: Stamp, prices: Sequence[Price]) -> int:
    """Set prices, each from its own instant on, and give how many are new or different.

    Hand over some thousands at a time.  Announces price.set.v1, once, unless nothing is different.
    Refuses malformed ones and unknown SKUs.
    """
    known = store.kinds_of(tx, (check_price(price).sku_id for price in prices))
    for price in prices:
        if price.sku_id not in known:
            raise SkuUnknown(sku=price.sku_id)
    written = store.put_prices(tx, prices)
    told = [SetPrice(*row) for row in (*written.added, *written.changed)]
    if told:
        tx.announce(stamp, _STREAM, PriceSet(told))
        reference.changed(tx)
    return len(told)
