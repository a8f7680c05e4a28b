"""What somebody has to look into: orders whose money, promise or stock went another way."""

from msgspec import Struct
from sqlalchemy import and_, bindparam, select

from paraguas.holds.tables import order_holds
from paraguas.inventory.tables import movements
from paraguas.orders.queries import orders as read_orders
from paraguas.orders.tables import order_lines, orders, promises
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId
from paraguas.views.dead_chores import dead_chores
from paraguas.views.step_clocks import overdue_tasks

LATEST = 500
"""Orders looked through, from the newest back, for goods sold that nobody knew of."""

_DECLINED = (
    select(orders.c.order_id, orders.c.number, orders.c.placed_at.label("at"))
    .where(orders.c.payment_status == "declined", orders.c.status == "open")
    .order_by(orders.c.order_id.desc())
    .limit(bindparam("most"))
)
_LATE = (
    select(
        orders.c.order_id,
        orders.c.number,
        orders.c.market,
        promises.c.latest_at.label("at"),
        promises.c.state,
        promises.c.kind,
    )
    .join_from(orders, promises, promises.c.order_id == orders.c.order_id)
    .where(orders.c.status == "open")
    .where(
        (promises.c.state == "broken")
        | and_(promises.c.state == "open", promises.c.latest_at < bindparam("now"))
    )
    .order_by(promises.c.latest_at)
    .limit(bindparam("most"))
)
_HELD = (
    select(
        orders.c.order_id,
        orders.c.number,
        order_holds.c.kind,
        order_holds.c.owner,
        order_holds.c.due_at.label("at"),
    )
    .join_from(orders, order_holds, order_holds.c.order_id == orders.c.order_id)
    .where(orders.c.status == "open", order_holds.c.lifted_at.is_(None))
    .where(order_holds.c.due_at < bindparam("now"))
    .order_by(order_holds.c.due_at)
    .limit(bindparam("most"))
)
_newest = select(orders.c.order_id).order_by(orders.c.order_id.desc()).limit(LATEST).subquery()
_UNKNOWN_OF = (
    select(
        orders.c.order_id,
        orders.c.number,
        orders.c.place_id,
        order_lines.c.code,
        movements.c.on_hand_diff.label("units"),
        orders.c.placed_at.label("at"),
    )
    .join_from(_newest, orders, orders.c.order_id == _newest.c.order_id)
    .join(order_lines, order_lines.c.order_id == orders.c.order_id)
    .join(
        movements,
        and_(
            movements.c.sku_id == order_lines.c.sku_id,
            movements.c.place_id == orders.c.place_id,
            movements.c.cause_id == orders.c.order_id,
            movements.c.cause_no == order_lines.c.line_no,
            movements.c.kind == "adjusted",
        ),
    )
    .order_by(orders.c.order_id.desc())
    .limit(bindparam("most"))
)


class Exceptional(Struct, frozen=True):
    """One thing to look into.

    kind: declined, late, broken, held, overdue, dead or unknown_of.  number: of its order, None
    where it is about something else.  detail: what is late, the kind of hold, the status a
    store's task stands in, the kind of chore that failed, or the article.  units: sold unknown
    of.  problem: why a chore failed, as whoever refused it put it.  owner: the code of who looks
    after it, if somebody does.
    """

    kind: str
    order_id: str
    number: str | None
    at: int
    detail: str = ""
    units: int = 0
    place_id: PlaceId | None = None
    problem: str = ""
    owner: str | None = None
    fulfilment_id: str | None = None


def order_exceptions(tx: Tx, *, now: int, most: int = 8) -> tuple[Exceptional, ...]:
    """List what needs somebody, at most so many of each kind, the most pressing kind first."""
    found = [
        Exceptional("declined", row.order_id, row.number, row.at)
        for row in tx.all(_DECLINED, most=most)
    ]
    found += [
        Exceptional(
            "broken" if row.state == "broken" else "late",
            *(row.order_id, row.number, row.at, row.kind),
        )
        for row in tx.all(_LATE, most=most, now=now)
    ]
    found += [
        Exceptional("held", row.order_id, row.number, row.at, row.kind, owner=row.owner)
        for row in tx.all(_HELD, most=most, now=now)
    ]
    return (*found, *_overdue(tx, now, most), *_dead(tx, most), *_unknown_of(tx, most))


def _overdue(tx: Tx, now: int, most: int) -> list[Exceptional]:
    late = overdue_tasks(tx, now=now, most=most)
    numbers = {one.order_id: one.number for one in read_orders(tx, [t.order_id for t, _ in late])}
    return [
        Exceptional(
            *("overdue", task.order_id, numbers.get(task.order_id), due_at, task.status.value),
            place_id=task.place_id,
            owner=task.owner,
            fulfilment_id=task.fulfilment_id,
        )
        for task, due_at in late
    ]


def _dead(tx: Tx, most: int) -> list[Exceptional]:
    return [
        Exceptional(
            *("dead", one.order_id or one.subject_id, one.number, one.at, one.kind),
            problem=one.problem[:160],
        )
        for one in dead_chores(tx, most=most)
    ]


def _unknown_of(tx: Tx, most: int) -> list[Exceptional]:
    return [
        Exceptional(
            *("unknown_of", row.order_id, row.number, row.at, row.code),
            units=row.units,
            place_id=row.place_id,
        )
        for row in tx.all(_UNKNOWN_OF, most=most)
    ]
