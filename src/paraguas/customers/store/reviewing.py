"""The pairs that somebody should look at."""

from typing import Any

from sqlalchemy import Exists, FromClause, Select, and_, exists, or_

from paraguas.customers import tables as t
from paraguas.customers.model import Link, LinkKind
from paraguas.customers.store.matching import COLUMNS, read_link
from paraguas.plumbing.tx import Tx

_l = t.links.c


def in_review(tx: Tx, *, before: tuple[int, str] | None, most: int) -> list[Link]:
    """Read pairs of two persons that nobody keeps apart, the likeliest first.

    before: weight and id of the last one seen.
    """
    left, right = t.records.alias(), t.records.alias()
    asked = (
        COLUMNS.join(left, left.c.record_id == _l.left_id)
        .join(right, right.c.record_id == _l.right_id)
        .where(t.IN_REVIEW, left.c.person_id != right.c.person_id)
        .where(~_kept_apart(left, right), ~_kept_apart(right, left))
        .order_by(_l.weight_millibits.desc(), _l.link_id)
    )
    return [read_link(row) for row in tx.all(_after(asked, before).limit(most))]


def _kept_apart(one: FromClause, other: FromClause) -> Exists:
    """Whether a human said of any record of one person that it is not the other's."""
    never, its, theirs = t.links.alias(), t.records.alias(), t.records.alias()
    return exists().where(
        its.c.person_id == one.c.person_id,
        never.c.left_id == its.c.record_id,
        never.c.kind == LinkKind.NEVER.value,
        never.c.retracted_at.is_(None),
        theirs.c.record_id == never.c.right_id,
        theirs.c.person_id == other.c.person_id,
    )


def _after(asked: Select[Any], before: tuple[int, str] | None) -> Select[Any]:
    if before is None:
        return asked
    weight, link_id = before
    return asked.where(
        or_(
            _l.weight_millibits < weight,
            and_(_l.weight_millibits == weight, _l.link_id > link_id),
        )
    )
