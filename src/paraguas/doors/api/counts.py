"""Cycle counts over the API: opened, entered blind, closed with the differences shown."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.stock import CodeAsked, Lines, Text
from paraguas.doors.api.writing import Answering, perform
from paraguas.inventory.model import CountState
from paraguas.inventory.queries import count_progress, list_counts as counts_of
from paraguas.journeys.stock import counting
from paraguas.journeys.stock.counting import (
    Closing,
    Entering,
    Opening,
    ToldCount,
    ToldHead,
    own_count,
    told_count,
    told_head,
)
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.limits import Code, Reason

MOST_COUNTS = 100
"""So many are listed at once at most."""

Skus = Annotated[tuple[Code, ...], msgspec.Meta(max_length=2000)]


class CountIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A place to count.  skus: codes or GTINs; all that have a position there without any."""

    place: Text
    skus: Skus = ()


class EntriesIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What was counted; it replaces what was entered of these SKUs before."""

    lines: Lines


class CloseIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Why there may be differences."""

    reason: Reason


class CountPage(Struct, frozen=True):
    """Counts, the last opened first; `next` is the cursor of the page after, if there is."""

    counts: tuple[ToldHead, ...]
    next: str | None


@post("/counts", operation_id="openCount", tags=["counts"], status_code=201)
async def open_count(
    data: JSONBody[CountIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[ToldCount]:
    """Open a count of SKUs at a place."""
    caller.demand(Scope.STOCK_WRITE)
    place = await own_place(runtime, caller, data.place)
    item = Opening(caller.stamp("api"), place.code, data.skus)
    return await perform(
        runtime, caller, request, counting.begin_count, item, answering=Answering(201)
    )


@get("/counts", operation_id="listCounts", tags=["counts"])
async def list_counts(
    runtime: GivenRuntime,
    caller: GivenCaller,
    place: CodeAsked = "",
    wanted: Annotated[CountState | None, QueryParameter(name="state")] = None,
    before: Annotated[str, QueryParameter(max_length=32)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_COUNTS)] = 25,
) -> CountPage:
    """List counts of a place, the last opened first."""
    caller.demand(Scope.STOCK_READ)
    own = caller.grant.place_id
    asked = (await own_place(runtime, caller, place)).place_id if place else own

    def look(tx: Tx) -> CountPage:
        found = counts_of(tx, asked, wanted, before=before, most=limit + 1)
        after = found[limit - 1].count_id if len(found) > limit else None
        shown = found[:limit]
        progress = count_progress(tx, shown)
        heads = tuple(told_head(tx, one, progress.get(one.count_id, (0, 0))) for one in shown)
        return CountPage(heads, after)

    return await runtime.read(look)


@get("/counts/{count_id:str}", operation_id="getCount", tags=["counts"])
async def get_count(count_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> ToldCount:
    """Read a count; what was expected and the differences only once it is closed."""
    caller.demand(Scope.STOCK_READ)
    own = caller.grant.place_id
    return await runtime.read(lambda tx: told_count(tx, own_count(tx, count_id, own)))


@post("/counts/{count_id:str}/entries", operation_id="enterCount", tags=["counts"],
      status_code=200)  # fmt: skip
async def enter_count(
    count_id: IdPart,
    data: JSONBody[EntriesIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldCount]:
    """Enter what was counted, as of now; counting a SKU again replaces its entry."""
    caller.demand(Scope.STOCK_WRITE)
    item = Entering(caller.stamp("api"), count_id, data.lines, caller.grant.place_id)
    return await perform(runtime, caller, request, counting.enter, item)


@post("/counts/{count_id:str}/close", operation_id="closeCount", tags=["counts"],
      status_code=200)  # fmt: skip
async def close_count(
    count_id: IdPart,
    data: JSONBody[CloseIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldCount]:
    """Apply all differences at once; a count that was closed before is left as it is."""
    caller.demand(Scope.STOCK_WRITE)
    stamp = caller.stamp("api", reason=data.reason)
    item = Closing(stamp, count_id, data.reason, caller.grant.place_id)
    return await perform(runtime, caller, request, counting.close, item)


HANDLERS = (open_count, list_counts, get_count, enter_count, close_count)
