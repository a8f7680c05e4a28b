"""Retract a link: a decision counts no more, and persons are as they would be without it."""

from msgspec.structs import replace

from paraguas.customers.events import CustomerUnlinked
from paraguas.customers.model import Link
from paraguas.customers.queries import live_link
from paraguas.customers.rules.telling import told
from paraguas.customers.store import matching
from paraguas.customers.store.around import ground_around, keep_persons
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def retract_link(tx: Tx, stamp: Stamp, link_id: str) -> Link:
    """Take a decision back, at any time and whoever took it; it stays on file.

    Announces customer.unlinked.v1.  Refuses DecisionUnknown.
    """
    found = live_link(tx, link_id)
    ground = ground_around(tx, stamp, [found.left, found.right])
    gone = replace(found, retracted_at=stamp.at, retracted_by=stamp.by.actor)
    ground.hood.learn(gone)
    ground.settle([gone.left, gone.right])
    matching.retract_links(tx, [gone])
    keep_persons(tx, ground)
    tx.announce(stamp, gone.left, CustomerUnlinked(told(gone)))
    return gone
