"""Take in lines of the provider's report."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.settlements import store
from paraguas.settlements.model import DifferenceState, Matched, Taken
from paraguas.settlements.rules.matching import difference_of, missing_id
from paraguas.settlements.rules.telling import closed_fact, found_fact
from paraguas.values.stamp import Stamp

SETTLED = "settled"
"""Why a difference is closed that a late line cleared up."""


def take_lines(tx: Tx, stamp: Stamp, matched: Sequence[Matched]) -> Taken:
    """Write lines down with what is wrong with them, and close what they clear up.

    matched: lines that are not known yet.  Announces settlement.difference_found.v1 and
    settlement.difference_closed.v1.
    """
    store.add_lines(tx, matched, stamp.at)
    found = [one for each in matched if (one := difference_of(each, stamp.at))]
    store.add_differences(tx, found)
    for one in found:
        tx.announce(stamp, one.order_id or one.difference_id, found_fact(one))
    _clear_up(tx, stamp, matched)
    return Taken(len(matched), sum(one.resolves for one in matched), len(found))


def _clear_up(tx: Tx, stamp: Stamp, matched: Sequence[Matched]) -> None:
    steps = (one.step for one in matched if one.step)
    ids = sorted({missing_id(step.order_id, step.transaction_no) for step in steps})
    late = [one for one in store.differences_by_id(tx, ids) if one.state is DifferenceState.OPEN]
    for one in late:
        closed = replace(
            one,
            state=DifferenceState.CLOSED,
            closed_at=stamp.at,
            closed_by=stamp.by.actor,
            reason=SETTLED,
        )
        store.step(tx, one, closed)
        tx.announce(stamp, one.order_id or one.difference_id, closed_fact(one))
