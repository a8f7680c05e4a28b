"""Orders to test with: lines of a few units that go out in one group."""

from collections.abc import Mapping
from itertools import count

from msgspec.structs import replace
from sqlalchemy import select

from paraguas.orders.actions.write_orders import write_orders
from paraguas.orders.model import (
    Allocation,
    Counter,
    Group,
    GroupKind,
    Line,
    Order,
    Person,
    PlacedLine,
    PlacedOrder,
    Promise,
    Wish,
    WishedGroup,
    WishedLine,
)
from paraguas.orders.queries import actions, order as read_order
from paraguas.orders.rules.composing import Frame, compose, sum_lines
from paraguas.plumbing.db import Database
from paraguas.plumbing.facts import facts
from paraguas.values.by import By
from paraguas.values.ids import (
    EntityId,
    FulfilmentId,
    Ids,
    OrderId,
    PlaceId,
    SkuId,
    digest_id,
)
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY, HOUR

NOON = 20_000 * DAY + DAY // 2
SOL = PlaceId(digest_id("place", "SOL"))
BASTILLE = PlaceId(digest_id("place", "BASTILLE"))
PARCEL = FulfilmentId(digest_id("fulfilment", "parcel"))
SECRET = "a secret of the installation"
NURIA = Person("Núria", "Nuria@Example.org", "+34 612 34 56 78")
NONE = {counter.value: 0 for counter in Counter}
_seeds = count(1)


def stamp(at: int = NOON, *, reason: str | None = None) -> Stamp:
    turn = next(_seeds)
    return Stamp(at, By("web", "customer", reason=reason), Ids(NOON + turn * 1000, turn))


def line(line_no: int = 1, quantity: int = 2, amount: int = 1999, **more: object) -> Line:
    known: dict[str, object] = {
        "line_no": line_no,
        "group_no": 1,
        "sku_id": SkuId(digest_id("sku", str(line_no))),
        "code": f"SKU-{line_no}",
        "title": f"Thing {line_no}",
        "unit": "piece",
        "quantity": quantity,
        "unit_price_minor": amount,
        "per": 1,
        "discount_minor": 0,
        "amount_minor": amount,
        "tax_category": "standard",
        "jurisdiction": "ES",
        "tax_rate_pcm": 21_000,
        "tax_minor": amount * 21 // 121,
    }
    return Line(**(known | more))  # type: ignore[arg-type]


def allocation(number: int, line_no: int, quantity: int, place: PlaceId = SOL) -> Allocation:
    return Allocation(number, line_no, place, quantity, PARCEL)


def promise(group_no: int = 1, *, number: int = 1, earliest: int = NOON + HOUR) -> Promise:
    times = (earliest, earliest + HOUR)
    return Promise(number, group_no, "pick_up", *times, "rule", NOON, "web")


def order(
    *lines: Line,
    kind: GroupKind = GroupKind.PICK_UP,
    allocations: tuple[Allocation, ...] | None = None,
    promises: tuple[Promise, ...] | None = None,
    inclusive: bool = True,
    **wished: object,
) -> Order:
    """Decide an order of these lines; all its units lie at one place unless told."""
    lines = lines or (line(),)
    asked = Wish(
        stamp=stamp(),
        channel="web",
        market="ES",
        lines=tuple(WishedLine(each.code, each.quantity, each.group_no - 1) for each in lines),
        groups=(WishedGroup(kind),),
        person=NURIA,
    )
    numbers = sorted({each.group_no for each in lines})
    if allocations is None:
        allocations = tuple(allocation(each.line_no, each.line_no, each.quantity) for each in lines)
    return compose(
        replace(asked, **wished),  # type: ignore[arg-type]
        OrderId(asked.stamp.ids.next()),
        Frame(EntityId(digest_id("entity", "ES")), None, "EUR", "es", inclusive, 1),
        lines=lines,
        sums=sum_lines(lines, prices_include_tax=inclusive),
        groups=tuple(Group(number, kind, SOL, None) for number in numbers),
        allocations=allocations,
        promises=(promise(),) if promises is None else promises,
        payment_status="pending",
    )


def standing(
    *lines: tuple[Line, Mapping[str, int]],
    allocations: tuple[Allocation, ...] = (),
    inclusive: bool = True,
) -> PlacedOrder:
    """An order as it stands: (line, counters) each."""
    placed = order(*(each for each, _ in lines))
    return PlacedOrder(
        *(placed.order_id, placed.number, placed.entity_id, "ES", "web", None, NOON, "EUR", "es"),
        *(inclusive, 1, 0, 0, 0, 0, "open", "pending", "unfulfilled", "", None, placed.wish.person),
        groups=(),
        lines=tuple(PlacedLine(each, NONE | dict(counters)) for each, counters in lines),
        allocations=allocations,
        promises=(),
    )


def write(db: Database, *orders: Order) -> OrderId:
    """Write orders as they are placed; the id of the first."""
    with db.writing() as tx:
        write_orders(tx, orders, secret=SECRET, recorded_at=NOON)
    return orders[0].order_id


def placed(db: Database, order_id: str) -> PlacedOrder:
    with db.reading() as tx:
        return read_order(tx, order_id)


def told(db: Database, order_id: str) -> list[str]:
    """The names of the facts of an order after its placing, in the order they were announced."""
    look = select(facts.c.name).where(facts.c.stream_id == order_id).order_by(facts.c.fact_id)
    with db.reading() as tx:
        return [row.name for row in tx.all(look) if row.name != "order.placed.v1"]


def logged(db: Database, order_id: OrderId) -> Mapping[tuple[str, int], int]:
    """The sums of the log: (counter, line_no) -> units."""
    sums: dict[tuple[str, int], int] = {}
    with db.reading() as tx:
        for entry in actions(tx, order_id):
            for line_no, units in entry.lines:
                sums[entry.counter, line_no] = sums.get((entry.counter, line_no), 0) + units
    return sums


def counted(db: Database, order_id: str) -> Mapping[tuple[str, int], int]:
    """The counters that are not 0: (counter, line_no) -> units."""
    return {
        (counter.value, entry.line.line_no): entry.counters[counter.value]
        for entry in placed(db, order_id).lines
        for counter in Counter
        if entry.counters[counter.value]
    }
