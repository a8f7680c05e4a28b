"""Report what the provider should have settled by now and did not."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.settlements import store
from paraguas.settlements.model import Step
from paraguas.settlements.rules.matching import missing_id, missing_there
from paraguas.settlements.rules.telling import found_fact
from paraguas.values.stamp import Stamp


def report_missing(tx: Tx, stamp: Stamp, steps: Sequence[Step]) -> int:
    """Open a difference for each step without a line, once, and give how many were new.

    Announces settlement.difference_found.v1.
    """
    settled = {key[:2] for key in store.settled_steps(tx, {one.order_id for one in steps})}
    late = [one for one in steps if (one.order_id, one.transaction_no) not in settled]
    ids = [missing_id(one.order_id, one.transaction_no) for one in late]
    known = {one.difference_id for one in store.differences_by_id(tx, ids)}
    new = [missing_there(one, stamp.at) for one in late]
    new = [one for one in new if one.difference_id not in known]
    store.add_differences(tx, new)
    for one in new:
        tx.announce(stamp, one.order_id or one.difference_id, found_fact(one))
    return len(new)
