"""Link persons: a human says that two are one."""

from paraguas.customers.errors import KeptApart, SamePerson
from paraguas.customers.events import CustomerLinked
from paraguas.customers.model import By, Link, LinkId, LinkKind
from paraguas.customers.queries import records_of_person
from paraguas.customers.rules.telling import told
from paraguas.customers.store import matching
from paraguas.customers.store.around import ground_around, keep_persons
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def link_persons(tx: Tx, stamp: Stamp, one: str, other: str) -> Link:
    """Merge two persons by one decision; taking it back parts them exactly as they were.

    one, other: ids of any record of each; the stamp says why.  Announces customer.linked.v1.
    Refuses PersonUnknown, SamePerson, and KeptApart where a human said they never are one.
    """
    ours, theirs = records_of_person(tx, one), records_of_person(tx, other)
    left, right = next(iter(ours.values())), next(iter(theirs.values()))
    if left.person_id == right.person_id:
        raise SamePerson
    ground = ground_around(tx, stamp, [*ours, *theirs])
    link = Link(
        link_id=LinkId(stamp.ids.next()),
        left=left.record_id,
        right=right.record_id,
        kind=LinkKind.LINK,
        by=By.HUMAN,
        rank=digest_id(*sorted((left.source_key, right.source_key))),
        reason=stamp.by.reason or "",
        actor=stamp.by.actor,
        at=stamp.at,
    )
    ground.hood.learn(link)
    ground.settle([left.record_id, right.record_id])
    if len({ground.person(one) for one in (*ours, *theirs)}) > 1:
        raise KeptApart
    matching.add_links(tx, [link])
    keep_persons(tx, ground)
    tx.announce(stamp, link.left, CustomerLinked(told(link)))
    return link
