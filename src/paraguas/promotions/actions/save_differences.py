"""Save differences between doors."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.promotions import store
from paraguas.promotions.events import DifferenceSaved
from paraguas.promotions.model import Difference
from paraguas.promotions.queries import promotions, reference
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp

_STREAM = digest_id("differences")


def save_differences(tx: Tx, stamp: Stamp, given: Sequence[Difference]) -> int:
    """Write differences by what differs and where, and give how many are new or different.

    Announces difference.saved.v1, once, unless nothing is different.
    """
    known = set(map(_text, promotions(tx).differences))
    changed = [one for one in given if _text(one) not in known]
    if changed:
        store.put_differences(tx, changed)
        reference.changed(tx)
        told = [[one.kind.value, one.sku, one.market, one.door] for one in changed]
        tx.announce(stamp, _STREAM, DifferenceSaved(told))
    return len(changed)


def _text(one: Difference) -> tuple[object, ...]:
    return (
        *(one.difference_id, one.reason, one.starts_at, one.ends_at, one.amount_minor),
        *(one.place, one.channel),
    )
