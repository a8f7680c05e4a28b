"""List SKUs."""

from collections.abc import Sequence

from paraguas.catalog import store
from paraguas.catalog.errors import GtinTaken, PartUnfit, ProductUnknown
from paraguas.catalog.events import SkuListed
from paraguas.catalog.model import Sku, SkuKind
from paraguas.catalog.queries import reference
from paraguas.catalog.rules.listing import check_sku
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp

_STREAM = digest_id("catalogue", "skus")


def save_skus(tx: Tx, stamp: Stamp, skus: Sequence[Sku]) -> int:
    """List SKUs or describe them anew, and give how many are new or different.

    Hand over some thousands at a time.  Announces sku.listed.v1, once, unless nothing is
    different.  Refuses malformed ones, unlisted products, GTINs that another SKU carries, and
    bundles of anything but listed goods.
    """
    for sku in skus:
        check_sku(sku)
    _check_products(tx, skus)
    _check_gtins(tx, skus)
    _check_parts(tx, skus)
    written = store.put_skus(tx, skus)
    codes = [row[1] for row in (*written.added, *written.changed)]
    if codes:
        tx.announce(stamp, _STREAM, SkuListed(codes))
        reference.changed(tx)
    return len(codes)


def _check_products(tx: Tx, skus: Sequence[Sku]) -> None:
    known = store.known_products(tx, (sku.product_id for sku in skus))
    for sku in skus:
        if sku.product_id not in known:
            raise ProductUnknown(sku=sku.code)


def _check_gtins(tx: Tx, skus: Sequence[Sku]) -> None:
    owners = store.gtin_owners(tx, (sku.gtin for sku in skus if sku.gtin))
    for sku in skus:
        if sku.gtin and owners.setdefault(sku.gtin, sku.sku_id) != sku.sku_id:
            raise GtinTaken(gtin=sku.gtin, sku=sku.code)


def _check_parts(tx: Tx, skus: Sequence[Sku]) -> None:
    bundles = [(sku, sku.bundle) for sku in skus if sku.bundle]
    if not bundles:
        return
    kinds = store.kinds_of(tx, (part.sku_id for _, bundle in bundles for part in bundle.parts))
    kinds |= {sku.sku_id: sku.kind for sku in skus}
    for sku, bundle in bundles:
        if any(kinds.get(part.sku_id) is not SkuKind.GOODS for part in bundle.parts):
            raise PartUnfit(sku=sku.code)
