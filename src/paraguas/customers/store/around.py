"""Read what is around records: those they are linked with, and what was decided there."""

from collections.abc import Iterable, Mapping

from paraguas.customers.model import LinkKind
from paraguas.customers.rules.blocking import block_keys, point_key, points_of
from paraguas.customers.rules.deciding import Ground
from paraguas.customers.rules.neighbourhood import Known, Neighbourhood
from paraguas.customers.store import matching, records
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PersonId, RecordId
from paraguas.values.stamp import Stamp


def read_around(tx: Tx, hood: Neighbourhood, record_ids: Iterable[str]) -> dict[RecordId, PersonId]:
    """Read records and all that links connect them with; gives whose each is."""
    seen: set[str] = set()
    ahead = set(record_ids)
    while ahead:
        seen |= ahead
        ends: set[str] = set()
        for link in matching.links_of(tx, ahead):
            hood.learn(link)
            if link.kind is LinkKind.LINK and link.is_live:
                ends |= {link.left, link.right}
        ahead = ends - seen
    for one in records.find_records(tx, seen).values():
        hood.records[one.record_id] = Known(
            one.record_id, one.source_key, one.traits, one.person_id, one.version
        )
    return {record_id: known.person_id for record_id, known in hood.records.items()}


def read_brimming(tx: Tx, hood: Neighbourhood, secret: str, arriving: Mapping[str, int]) -> None:
    """Read which keys are closed around those that may close now, so that links can be judged.

    arriving: how many records are to be placed under each key.
    """
    blocks = hood.blocks.values()
    brimming = (block for block in blocks if block.may_close(arriving.get(block.key, 0)))
    members = {member for block in brimming for member in block.members()}
    known = (hood.records[member].traits for member in members)
    keys = {key.key for traits in known if traits for key in block_keys(traits, secret)}
    hood.blocks.update(matching.find_blocks(tx, keys - hood.blocks.keys()))


def read_shared(tx: Tx, hood: Neighbourhood, secret: str) -> None:
    """Read whether points are closed that several persons give here: an arrival may join them.

    Of one person alone nothing is read: who she is was decided already.
    """
    whose: dict[tuple[str, str], set[str]] = {}
    merged = any(link.kind is LinkKind.LINK and not link.is_found for link in hood.links.values())
    for known in hood.records.values():
        for point in points_of(known.traits) if known.traits else ():
            whose.setdefault(point, set()).add(known.record_id if merged else known.person_id)
    keys = {point_key(*point, secret) for point, its in whose.items() if len(its) > 1}
    hood.blocks.update(matching.find_blocks(tx, keys - hood.blocks.keys()))


def ground_around(tx: Tx, stamp: Stamp, record_ids: Iterable[str]) -> Ground:
    """Read the ground of a decision a human takes about records: nothing is compared on it."""
    hood = Neighbourhood(None, "", stamp.ids.next, stamp.at)
    were = read_around(tx, hood, record_ids)
    return Ground(hood, {}, frozenset(), were)


def keep_persons(tx: Tx, ground: Ground) -> None:
    """Write whose each record is now; StaleSlice where another process changed it meanwhile."""
    records.move_records(tx, ground.moves())
