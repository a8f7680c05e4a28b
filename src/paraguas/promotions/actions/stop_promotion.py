"""Stop a promotion."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.promotions import store
from paraguas.promotions.events import PromotionStopped
from paraguas.promotions.model import Promotion
from paraguas.promotions.queries import promotions, reference
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def stop_promotion(tx: Tx, stamp: Stamp, code: str) -> Promotion:
    """End a promotion now; orders that have it keep it, and one that is over stays as it is.

    Announces promotion.stopped.v1.  Refuses PromotionAbsent.
    """
    was = promotions(tx).demand(code)
    if was.ends_at is not None and was.ends_at <= stamp.at:
        return was
    # One that has not begun never does: it ends as it begins.
    ends_at = max(stamp.at, was.starts_at)
    stopped = replace(was, ends_at=ends_at, version=was.version + 1)
    store.put_promotions(tx, [stopped])
    reference.changed(tx)
    fact = PromotionStopped(code, ends_at)
    tx.announce(stamp, digest_id("promotion", code), fact)
    return stopped
