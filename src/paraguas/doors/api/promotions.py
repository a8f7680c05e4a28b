"""Promotions over the API: written, listed, stopped; coupons; what they took off an order."""

from typing import Annotated, Any

from litestar import Response, get, post, put
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.promotion_shapes import (
    CouponPage,
    CouponsIn,
    DifferencesIn,
    PromotionOut,
    PromotionsIn,
    promotion_out,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.promotions.differing import (
    Differs,
    Explaining,
    SavedDifferences,
    tell_differences,
    write_differences,
)
from paraguas.journeys.promotions.prior import PriceNow, price_now
from paraguas.journeys.promotions.saving import Writing, write_promotions
from paraguas.orders.queries import order
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.promotions.actions.issue_coupons import issue_coupons
from paraguas.promotions.actions.save_promotions import SavedPromotions
from paraguas.promotions.actions.stop_promotion import stop_promotion
from paraguas.promotions.model import Coupon, KeptShare
from paraguas.promotions.queries import coupons_of, promotions, shares_of
from paraguas.promotions.rules.differing import read_differences
from paraguas.promotions.rules.reading import read_promotions
from paraguas.staff.model import Scope
from paraguas.values.stamp import Stamp


class Write(Struct, frozen=True):
    """A write about one promotion, with what was given for it."""

    stamp: Stamp
    code: str
    given: Any = None


@get("/promotions", operation_id="listPromotions", tags=["promotions"])
async def list_promotions(
    runtime: GivenRuntime,
    caller: GivenCaller,
    market: Annotated[str, QueryParameter(max_length=24)] = "",
) -> list[PromotionOut]:
    """List promotions, those of a market where one is named, the first to begin first."""
    caller.demand(Scope.ORDERS_READ)
    book, at = await runtime.read(promotions), now()
    return [promotion_out(one, at) for one in (book.of_market(market) if market else book.all)]


@get("/promotions/{code:str}", operation_id="getPromotion", tags=["promotions"])
async def get_promotion(code: CodePart, runtime: GivenRuntime, caller: GivenCaller) -> PromotionOut:
    """Read a promotion."""
    caller.demand(Scope.ORDERS_READ)
    return promotion_out((await runtime.read(promotions)).demand(code), now())


@put("/promotions", operation_id="savePromotions", tags=["promotions"])
async def put_promotions(
    data: JSONBody[PromotionsIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[SavedPromotions]:
    """Write promotions or change those that have not begun; a slip refuses all, with its row."""
    caller.demand(Scope.CATALOGUE_WRITE)
    texts = read_promotions(data.promotions, data.file)
    item = Writing(caller.stamp("api"), texts, data.file)
    return await perform(runtime, caller, request, write_promotions, item)


@post(
    "/promotions/{code:str}/stop",
    operation_id="stopPromotion",
    tags=["promotions"],
    status_code=200,
)
async def end_promotion(
    code: CodePart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[PromotionOut]:
    """End a promotion now; orders that have it keep it."""
    caller.demand(Scope.CATALOGUE_WRITE)
    item = Write(caller.stamp("api"), code)
    return await perform(runtime, caller, request, _stop, item)


@post(
    "/promotions/{code:str}/coupons",
    operation_id="issueCoupons",
    tags=["promotions"],
    status_code=201,
)
async def post_coupons(
    code: CodePart,
    data: JSONBody[CouponsIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[list[Coupon]]:
    """Let codes open a promotion that asks for a coupon."""
    caller.demand(Scope.CATALOGUE_WRITE)
    item = Write(caller.stamp("api"), code, data)
    return await perform(runtime, caller, request, _issue, item, answering=Answering(201))


@get("/promotions/{code:str}/coupons", operation_id="listCoupons", tags=["promotions"])
async def list_coupons(
    code: CodePart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    after: Annotated[str, QueryParameter(max_length=32)] = "",
    most: Annotated[int, QueryParameter(ge=1, le=1000)] = 100,
) -> CouponPage:
    """List the coupons of a promotion with how often each was used."""
    caller.demand(Scope.CATALOGUE_WRITE)
    found = await runtime.read(lambda tx: coupons_of(tx, code, after=after, most=most))
    return CouponPage(tuple(found), found[-1].coupon_id if len(found) == most else None)


@get("/orders/{order_id:str}/promotions", operation_id="getOrderPromotions", tags=["promotions"])
async def get_order_promotions(
    order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> list[KeptShare]:
    """Read what promotions took off which line of an order, in its language."""
    caller.demand(Scope.ORDERS_READ)

    def look(tx: Tx) -> list[KeptShare]:
        return [*shares_of(tx, [order(tx, order_id).order_id]).get(order_id, ())]

    return await runtime.read(look)


@get("/skus/{code:str}/price", operation_id="getPrice", tags=["catalogue"])
async def get_price(
    code: CodePart,
    runtime: GivenRuntime,
    caller: GivenCaller,  # noqa: ARG001 - any key will do
    market: Annotated[str, QueryParameter(min_length=1, max_length=24)],
) -> PriceNow:
    """Read what a SKU costs everybody now, and where it is reduced the price before."""
    at = now()
    return await runtime.read(lambda tx: price_now(tx, code, market, at))


@get("/differences", operation_id="listDoorDifferences", tags=["promotions"])
async def list_differences(runtime: GivenRuntime, caller: GivenCaller) -> list[Differs]:
    """List every price, promotion or missing SKU that differs by door, with its dated reason."""
    caller.demand(Scope.ORDERS_READ)
    at = now()
    return await runtime.read(lambda tx: tell_differences(tx, at))


@put("/differences", operation_id="saveDoorDifferences", tags=["promotions"])
async def put_differences(
    data: JSONBody[DifferencesIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[SavedDifferences]:
    """Let a price differ or a SKU be missing at a door for a while, for a reason."""
    caller.demand(Scope.CATALOGUE_WRITE)
    item = Explaining(caller.stamp("api"), read_differences(data.differences, data.file), data.file)
    return await perform(runtime, caller, request, write_differences, item)


def _stop(tx: Tx, item: Write) -> PromotionOut:
    return promotion_out(stop_promotion(tx, item.stamp, item.code), item.stamp.at)


def _issue(tx: Tx, item: Write) -> list[Coupon]:
    given: CouponsIn = item.given
    return issue_coupons(
        *(tx, item.stamp, item.code, given.codes),
        uses=given.uses,
        per_person=given.per_person,
        expires_at=given.expires_at,
    )


HANDLERS = (
    *(list_promotions, get_promotion, put_promotions, end_promotion),
    *(post_coupons, list_coupons, get_order_promotions, get_price),
    *(list_differences, put_differences),
)
