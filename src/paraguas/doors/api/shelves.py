"""Shelves over the API: where SKUs lie in a place."""

from typing import Annotated

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody, QueryParameter

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import AnyRequest, CodePart, GivenCaller, GivenRuntime, IdempotencyKey
from paraguas.doors.api.writing import perform
from paraguas.journeys.stock.shelves import (
    Reshelved,
    ShelfPage,
    Shelved,
    Shelving,
    shelve,
    told_shelves,
)
from paraguas.staff.model import Scope


class ShelvesIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Where SKUs lie from now on; one without an aisle is forgotten, others stay where they are."""

    lines: Annotated[tuple[Shelved, ...], msgspec.Meta(min_length=1, max_length=2000)]


@put("/places/{code:str}/shelves", operation_id="setShelves", tags=["store work"])
async def set_shelves(
    code: CodePart,
    data: JSONBody[ShelvesIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Reshelved]:
    """Set where SKUs lie in a place; its pick lists follow the way past them."""
    caller.demand(Scope.STOCK_WRITE)
    place = await own_place(runtime, caller, code)
    item = Shelving(caller.stamp("api"), place.code, data.lines)
    return await perform(runtime, caller, request, shelve, item)


@get("/places/{code:str}/shelves", operation_id="listShelves", tags=["store work"])
async def list_shelves(
    code: CodePart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    sku: Annotated[str, QueryParameter(max_length=60)] = "",
    after: Annotated[str, QueryParameter(max_length=32)] = "",
    most: Annotated[int, QueryParameter(ge=1, le=2000)] = 500,
) -> ShelfPage:
    """Read where SKUs lie in a place, page by page, or one of them."""
    caller.demand(Scope.STOCK_READ)
    place = await own_place(runtime, caller, code)
    return await runtime.read(
        lambda tx: told_shelves(tx, place.place_id, sku=sku, after=after, most=most)
    )


HANDLERS = (set_shelves, list_shelves)
