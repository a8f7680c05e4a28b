"""A look back at orders placed a moment ago: what follows them all, and must cost placing nothing.

Orders are found by their ids, which tell when they were written down, behind a mark that moves in
the transaction of what is done.  So many are read at once outside the lane, and only what they
lead to is written on it.
"""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.journeys.money.between_entities import CarriedOut, enter_carried_out, find_carried_out
from paraguas.journeys.promises.confirming import confirmation_of
from paraguas.messages.actions.queue_letters import queue_letters
from paraguas.messages.model import LetterDraft
from paraguas.orders.queries import orders as read_orders, placed_between
from paraguas.orders.rules.following import begin_behind, look_until
from paraguas.payments.queries import ask_books
from paraguas.plumbing.marks import Mark, find_mark, move_mark, set_mark
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

PLACED = "placed_orders"
"""The name of the mark."""

MOST = 50
"""Orders looked at together."""


class LookedAt(Struct, frozen=True):
    """What orders lead to: letters, and goods that another entity's place gave out.

    mark: where the look stood; None before the first.  reached: where it stands then.
    """

    stamp: Stamp
    mark: Mark | None
    reached: str
    letters: Sequence[LetterDraft] = ()
    carried: Sequence[CarriedOut] = ()
    more: bool = False


def look_back(tx: Tx, stamp: Stamp, *, late_by: int = 0) -> LookedAt:
    """Read the orders behind the mark and draft what follows from them; writes nothing.

    late_by: how much longer they are left alone, in microseconds.
    """
    mark, until = find_mark(tx, PLACED), look_until(stamp.at, late_by)
    if mark is None:
        return LookedAt(stamp, None, begin_behind(stamp.at), more=True)
    ids = placed_between(tx, mark.reached, until, most=MOST)
    more = len(ids) == MOST
    reached = ids[-1] if more else max(until, mark.reached)
    found, books = read_orders(tx, ids), ask_books(tx, ids)()
    drafts = (confirmation_of(tx, one, books.get(one.order_id), stamp.at) for one in found)
    return LookedAt(
        *(stamp, mark, reached),
        letters=[draft for draft in drafts if draft],
        carried=[one for order in found for one in find_carried_out(tx, order)],
        more=more,
    )


def keep_look(tx: Tx, item: LookedAt) -> bool:
    """Write what a look led to and move the mark; whether there is more to look at."""
    if item.mark is None:
        set_mark(tx, PLACED, item.reached)
        return item.more
    if find_mark(tx, PLACED) != item.mark:
        # Another worker was faster.
        return False
    move_mark(tx, PLACED, item.mark.reached, item.reached)
    queue_letters(tx, [(item.stamp, draft) for draft in item.letters])
    for one in item.carried:
        enter_carried_out(tx, item.stamp, one)
    return item.more
