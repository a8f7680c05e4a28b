"""All that waits for somebody, from every room, with who looks after it."""

from collections.abc import Collection, Iterable

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import and_, bindparam, func, or_, select

from paraguas.exceptions.model import ExceptionKind, Subject
from paraguas.exceptions.queries import owners_of
from paraguas.inventory.tables import ON_THE_WAY, transfer_lines, transfer_receipts, transfers
from paraguas.orders.queries import orders as read_orders
from paraguas.plumbing.tx import Tx
from paraguas.settlements.model import DifferenceState
from paraguas.settlements.queries import differences
from paraguas.supply.tables import feeds
from paraguas.values.ids import OrderId, PlaceId, digest_id
from paraguas.views.dead_chores import dead_chores
from paraguas.views.feed_differences import feed_differences
from paraguas.views.order_exceptions import Exceptional, order_exceptions

MOST = 100
"""So many of a kind are listed at once."""

OF_ORDERS = frozenset({
    ExceptionKind.DECLINED, ExceptionKind.BROKEN, ExceptionKind.OVERDUE, ExceptionKind.HELD,
    ExceptionKind.LATE, ExceptionKind.UNKNOWN_OF,
})  # fmt: skip
_t, _l, _r = transfers.c, transfer_lines.c, transfer_receipts.c
_MISSING = (
    select(
        *(_l.place_id, _l.transfer_id),
        func.sum(_l.quantity - _l.received - _l.written_off - _l.returned).label("units"),
    )
    .where(ON_THE_WAY)
    .group_by(_l.place_id, _l.transfer_id)
    .subquery()
)
_CAME = (
    select(func.max(_r.at))
    .where(_r.place_id == _t.place_id, _r.transfer_id == _t.transfer_id)
    .scalar_subquery()
)
_TRANSFERS = (
    select(*(_t.transfer_id, _t.number, _t.place_id, _t.expected_at, _MISSING.c.units))
    .add_columns(_CAME.label("came_at"))
    .join_from(
        _MISSING,
        transfers,
        and_(_t.place_id == _MISSING.c.place_id, _t.transfer_id == _MISSING.c.transfer_id),
    )
    .where(_t.state == "sent")
    .where(or_(_t.expected_at < bindparam("now"), _CAME.is_not(None)))
    .order_by(_t.transfer_id)
    .limit(bindparam("most"))
)
_FEEDS = select(feeds.c.place_id, feeds.c.feed).order_by(feeds.c.place_id, feeds.c.feed)


class Waiting(Struct, frozen=True):
    """Something that waits for somebody.

    at: since when, or when it was due.  number: of the order or transfer.  detail: the kind of
    promise, hold, difference or chore, the status of a task, or the name of a feed.  article: its
    code.  units: missing, unknown of, or a feed's number less ours.  amount_minor: at stake.
    problem: why a chore failed.  owner: the code of who looks after it.
    """

    subject: Subject
    at: int
    order_id: OrderId | None = None
    number: str = ""
    place_id: PlaceId | None = None
    detail: str = ""
    article: str = ""
    units: int = 0
    amount_minor: int = 0
    currency: str = ""
    problem: str = ""
    owner: str | None = None


def waiting(
    tx: Tx, kinds: Collection[ExceptionKind], *, now: int, most: int = MOST
) -> tuple[Waiting, ...]:
    """List what waits, the most pressing kind first, of a kind what waits longest."""
    found = [*_of_orders(tx, kinds, now, most)]
    if ExceptionKind.DEAD in kinds:
        found += _dead(tx, most)
    if ExceptionKind.TRANSFER in kinds:
        found += _of_transfers(tx, now, most)
    if ExceptionKind.SETTLEMENT in kinds:
        found += _of_settlements(tx, most)
    if ExceptionKind.FEED in kinds:
        found += _of_feeds(tx, most)
    order = list(ExceptionKind)
    found.sort(key=lambda one: (order.index(one.subject.kind), one.at))
    return tuple(_owned(tx, found))


def _owned(tx: Tx, found: Collection[Waiting]) -> Iterable[Waiting]:
    owners = owners_of(tx, {one.subject for one in found})
    return (replace(one, owner=owners.get(one.subject) or one.owner) for one in found)


def _of_orders(tx: Tx, kinds: Collection[ExceptionKind], now: int, most: int) -> Iterable[Waiting]:
    if not OF_ORDERS.intersection(kinds):
        return ()
    told = order_exceptions(tx, now=now, most=most)
    return (
        _of_order(one, kind)
        for one in told
        if (kind := ExceptionKind(one.kind)) in kinds and kind in OF_ORDERS
    )


def _of_order(one: Exceptional, kind: ExceptionKind) -> Waiting:
    unknown = kind is ExceptionKind.UNKNOWN_OF
    subject_id = one.fulfilment_id or one.order_id
    if unknown:
        subject_id = digest_id(kind.value, one.order_id, one.detail)
    elif kind is ExceptionKind.HELD:
        subject_id = digest_id(kind.value, one.order_id, one.detail, str(one.at))
    return Waiting(
        Subject(kind, subject_id),
        one.at,
        OrderId(one.order_id),
        one.number or "",
        one.place_id,
        "" if unknown else one.detail,
        one.detail if unknown else "",
        one.units,
        owner=one.owner,
    )


def _dead(tx: Tx, most: int) -> Iterable[Waiting]:
    for one in dead_chores(tx, most=most):
        yield Waiting(
            Subject(ExceptionKind.DEAD, one.chore_id),
            one.at,
            OrderId(one.order_id) if one.order_id else None,
            one.number or "",
            detail=one.kind,
            problem=one.problem[:160],
        )


def _of_transfers(tx: Tx, now: int, most: int) -> Iterable[Waiting]:
    """List transfers that are overdue, or of which only some came."""
    for row in tx.all(_TRANSFERS, now=now, most=most):
        overdue = row.expected_at is not None and row.expected_at < now
        yield Waiting(
            Subject(ExceptionKind.TRANSFER, row.transfer_id),
            row.expected_at if overdue else row.came_at,
            number=row.number,
            place_id=PlaceId(row.place_id),
            detail="overdue" if overdue else "partly",
            units=int(row.units),
        )


def _of_settlements(tx: Tx, most: int) -> Iterable[Waiting]:
    found = differences(tx, DifferenceState.OPEN, most=most)
    ids = sorted({OrderId(one.order_id) for one in found if one.order_id})
    numbers = {one.order_id: one.number for one in read_orders(tx, ids)}
    for one in found:
        order_id = OrderId(one.order_id) if one.order_id else None
        yield Waiting(
            Subject(ExceptionKind.SETTLEMENT, one.difference_id),
            one.opened_at,
            order_id,
            numbers.get(order_id, "") if order_id else "",
            detail=one.kind.value,
            amount_minor=one.amount_minor,
            currency=one.currency,
            owner=one.owner,
        )


def _of_feeds(tx: Tx, most: int) -> Iterable[Waiting]:
    left = most
    for row in tx.all(_FEEDS):
        for one in feed_differences(tx, PlaceId(row.place_id), row.feed, most=left):
            left -= 1
            parts = (row.place_id, row.feed, one.sku_id, str(one.difference))
            yield Waiting(
                Subject(ExceptionKind.FEED, digest_id("feed", *parts)),
                one.told_at,
                place_id=PlaceId(row.place_id),
                detail=row.feed,
                article=one.sku,
                units=one.difference,
            )
        if left <= 0:
            return
