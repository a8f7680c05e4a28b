"""Cash of a till: its drawer opened, moved by hand, counted blind and closed.

Nothing is done for it while an order is placed: the cash of orders is looked up when the drawer is
counted.  Until then nobody is told what is expected, so that nobody counts towards it.
"""

from collections.abc import Collection, Mapping

from msgspec import Struct

from paraguas.drawers import queries as drawers
from paraguas.drawers.actions.close_drawer import close_drawer
from paraguas.drawers.actions.count_drawer import count_drawer
from paraguas.drawers.actions.move_cash import move_cash
from paraguas.drawers.actions.open_drawer import open_drawer
from paraguas.drawers.model import Entry, EntryKind, OrderCash, Session, SessionState
from paraguas.drawers.rules.reckoning import needs_second
from paraguas.journeys.stock.codes import code_of_place, place_of
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.payments import queries as payments
from paraguas.payments.model import CashMoved
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Actor
from paraguas.staff.rules.authority import demand_authority
from paraguas.values.ids import PlaceId
from paraguas.values.money import Money
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp
from paraguas.values.time import Period


class Opening(Struct, frozen=True):
    """A till's drawer to be opened, with the change that lies in it; till: empty for the only."""

    stamp: Stamp
    place: str
    till: str
    float_minor: int


class Moving(Struct, frozen=True):
    """Cash to put in or take out.  own: the place the hand is bound to."""

    stamp: Stamp
    actor: Actor
    session_id: str
    kind: EntryKind
    amount_minor: int
    reason: str
    own: PlaceId | None = None


class Counting(Struct, frozen=True):
    """What lies in a drawer: value of a piece in minor units -> how many."""

    stamp: Stamp
    session_id: str
    pieces: Mapping[int, int]
    own: PlaceId | None = None


class Closing(Struct, frozen=True):
    """A word on the difference of a counted drawer."""

    stamp: Stamp
    actor: Actor
    session_id: str
    reason: str
    own: PlaceId | None = None


class ToldPiece(Struct, frozen=True):
    """How many of a coin or note were counted."""

    value_minor: int
    count: int


class ToldSession(Struct, frozen=True):
    """A drawer's session by codes; what is expected only once it is counted.

    second: somebody else than who counted has to close it.
    """

    drawer_id: str
    place: str
    till: str
    state: str
    currency: str
    float_minor: int
    opened_at: int
    opened_by: str
    counted_at: int | None
    counted_by: str | None
    pieces: tuple[ToldPiece, ...]
    counted_minor: int | None
    expected_minor: int | None
    difference_minor: int | None
    second: bool
    closed_at: int | None
    closed_by: str | None
    reason: str | None


class ToldDrawer(ToldSession, frozen=True):
    """A session with its entries; the cash of orders is among them once it is counted."""

    entries: tuple[Entry, ...]


def begin_drawer(tx: Tx, opening: Opening) -> ToldDrawer:
    """Open a drawer; refuses an unknown place and a till whose drawer is open."""
    place = place_of(tx, opening.place)
    market = network(tx).market(place.market)
    assert market is not None, "a place of a market that is not there"
    change = Money(opening.float_minor, market.currency)
    return told_drawer(tx, open_drawer(tx, opening.stamp, place.place_id, opening.till, change))


def move(tx: Tx, moving: Moving) -> ToldDrawer:
    """Put cash in or take it out; what is paid out is within the authority of who does it."""
    found = drawers.session(tx, moving.session_id, moving.own)
    if moving.kind is EntryKind.PAY_OUT:
        demand_authority(moving.actor, moving.amount_minor, found.currency)
    reason = _said(moving.reason)
    move_cash(tx, moving.stamp, found, moving.kind, moving.amount_minor, reason=reason)
    return told_drawer(tx, drawers.session(tx, moving.session_id))


def count(tx: Tx, counting: Counting) -> ToldDrawer:
    """Count a drawer once; one in which nothing is over or short is closed with it."""
    found = drawers.session(tx, counting.session_id, counting.own)
    cash = _cash_of_orders(tx, found, until=counting.stamp.at)
    counted = count_drawer(tx, counting.stamp, found, counting.pieces, cash)
    if not counted.difference_minor:
        counted = close_drawer(tx, counting.stamp, counted, reason=None)
    return told_drawer(tx, counted)


def close(tx: Tx, closing: Closing) -> ToldDrawer:
    """Close a counted drawer with a reason; a large difference is for a second person to answer.

    Refuses who counted it herself, and who may not decide so much alone.
    """
    found = drawers.session(tx, closing.session_id, closing.own)
    if needs_second(found) and closing.actor.code != found.counted_by:
        demand_authority(closing.actor, abs(found.difference_minor or 0), found.currency)
    closed = close_drawer(tx, closing.stamp, found, reason=_said(closing.reason))
    return told_drawer(tx, closed)


def told_drawer(tx: Tx, found: Session) -> ToldDrawer:
    """Tell a session with its entries, as much as may be known of it now."""
    head = told_session(tx, found)
    fields = {name: getattr(head, name) for name in ToldSession.__struct_fields__}
    return ToldDrawer(**fields, entries=tuple(drawers.entries(tx, found)))


def told_session(tx: Tx, found: Session) -> ToldSession:
    """Tell a session without its entries."""
    pieces = (found.pieces or {}).items()
    return ToldSession(
        drawer_id=found.session_id,
        place=code_of_place(tx, found.place_id),
        till=found.till,
        state=found.state.value,
        currency=found.currency,
        float_minor=found.float_minor,
        opened_at=found.opened_at,
        opened_by=found.opened_by,
        counted_at=found.counted_at,
        counted_by=found.counted_by,
        pieces=tuple(ToldPiece(value, many) for value, many in pieces),
        counted_minor=found.counted_minor,
        expected_minor=found.expected_minor,
        difference_minor=found.difference_minor,
        second=found.state is SessionState.COUNTED and needs_second(found),
        closed_at=found.closed_at,
        closed_by=found.closed_by,
        reason=found.reason,
    )


def _cash_of_orders(tx: Tx, found: Session, *, until: int) -> list[OrderCash]:
    """Read the cash a till took and gave back."""
    since = drawers.cash_from(tx, found)
    during = Period(since, until)
    fresh = orders.sold_since(tx, found.place_id, since)
    later = payments.cash_moved_later(tx, during)
    ours = fresh | orders.sold_at(tx, found.place_id, {one.order_id for one in later})
    moved = {
        (one.order_id, one.transaction_no): one
        for one in (*payments.cash_of(tx, fresh, during), *later)
        if _is_here(one, found, ours) and (one.till, one.currency) == (found.till, found.currency)
    }
    return [
        OrderCash(one.order_id, one.transaction_no, one.amount_minor, one.at)
        for one in moved.values()
    ]


def _is_here(one: CashMoved, found: Session, ours: Collection[str]) -> bool:
    """Whether cash moved at a drawer's place: where its order was made, or it was given back."""
    return one.order_id in ours if one.place_id is None else one.place_id == found.place_id


def _said(reason: str) -> str:
    if not reason.strip():
        raise Malformed(where="reason", problem="empty")
    return reason.strip()
