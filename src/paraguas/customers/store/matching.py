"""The index records are found by, and what was decided about pairs of them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, select, update

from paraguas.customers import tables as t
from paraguas.customers.model import By, Link, LinkKind, Part
from paraguas.customers.rules.blocks import CLOSED, Block, Placing
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.seals import close_rows, open_rows
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import RecordId, is_id

_PLACED = ("block_key", "position", "record_id", "initials")
_LINK = (
    *("link_id", "left_id", "right_id", "kind", "by_whom", "weight_millibits", "rank", "evidence"),
    *("reason", "actor", "at", "retracted_at", "retracted_by"),
)
_b, _l, _h, _u = t.blocks.c, t.links.c, t.households.c, t.suppressions.c
_BLOCKS = Prepared(
    select(*(_b[name] for name in _PLACED)).where(
        _b.block_key.in_(bindparam("keys", expanding=True))
    )
)
COLUMNS = select(*(_l[name] for name in _LINK))
"""What `read_link` reads a decision from."""

_LEFT = Prepared(COLUMNS.where(_l.left_id.in_(bindparam("ids", expanding=True))))
_RIGHT = Prepared(COLUMNS.where(_l.right_id.in_(bindparam("ids", expanding=True))))
_SUPPRESSED = Prepared(
    select(_u.point_key, _u.at).where(_u.point_key.in_(bindparam("keys", expanding=True)))
)
_RETRACT = GuardedUpdate(
    t.links,
    keys=("link_id",),
    givens={"moment": "retracted_at", "whom": "retracted_by"},
    sets="retracted_at = {moment}, retracted_by = {whom}",
    guard="t.retracted_at IS NULL",
)
_LEAVE = (
    update(t.blocks)
    .where(_b.record_id.in_(bindparam("ids", expanding=True)))
    .values(record_id=None, initials="")
)
_encode = msgspec.json.Encoder().encode
_parts = msgspec.json.Decoder(tuple[Part, ...]).decode
_SAID = {"reason": ""}
"""What is said of a decision in free words, under the key of its left record."""


def find_blocks(tx: Tx, keys: Iterable[str]) -> dict[str, Block]:
    """Read who shares these keys; a key nobody has is an empty block."""
    return ask_blocks(tx, keys)()


def ask_blocks(tx: Tx, keys: Iterable[str]) -> Callable[[], dict[str, Block]]:
    """Ask as `find_blocks` does; the answer may be on its way until `together` ends."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return dict
    rows = tx.ask(_BLOCKS, keys=wanted)

    def read() -> dict[str, Block]:
        found = {key: Block(key) for key in wanted}
        for row in rows():
            block = found[row.block_key]
            block.placed[row.position] = (row.record_id, row.initials)
            block.closed = block.closed or row.initials == CLOSED
        return found

    return read


def place(tx: Tx, placed: Sequence[Placing]) -> None:
    """Place records under keys; who closes one stands there for all who would be there."""
    rows = [
        (one.key, one.position, None, CLOSED)
        if one.closes
        else (one.key, one.position, one.record_id, one.initials)
        for one in placed
    ]
    tx.insert(t.blocks, _PLACED, rows)
    gone = [(one.key, at) for one in placed if one.closes for at in range(one.position)]
    tx.delete(t.blocks, ("block_key", "position"), gone)


def leave_blocks(tx: Tx, ids: Sequence[RecordId]) -> None:
    """Take records out of the index; their positions are not given again."""
    tx.run(_LEAVE, ids=list(ids))


def links_of(tx: Tx, ids: Iterable[str]) -> list[Link]:
    """Read all decisions about records, those retracted too."""
    wanted = list(ids)
    if not wanted:
        return []
    rows = [*tx.all(_LEFT, ids=wanted), *tx.all(_RIGHT, ids=wanted)]
    return _opened(tx, {row.link_id: row for row in rows}.values())


def find_link(tx: Tx, link_id: str) -> Link | None:
    """Read a decision."""
    found = _opened(tx, tx.all(COLUMNS.where(_l.link_id == link_id))) if is_id(link_id) else []
    return found[0] if found else None


def add_links(tx: Tx, new: Iterable[Link]) -> None:
    """Write decisions."""
    rows = [_row(link) for link in new]
    tx.insert(t.links, _LINK, close_rows(tx, _LINK, rows, _SAID, subject="left_id"))


def retract_links(tx: Tx, gone: Iterable[Link]) -> None:
    """Let decisions count no more; StaleSlice where one was retracted meanwhile."""
    tx.update(_RETRACT, [(one.link_id, one.retracted_at, one.retracted_by) for one in gone])


def all_links(tx: Tx) -> list[Link]:
    """Read every decision that counts."""
    return [read_link(row) for row in tx.all(COLUMNS.where(_l.retracted_at.is_(None)))]


def every_link(tx: Tx) -> list[Link]:
    """Read every decision there ever was."""
    return [read_link(row) for row in tx.all(COLUMNS)]


def closed_keys(tx: Tx) -> frozenset[str]:
    """Tell which keys are closed."""
    rows = tx.all(select(_b.block_key).where(_b.initials == CLOSED))
    return frozenset(row.block_key for row in rows)


def add_households(tx: Tx, rows: Sequence[tuple[str, RecordId]]) -> None:
    """Note at which address, under which family name, records live."""
    tx.insert(t.households, ("household_key", "record_id"), rows)


def household_of(tx: Tx, ids: Sequence[RecordId], most: int) -> list[RecordId]:
    """Find the records of one family name and address with these."""
    mine = select(_h.household_key).where(_h.record_id.in_(ids))
    found = select(_h.record_id).where(_h.household_key.in_(mine)).limit(most)
    return [row.record_id for row in tx.all(found)]


def leave_households(tx: Tx, ids: Sequence[RecordId]) -> None:
    """Forget where records live."""
    tx.run(t.households.delete().where(_h.record_id.in_(ids)))


def suppress(tx: Tx, keys: Iterable[str], at: int) -> None:
    """Note contact points nobody may write to unless the person asks again."""
    rows = [(key, at) for key in dict.fromkeys(keys)]
    tx.insert(t.suppressions, ("point_key", "at"), rows, lenient=True)


def suppressed(tx: Tx, keys: Iterable[str]) -> dict[str, int]:
    """Tell which contact points are suppressed, and since when."""
    return ask_suppressed(tx, keys)()


def ask_suppressed(tx: Tx, keys: Iterable[str]) -> Callable[[], dict[str, int]]:
    """Ask as `suppressed` does; the answer may be on its way until `together` ends."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return dict
    rows = tx.ask(_SUPPRESSED, keys=wanted)
    return lambda: {row.point_key: row.at for row in rows()}


def _opened(tx: Tx, rows: Iterable[Any]) -> list[Link]:
    return [read_link(row) for row in open_rows(tx, rows, _SAID, subject="left_id")]


def _row(link: Link) -> tuple[Any, ...]:
    return (
        *(link.link_id, link.left, link.right, link.kind.value, link.by.value),
        *(link.weight_millibits, link.rank or None, _encode(link.evidence).decode()),
        *(link.reason, link.actor, link.at, link.retracted_at, link.retracted_by),
    )


def read_link(row: Any) -> Link:
    """Read a decision out of a row of its columns."""
    return Link(
        link_id=row.link_id,
        left=row.left_id,
        right=row.right_id,
        kind=LinkKind(row.kind),
        by=By(row.by_whom),
        weight_millibits=row.weight_millibits,
        rank=row.rank or "",
        evidence=_parts(row.evidence),
        reason=row.reason,
        actor=row.actor,
        at=row.at,
        retracted_at=row.retracted_at,
        retracted_by=row.retracted_by,
    )
