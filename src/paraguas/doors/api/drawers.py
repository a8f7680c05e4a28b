"""Cash drawers over the API: opened with a float, counted blind, closed; and a day's takings."""

from datetime import date
from typing import Annotated, Literal

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import Struct

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.stock import CodeAsked, Text
from paraguas.doors.api.writing import Answering, perform
from paraguas.drawers import queries as drawers
from paraguas.drawers.model import LARGEST_CASH_MINOR, EntryKind, SessionState
from paraguas.drawers.rules.pieces import MOST_KINDS, MOST_PIECES, check_pieces
from paraguas.journeys.money import cashing_up
from paraguas.journeys.money.cashing_up import (
    Closing,
    Counting,
    Moving,
    Opening,
    ToldDrawer,
    ToldSession,
    told_drawer,
    told_session,
)
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.limits import Reason, ShortCode
from paraguas.values.refusal import Malformed
from paraguas.views.day_takings import DayTakings, day_takings

MOST_DRAWERS = 100
"""So many are listed at once at most."""

_EARLIEST, _LATEST = date(1970, 1, 2), date(2300, 1, 1)
Cash = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_CASH_MINOR)]
DayPart = Annotated[str, PathParameter(max_length=10)]
SomeCash = Annotated[int, msgspec.Meta(ge=1, le=LARGEST_CASH_MINOR)]


class DrawerIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A drawer to open.  till: which of the place's; its cash tenders name it as their token."""

    place: Text
    till: ShortCode = ""
    float_minor: Cash


class CashIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Cash put in or taken out by hand; a lift goes to the safe."""

    kind: Literal["pay_in", "pay_out", "lift"]
    amount_minor: SomeCash
    reason: Reason


class PieceIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How many of a coin or note were counted; its value in minor units."""

    value_minor: SomeCash
    count: Annotated[int, msgspec.Meta(ge=0, le=MOST_PIECES)]


class CountedIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """All that lies in a drawer, its float too."""

    pieces: Annotated[tuple[PieceIn, ...], msgspec.Meta(max_length=MOST_KINDS)]


class WordIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Why there is a difference."""

    reason: Reason


class DrawerPage(Struct, frozen=True):
    """Drawers, the last opened first; `next` is the cursor of the page after, if there is."""

    drawers: tuple[ToldSession, ...]
    next: str | None


@post("/drawers", operation_id="openDrawer", tags=["drawers"], status_code=201)
async def open_drawer(
    data: JSONBody[DrawerIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[ToldDrawer]:
    """Open the drawer of a till with the change that lies in it."""
    caller.demand(Scope.PAYMENTS_WRITE)
    place = await own_place(runtime, caller, data.place)
    item = Opening(caller.stamp("api"), place.code, data.till, data.float_minor)
    return await perform(
        runtime, caller, request, cashing_up.begin_drawer, item, answering=Answering(201)
    )


@get("/drawers", operation_id="listDrawers", tags=["drawers"])
async def list_drawers(
    runtime: GivenRuntime,
    caller: GivenCaller,
    place: CodeAsked = "",
    wanted: Annotated[SessionState | None, QueryParameter(name="state")] = None,
    before: Annotated[str, QueryParameter(max_length=32)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_DRAWERS)] = 25,
) -> DrawerPage:
    """List drawers of a place, the last opened first."""
    caller.demand(Scope.ORDERS_READ)
    own = caller.grant.place_id
    asked = (await own_place(runtime, caller, place)).place_id if place else own

    def look(tx: Tx) -> DrawerPage:
        found = drawers.sessions(tx, asked, wanted, before=before, most=limit + 1)
        after = found[limit - 1].session_id if len(found) > limit else None
        return DrawerPage(tuple(told_session(tx, one) for one in found[:limit]), after)

    return await runtime.read(look)


@get("/drawers/{drawer_id:str}", operation_id="getDrawer", tags=["drawers"])
async def get_drawer(drawer_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> ToldDrawer:
    """Read a drawer with its entries; what is expected only once it is counted."""
    caller.demand(Scope.ORDERS_READ)
    own = caller.grant.place_id
    return await runtime.read(lambda tx: told_drawer(tx, drawers.session(tx, drawer_id, own)))


@post("/drawers/{drawer_id:str}/movements", operation_id="moveDrawerCash", tags=["drawers"],
      status_code=201)  # fmt: skip
async def move_cash(
    drawer_id: IdPart,
    data: JSONBody[CashIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldDrawer]:
    """Put cash into a drawer, pay some out, or lift it to the safe."""
    caller.demand(Scope.PAYMENTS_WRITE)
    item = Moving(
        caller.stamp("api", reason=data.reason),
        caller.grant.actor,
        drawer_id,
        EntryKind(data.kind),
        data.amount_minor,
        data.reason,
        caller.grant.place_id,
    )
    return await perform(runtime, caller, request, cashing_up.move, item, answering=Answering(201))


@post("/drawers/{drawer_id:str}/count", operation_id="countDrawer", tags=["drawers"],
      status_code=200)  # fmt: skip
async def count_drawer(
    drawer_id: IdPart,
    data: JSONBody[CountedIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldDrawer]:
    """Count a drawer, once; without a difference it is closed, else somebody explains it."""
    caller.demand(Scope.PAYMENTS_WRITE)
    pieces = check_pieces((one.value_minor, one.count) for one in data.pieces)
    item = Counting(caller.stamp("api"), drawer_id, pieces, caller.grant.place_id)
    return await perform(runtime, caller, request, cashing_up.count, item)


@post("/drawers/{drawer_id:str}/close", operation_id="closeDrawer", tags=["drawers"],
      status_code=200)  # fmt: skip
async def close_drawer(
    drawer_id: IdPart,
    data: JSONBody[WordIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldDrawer]:
    """Close a counted drawer with a reason; a large difference takes a second person."""
    caller.demand(Scope.PAYMENTS_WRITE)
    item = Closing(
        *(caller.stamp("api", reason=data.reason), caller.grant.actor, drawer_id),
        *(data.reason, caller.grant.place_id),
    )
    return await perform(runtime, caller, request, cashing_up.close, item)


@get("/places/{code:str}/takings/{day:str}", operation_id="getTakings", tags=["drawers"])
async def get_takings(
    code: CodePart, day: DayPart, runtime: GivenRuntime, caller: GivenCaller
) -> DayTakings:
    """Tell what a place took in on a day by its own clock, by tender, with its drawers."""
    caller.demand(Scope.ORDERS_READ)
    place = await own_place(runtime, caller, code)
    return await runtime.read(lambda tx: day_takings(tx, place, read_day(day)))


def read_day(text: str) -> date:
    """Read a day as `2026-11-22`; Malformed where it is none, or of another age."""
    try:
        day = date.fromisoformat(text)
    except ValueError as problem:
        raise Malformed(where="day", problem=text[:20]) from problem
    if not _EARLIEST <= day <= _LATEST:
        raise Malformed(where="day", problem=text[:20])
    return day


HANDLERS = (
    open_drawer,
    list_drawers,
    get_drawer,
    move_cash,
    count_drawer,
    close_drawer,
    get_takings,
)
