"""Timers that look at an account again when something of it becomes usable or expires."""

from collections.abc import Iterable

from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

TIMER = "timer:points_time"


def wake(tx: Tx, stamp: Stamp, due: Iterable[tuple[str, int]]) -> None:
    """Leave a timer for each account and instant."""
    for account_id, at in due:
        tx.later(stamp, TIMER, account_id, {"account_id": account_id}, due_at=at)
