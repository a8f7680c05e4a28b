"""Stock: what is where, why, and what changes it by hand."""

from typing import Annotated

import msgspec
from litestar import Response, get, post, put
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.inventory.model import Condition
from paraguas.journeys.stock.codes import Counted
from paraguas.journeys.stock.keeping import (
    Correction,
    Delivery,
    Kept,
    SafetyStock,
    correct_count,
    keep_back,
    take_delivery,
)
from paraguas.journeys.stock.sorting import Sorting, sort_goods
from paraguas.staff.model import Scope
from paraguas.values.language import choose_language, read_accept_language
from paraguas.values.limits import Reason
from paraguas.views.stock_history import Change, stock_history
from paraguas.views.stock_standing import StockStanding, stock_standing

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Lines = Annotated[tuple[Counted, ...], msgspec.Meta(min_length=1, max_length=2000)]
CodeAsked = Annotated[str, QueryParameter(max_length=40)]


class ReceiptIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Goods that came in.  document: the delivery note; the same one counts once at a place."""

    place: Text
    document: Text
    lines: Lines


class AdjustmentIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Differences a count found, below 0 for fewer.  document: the same one counts once."""

    place: Text
    document: Text
    reason: Reason
    lines: Lines


class SortingIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units that go from one condition into another.  document: the same one counts once."""

    place: Text
    document: Text
    was: Condition
    becomes: Condition
    reason: Reason
    lines: Lines


class SafetyIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units of SKUs that a place never promises."""

    place: Text
    lines: Lines


class PositionOut(Struct, frozen=True):
    """The numbers of a SKU at a place after the change."""

    sku_id: str
    place_id: str
    on_hand: int
    allocated: int
    reserved: int
    safety_stock: int
    available: int
    damaged: int
    quality: int


class KeptOut(Struct, frozen=True):
    """What stock is like now; not `recorded` where the document had been before."""

    recorded: bool
    positions: tuple[PositionOut, ...]


@get("/stock/{sku:str}/availability", operation_id="getAvailability", tags=["stock"])
async def get_availability(
    sku: CodePart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    market: CodeAsked = "",
    place: CodeAsked = "",
) -> StockStanding:
    """Tell where a SKU (code or GTIN) lies and what each channel may promise of it."""
    caller.demand(Scope.STOCK_READ)
    return await runtime.read(lambda tx: stock_standing(tx, sku, market=market, place=place))


@get("/stock/{sku:str}/places/{place:str}/history", operation_id="getStockHistory", tags=["stock"])
async def get_history(
    sku: CodePart,
    place: CodePart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    most: Annotated[int, QueryParameter(ge=1, le=1000)] = 100,
) -> tuple[Change, ...]:
    """Tell why a number is what it is: movements with what they left, the latest first."""
    caller.demand(Scope.STOCK_READ)
    language = choose_language(read_accept_language(caller.language))
    return await runtime.read(
        lambda tx: stock_history(tx, sku, place, language=language, most=most)
    )


@post("/stock/receipts", operation_id="receiveStock", tags=["stock"], status_code=201)
async def receive_stock(
    data: JSONBody[ReceiptIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[KeptOut]:
    """Take goods in that came to a place."""
    caller.demand(Scope.STOCK_WRITE)
    place = await own_place(runtime, caller, data.place)
    stamp = caller.stamp("api", reason=data.document)
    delivery = Delivery(stamp, place.code, data.document, data.lines)
    return await perform(runtime, caller, request, take_delivery, delivery, answering=_ANSWER_NEW)


@post("/stock/adjustments", operation_id="adjustStock", tags=["stock"], status_code=201)
async def adjust_stock(
    data: JSONBody[AdjustmentIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[KeptOut]:
    """Correct what is on hand after a count, with a reason."""
    caller.demand(Scope.STOCK_WRITE)
    place = await own_place(runtime, caller, data.place)
    correction = Correction(
        *(caller.stamp("api", reason=data.reason), place.code, data.document),
        *(data.reason, data.lines),
    )
    return await perform(runtime, caller, request, correct_count, correction, answering=_ANSWER_NEW)


@post("/stock/conditions", operation_id="sortStock", tags=["stock"], status_code=201)
async def sort_stock(
    data: JSONBody[SortingIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[KeptOut]:
    """Set units aside as damaged or to be checked, put them back on sale or write them off."""
    caller.demand(Scope.STOCK_WRITE)
    place = await own_place(runtime, caller, data.place)
    sorting = Sorting(
        caller.stamp("api", reason=data.reason),
        place.code,
        data.document,
        data.was,
        data.becomes,
        data.reason,
        data.lines,
    )
    return await perform(runtime, caller, request, sort_goods, sorting, answering=_ANSWER_NEW)


@put("/stock/safety", operation_id="setSafetyStock", tags=["stock"])
async def set_safety(
    data: JSONBody[SafetyIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[KeptOut]:
    """Set how many units of SKUs a place never promises."""
    caller.demand(Scope.STOCK_WRITE)
    place = await own_place(runtime, caller, data.place)
    safety = SafetyStock(caller.stamp("api"), place.code, data.lines)
    return await perform(runtime, caller, request, keep_back, safety, answering=_ANSWER)


def _shown(kept: Kept) -> KeptOut:
    return KeptOut(
        kept.recorded,
        tuple(
            PositionOut(
                *(one.sku_id, one.place_id, one.on_hand, one.allocated, one.reserved),
                *(one.safety_stock, one.available, one.damaged, one.quality),
            )
            for one in kept.positions
        ),
    )


_ANSWER = Answering(200, _shown)
_ANSWER_NEW = Answering(201, _shown)
HANDLERS = (get_availability, get_history, receive_stock, adjust_stock, sort_stock, set_safety)
