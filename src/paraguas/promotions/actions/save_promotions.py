"""Save promotions."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.promotions import store
from paraguas.promotions.errors import PromotionBegun
from paraguas.promotions.events import PromotionSaved
from paraguas.promotions.model import Promotion
from paraguas.promotions.queries import promotions, reference
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp

_STREAM = digest_id("promotions")


class SavedPromotions(Struct, frozen=True):
    """How many promotions are new or different."""

    saved: int


def save_promotions(tx: Tx, stamp: Stamp, given: Sequence[Promotion]) -> SavedPromotions:
    """Write promotions or change them, and give how many are new or different.

    Announces promotion.saved.v1, once, unless nothing is different.  Refuses PromotionBegun where
    anything but the end of one that has begun would change, or its end would lie in the past.
    """
    known = promotions(tx)
    changed = [one for each in given if (one := _next(known.get(each.code), each, stamp.at))]
    if changed:
        store.put_promotions(tx, changed)
        reference.changed(tx)
        tx.announce(stamp, _STREAM, PromotionSaved([one.code for one in changed]))
    return SavedPromotions(len(changed))


def _next(was: Promotion | None, now: Promotion, at: int) -> Promotion | None:
    if was is None:
        return replace(now, version=1)
    now = replace(now, version=was.version)
    if now == was:
        return None
    if was.starts_at <= at:
        same = replace(now, ends_at=was.ends_at, ends_on=was.ends_on)
        ended = was.ends_at is not None and was.ends_at <= at
        if same != was or ended or (now.ends_at is not None and now.ends_at < at):
            raise PromotionBegun(promotion=was.code)
    return replace(now, version=was.version + 1)
