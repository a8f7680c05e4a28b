"""Feeds over the API: what warehouse systems say, and where it differs from our books."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey
from paraguas.doors.api.stock import Lines, Text
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.stock import feeding
from paraguas.journeys.stock.feeding import Fed, Settled, Settling, Telling
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.supply.model import FeedKind, FeedState, Outcome
from paraguas.supply.queries import feeds_of
from paraguas.values.limits import Moment, Reason
from paraguas.views.feed_differences import Difference, feed_differences

MOST_DIFFERENCES = 500
"""So many are listed at once at most."""

FeedName = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Sequence = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Units = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]
PlaceAsked = Annotated[str, QueryParameter(min_length=1, max_length=40)]


class TellingIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A message.  told_at: when its numbers were true; lines: units for sale, or their change."""

    place: Text
    feed: FeedName
    sequence: Sequence
    kind: FeedKind
    told_at: Moment
    lines: Lines


class SettlingIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What to do about a difference, as it was shown."""

    place: Text
    feed: FeedName
    sku: Text
    difference: Units
    outcome: Outcome
    reason: Reason


class DifferencePage(Struct, frozen=True):
    """Open differences in the order of SKU ids; `next` is the cursor of the page after."""

    differences: tuple[Difference, ...]
    next: str | None


@post("/supply-feeds/messages", operation_id="tellSupply", tags=["supply"], status_code=201)
async def tell_supply(
    data: JSONBody[TellingIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Fed]:
    """Take a snapshot or delta in: late, doubled or before its snapshot, it counts once."""
    caller.demand(Scope.STOCK_WRITE)
    place = await own_place(runtime, caller, data.place)
    item = Telling(
        *(caller.stamp("api"), place.code, data.feed, data.sequence),
        *(data.kind, data.told_at, data.lines),
    )
    return await perform(runtime, caller, request, feeding.feed, item, answering=Answering(201))


@get("/supply-feeds", operation_id="listSupplyFeeds", tags=["supply"])
async def list_supply_feeds(
    runtime: GivenRuntime, caller: GivenCaller, place: PlaceAsked
) -> tuple[FeedState, ...]:
    """Tell how far the feeds of a place have come, what is missing and what waits."""
    caller.demand(Scope.STOCK_READ)
    place_id = (await own_place(runtime, caller, place)).place_id
    return await runtime.read(lambda tx: tuple(feeds_of(tx, place_id)))


@get("/supply-feeds/differences", operation_id="listSupplyDifferences", tags=["supply"])
async def list_supply_differences(
    runtime: GivenRuntime,
    caller: GivenCaller,
    place: PlaceAsked,
    feed: Annotated[str, QueryParameter(min_length=1, max_length=40)],
    after: Annotated[str, QueryParameter(max_length=32, pattern="^([0-9a-f]{32})?$")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_DIFFERENCES)] = 100,
) -> DifferencePage:
    """List where a feed's numbers and ours differ and nobody has decided about it."""
    caller.demand(Scope.STOCK_READ)
    place_id = (await own_place(runtime, caller, place)).place_id

    def look(tx: Tx) -> DifferencePage:
        found = feed_differences(tx, place_id, feed, after=after, most=limit + 1)
        cursor = found[limit - 1].sku_id if len(found) > limit else None
        return DifferencePage(tuple(found[:limit]), cursor)

    return await runtime.read(look)


@post("/supply-feeds/differences", operation_id="closeSupplyDifference", tags=["supply"],
      status_code=201)  # fmt: skip
async def close_supply_difference(
    data: JSONBody[SettlingIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Settled]:
    """Adjust our number to theirs, or keep both, with a reason."""
    caller.demand(Scope.STOCK_WRITE)
    place = await own_place(runtime, caller, data.place)
    item = Settling(
        *(caller.stamp("api", reason=data.reason), place.code, data.feed, data.sku),
        *(data.difference, data.outcome, data.reason),
    )
    return await perform(runtime, caller, request, feeding.settle, item, answering=Answering(201))


HANDLERS = (tell_supply, list_supply_feeds, list_supply_differences, close_supply_difference)
