"""Replace a promise by another, with its cause; the old one stays in the ledger."""

from msgspec.structs import replace

from paraguas.orders.events import PromiseMoved
from paraguas.orders.model import Promise, PromiseState
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def move_promise(
    tx: Tx,
    stamp: Stamp,
    order_id: str,
    promise: Promise,
    *,
    earliest_at: int,
    latest_at: int,
    cause: str,
    source: str | None = None,
    kind: str | None = None,
) -> None:
    """Close the promise as moved and write its successor; one that is closed stays as it is.

    cause: a stable word, such as `store_late` or `customer_asked`; its letter words it.  source:
    the place that keeps it, where it is another now.  kind: where it is of another kind now.
    Announces `promise.moved.v1`, which the letter follows.
    """
    moved = replace(promise, source=source or promise.source, kind=kind or promise.kind)
    same = (promise.earliest_at, promise.latest_at) == (earliest_at, latest_at)
    if (same and moved == promise) or promise.state is not PromiseState.OPEN:
        return
    changing.move_promise(tx, stamp, order_id, moved, (earliest_at, latest_at, cause))
    tx.announce(
        stamp,
        order_id,
        PromiseMoved(
            *(order_id, promise.group_no, moved.kind),
            *(promise.earliest_at, promise.latest_at, earliest_at, latest_at),
            *(cause, promise.promise_no),
        ),
    )
