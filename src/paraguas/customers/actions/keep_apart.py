"""Keep apart: a human says that two records are never one person."""

from paraguas.customers.errors import PersonUnknown, SamePerson
from paraguas.customers.events import CustomerLinked
from paraguas.customers.model import By, Link, LinkId, LinkKind
from paraguas.customers.rules.telling import told
from paraguas.customers.store import matching
from paraguas.customers.store.around import ground_around, keep_persons
from paraguas.customers.store.records import person_of
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def keep_apart(tx: Tx, stamp: Stamp, one: str, other: str) -> Link:
    """Say that two records are of two persons, now and whatever comes; a person parts if need be.

    Where one person parts, each other record stays with whom it is linked with most strongly.
    Nobody is asked to look at the two any more while it holds.  Announces customer.linked.v1.
    Refuses PersonUnknown, and SamePerson for one record twice.
    """
    if one == other:
        raise SamePerson
    whose = person_of(tx, [one, other])
    if len(whose) != 2:
        raise PersonUnknown(person=other if one in whose else one)
    ground = ground_around(tx, stamp, whose)
    left, right = sorted(whose)
    link = Link(
        link_id=LinkId(stamp.ids.next()),
        left=left,
        right=right,
        kind=LinkKind.NEVER,
        by=By.HUMAN,
        reason=stamp.by.reason or "",
        actor=stamp.by.actor,
        at=stamp.at,
    )
    ground.hood.learn(link)
    ground.settle([left, right])
    matching.add_links(tx, [link])
    keep_persons(tx, ground)
    tx.announce(stamp, left, CustomerLinked(told(link)))
    return link
