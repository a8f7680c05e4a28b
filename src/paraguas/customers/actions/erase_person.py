"""Erase a person: what is personal of her is forgotten for good."""

from collections.abc import Collection, Sequence

from paraguas.customers.errors import CustomerErased as Erased
from paraguas.customers.events import CustomerErased
from paraguas.customers.queries import SECRET, records_named, records_of_person
from paraguas.customers.rules.blocking import POINTS, block_keys
from paraguas.customers.store import matching, records
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import RecordId
from paraguas.values.stamp import Stamp


def erase_person(
    tx: Tx, stamp: Stamp, person_id: str, *, only: Collection[RecordId] | None = None
) -> Sequence[RecordId]:
    """Drop the keys of her records, take them out of the index, and suppress her contact points.

    Decisions stay, so that merge and unmerge go on as before; they hold nothing personal.
    only: these of her records, where she had others when she asked.
    Announces customer.erased.v1.  Refuses PersonUnknown, and CustomerErased the second time.
    """
    known = records_of_person(tx, person_id)
    if only is not None:
        known = records_named(tx, only)
    traits = {name: one.traits for name, one in known.items() if one.traits is not None}
    if not traits:
        raise Erased
    key = secret(tx, SECRET)
    keys = (each for its in traits.values() for each in block_keys(its, key))
    gone = list(traits)
    matching.suppress(tx, (each.key for each in keys if each.kind in POINTS), stamp.at)
    matching.leave_blocks(tx, gone)
    matching.leave_households(tx, gone)
    records.drop_seals(tx, gone, stamp.at)
    whose = known[gone[0]].person_id
    tx.announce(stamp, whose, CustomerErased(whose, tuple(gone)))
    return gone
