"""A store's cash: its drawer opened, filled, counted blind and closed; and what the day took in."""

from datetime import date, timedelta

from litestar import Response, get, post
from msgspec import Struct

from paraguas.doors.api.drawers import read_day
from paraguas.doors.api.given import AnyRequest, CodePart, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.pages.forms import Form, whole
from paraguas.drawers import queries as drawers
from paraguas.drawers.model import Entry, EntryKind, Session, SessionState
from paraguas.drawers.rules.pieces import MOST_PIECES, check_pieces, denominations
from paraguas.drawers.rules.reckoning import needs_second
from paraguas.journeys.money import cashing_up
from paraguas.journeys.money.cashing_up import Closing, Counting, Moving, Opening, ToldDrawer
from paraguas.network.model import Market, Place
from paraguas.network.queries import network
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.staff.queries import directory
from paraguas.staff.rules.scopes import may
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.time import local_day
from paraguas.views.day_takings import DayTakings, day_takings

BY_HAND = tuple(kind.value for kind in EntryKind if kind.by_hand)
_PIECE = "piece-"
_MOST_OPEN = 20
_TILL = 24


class Shown(Struct, frozen=True):
    """A drawer as its page shows it; till: which of the store's, empty for the only.

    second: it waits for somebody else than who counted it.
    """

    session: Session
    entries: tuple[Entry, ...]
    second: bool


class Cash(Struct, frozen=True):
    """A store's cash: what is open, what waits for a word, and the day's takings."""

    currency: str
    pieces: tuple[int, ...]
    open: tuple[Shown, ...]
    counted: tuple[Shown, ...]
    takings: DayTakings
    names: dict[str, str]


@get("/store/{code:str}/drawer", include_in_schema=False)
async def show_cash(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show a store's drawers, and the takings of a day."""
    asked = request.query_params
    return await cash_page(desk, code, day=asked.get("day", ""), done=asked.get("done", ""))


@post("/store/{code:str}/drawers", include_in_schema=False, status_code=200)
async def begin(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Open a drawer with its float: a till's, or that of the store's desk."""
    form, here, place = await _at_the_drawer(desk, code, request)
    try:
        market = await here.runtime.read(lambda tx: _market(tx, place))
        change = _needed(form, "float", market.currency)
        till = form.text("till", most=_TILL)
        item = Opening(here.caller.stamp("till"), place.code, till, change)
        to = _way(place, "opened")
        return await here.write(request, form, cashing_up.begin_drawer, item, lambda _: to)
    except Refusal as problem:
        return await cash_page(here, code, problem=problem)


@post("/store/{code:str}/drawers/{drawer_id:str}/movements", include_in_schema=False,
      status_code=200)  # fmt: skip
async def move(
    code: CodePart, drawer_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Put cash into a drawer, pay some out, or lift it to the safe."""
    form, here, place = await _at_the_drawer(desk, code, request)
    try:
        if (kind := form.text("kind")) not in BY_HAND:
            raise Malformed(where="kind", problem=kind)
        market = await here.runtime.read(lambda tx: _market(tx, place))
        amount, reason = _needed(form, "amount", market.currency), form.text("reason")
        item = Moving(
            here.caller.stamp("till", reason=reason),
            here.caller.grant.actor,
            drawer_id,
            EntryKind(kind),
            amount,
            reason,
            place.place_id,
        )
        to = _way(place, "moved")
        return await here.write(request, form, cashing_up.move, item, lambda _: to)
    except Refusal as problem:
        return await cash_page(here, code, problem=problem)


@post("/store/{code:str}/drawers/{drawer_id:str}/count", include_in_schema=False,
      status_code=200)  # fmt: skip
async def count(
    code: CodePart, drawer_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Count a drawer: only now the page tells what should have been in it."""
    form, here, place = await _at_the_drawer(desk, code, request)

    def to(told: ToldDrawer) -> str:
        return _way(place, "closed" if told.difference_minor == 0 else "counted")

    try:
        pieces = check_pieces(_pieces(form))
        item = Counting(here.caller.stamp("till"), drawer_id, pieces, place.place_id)
        return await here.write(request, form, cashing_up.count, item, to)
    except Refusal as problem:
        return await cash_page(here, code, problem=problem)


@post("/store/{code:str}/drawers/{drawer_id:str}/close", include_in_schema=False,
      status_code=200)  # fmt: skip
async def close(
    code: CodePart, drawer_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Close a counted drawer with a word on what is over or short."""
    form, here, place = await _at_the_drawer(desk, code, request)
    reason = form.text("reason")
    stamp = here.caller.stamp("till", reason=reason)
    item = Closing(stamp, here.caller.grant.actor, drawer_id, reason, place.place_id)
    to = _way(place, "closed")
    try:
        return await here.write(request, form, cashing_up.close, item, lambda _: to)
    except Refusal as problem:
        return await cash_page(here, code, problem=problem)


async def cash_page(
    desk: Desk, code: str, *, problem: Refusal | None = None, day: str = "", done: str = ""
) -> Response[str]:
    """Render a store's cash, with what was refused or done just now."""
    desk, place = await stand_at(desk, code)
    shown = read_day(day) if day else local_day(now(), place.zone)
    return desk.page(
        "consoles/store/drawer.html",
        at="drawer",
        store=place,
        problem=problem,
        done=done,
        day=shown,
        before=shown - timedelta(days=1),
        cash=await desk.runtime.read(lambda tx: _cash(tx, desk, place, shown)),
        kinds=BY_HAND,
        writes=may(desk.caller.grant, Scope.PAYMENTS_WRITE),
    )


async def _at_the_drawer(desk: Desk, code: str, request: AnyRequest) -> tuple[Form, Desk, Place]:
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.PAYMENTS_WRITE)
    return form, here, place


def _way(place: Place, done: str) -> str:
    return f"/store/{place.code}/drawer?done=drawer-{done}"


def _cash(tx: Tx, desk: Desk, place: Place, day: date) -> Cash:
    market = _market(tx, place)
    me = desk.caller.grant.actor.code
    opened, counted = (
        drawers.sessions(tx, place.place_id, state, most=_MOST_OPEN)
        for state in (SessionState.OPEN, SessionState.COUNTED)
    )
    return Cash(
        market.currency,
        denominations(market.currency, smallest_minor=market.cash_rounding),
        tuple(_shown(tx, one, me) for one in opened),
        tuple(_shown(tx, one, me) for one in counted),
        day_takings(tx, place, day),
        {actor.code: actor.name for actor in directory(tx).actors},
    )


def _shown(tx: Tx, one: Session, me: str) -> Shown:
    entries = tuple(entry for entry in drawers.entries(tx, one) if entry.kind.by_hand)
    return Shown(one, entries, needs_second(one) and one.counted_by == me)


def _market(tx: Tx, place: Place) -> Market:
    market = network(tx).market(place.market)
    assert market is not None, "a store of a market that is not there"
    return market


def _needed(form: Form, name: str, currency: str) -> int:
    amount = form.money(name, currency)
    if amount is None:
        raise Malformed(where=name, problem="empty")
    return amount


def _pieces(form: Form) -> list[tuple[int, int]]:
    return [
        (whole(name.removeprefix(_PIECE), "piece"), whole(text or "0", name, most=MOST_PIECES))
        for name, text in form.fields
        if name.startswith(_PIECE)
    ]


HANDLERS = (show_cash, begin, move, count, close)
