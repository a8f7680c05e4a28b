"""Give up on a customer who did not come."""

from paraguas.fulfilment.actions.take_step import take_step
from paraguas.fulfilment.errors import Uncollectable
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.rules.steps import Step
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp
from paraguas.values.time import iso


def expire_uncollected(tx: Tx, stamp: Stamp, found: Fulfilment) -> Fulfilment:
    """Give up on goods nobody collected in time; the caller puts their portions back to stock.

    Refuses Uncollectable before the time is over, and StepNotAllowed.
    """
    if found.collect_until is not None and stamp.at < found.collect_until:
        raise Uncollectable(until=iso(found.collect_until))
    return take_step(tx, stamp, found, Step.EXPIRE)
