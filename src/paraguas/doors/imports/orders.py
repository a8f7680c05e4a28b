"""Rows of orders: a line each; the lines of an order stand together."""

from collections.abc import Sequence

from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.errors import OrderIncomplete
from paraguas.doors.imports.grouping import Group
from paraguas.doors.imports.kinds import Known
from paraguas.doors.imports.rows import Columns, Row
from paraguas.network.errors import MarketUnknown
from paraguas.orders.model import (
    GroupKind,
    Person,
    Recorded,
    Wish,
    WishedGroup,
    WishedLine,
    WishedTender,
)
from paraguas.plumbing.clock import stamp
from paraguas.values.by import By
from paraguas.values.refusal import Malformed

ACTOR = "import"
OPEN, COMPLETED = "open", "completed"
COLUMNS = Columns(
    needed=("order", "channel", "market", "sku", "quantity"),
    optional=(
        *("placed_at", "place", "kind", "amount", "discount", "tax", "currency", "language"),
        *("state", "tender", "token", "name", "email", "phone"),
        *("line1", "line2", "postal_code", "city", "region", "country"),
    ),
)
_OF_THE_ORDER = (
    *("market", "placed_at", "state", "place", "currency", "language", "tender", "token"),
    *("name", "email", "phone"),
)
_OF_A_GROUP = ("kind", "line1", "line2", "postal_code", "city", "region", "country")


def key_of(row: Row) -> tuple[str, str]:
    """Give channel and number of the order a row belongs to."""
    return row.cells.get("channel", ""), row.cells.get("order", "")


def incomplete(lost: Row) -> OrderIncomplete:
    """Say why an order beside a row that cannot be read is left out."""
    return OrderIncomplete(row=lost.number)


def read_wish(order: Group, known: Known) -> Wish:
    """Read the rows of an order; with `placed_at` it is a record of the past."""
    cells = [Cells(row.cells) for row in order.rows]
    head = cells[0]
    _check_alike(cells)
    channel, external = head.needed("channel", most=24), head.needed("order", most=80)
    market = known.network.market(head.needed("market", most=24))
    if market is None:
        raise MarketUnknown(market=head.needed("market"))
    placed_at = head.at("placed_at")
    completed = _is_completed(head)
    groups: dict[tuple[str, ...], int] = {}
    numbers = [
        groups.setdefault(tuple(c.text(name) for name in _OF_A_GROUP), len(groups)) for c in cells
    ]
    firsts = [cells[numbers.index(number)] for number in range(len(groups))]
    return Wish(
        stamp=stamp(By(channel, ACTOR), at=placed_at),
        channel=channel,
        market=market.code,
        lines=tuple(
            _line(each, number, market.currency)
            for each, number in zip(cells, numbers, strict=True)
        ),
        groups=tuple(_group(each) for each in firsts),
        tenders=(_tender(head, completed=completed),),
        person=Person(head.text("name"), head.text("email"), head.text("phone")),
        place=head.text("place", most=40),
        language=head.text("language", most=16),
        currency=head.text("currency"),
        external=external,
        historic=placed_at is not None,
        completed=completed,
    )


def _is_completed(head: Cells) -> bool:
    """Tell whether the order ended where it comes from; only one of the past can have."""
    state = head.text("state", OPEN)
    if state not in (OPEN, COMPLETED) or (state == COMPLETED and not head.text("placed_at")):
        raise Malformed(where="state", problem=f"{state} | {OPEN}, {COMPLETED} + placed_at")
    return state == COMPLETED


def _tender(head: Cells, *, completed: bool) -> WishedTender:
    kind = head.text("tender", "cash")
    # A card that paid long ago is not asked again: what came of it is told as a terminal tells it.
    kind = "terminal" if completed and kind == "card" else kind
    return WishedTender(kind, token=head.text("token"))


def _check_alike(cells: Sequence[Cells]) -> None:
    """Refuse an order whose rows contradict each other."""
    for name in _OF_THE_ORDER:
        if len({each.text(name) for each in cells}) > 1:
            raise Malformed(where=name, problem="not the same in all rows of the order")


def _line(cells: Cells, group: int, currency: str) -> WishedLine:
    recorded = None
    if cells.text("amount"):
        recorded = Recorded(
            cells.amount_minor("amount", currency),
            cells.amount_minor("discount", currency) if cells.text("discount") else 0,
            cells.amount_minor("tax", currency) if cells.text("tax") else 0,
        )
    return WishedLine(cells.needed("sku"), cells.whole("quantity"), group, recorded=recorded)


def _group(cells: Cells) -> WishedGroup:
    place = cells.text("place", most=40)
    fallback = GroupKind.CARRY_OUT if place else GroupKind.SHIP
    try:
        kind = GroupKind(cells.text("kind", fallback))
    except ValueError as unknown:
        raise Malformed(where="kind", problem=cells.text("kind")) from unknown
    if kind is GroupKind.SHIP:
        return WishedGroup(kind, address=cells.address())
    return WishedGroup(kind, place)
