"""What is not in the store, over the API: terms of back-orders, who waits, what can be brought."""

from datetime import date
from typing import Annotated

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody, QueryParameter

from paraguas.backorders.model import Authorise
from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.writing import perform
from paraguas.journeys.checkout.pick_up_offers import PickUpOffer, offer_pick_ups
from paraguas.journeys.waiting.terms import (
    Terming,
    ToldTerms,
    ToldWait,
    rule_terms,
    told_terms,
    told_waits,
)
from paraguas.orders.model import WishedLine
from paraguas.staff.model import Scope
from paraguas.values.limits import PlaceCode

SkuAsked = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class TermsIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How a SKU is sold in a market before it is there; what is not said is off.

    against_supply: from purchase orders, promised by their dates.  cap: so many units beyond those,
    served by `place` and promised `lead_days` ahead.  available_on: the day of the market before
    which nothing is handed out.  authorise: when the card is asked, where nothing can leave yet.
    """

    against_supply: bool = False
    cap: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    place: PlaceCode = ""
    lead_days: Annotated[int, msgspec.Meta(ge=0, le=366)] = 0
    available_on: date | None = None
    authorise: Authorise = Authorise.PLACING


@put("/skus/{sku:str}/backorder-terms/{market:str}", operation_id="setBackorderTerms",
     tags=["back-orders"])  # fmt: skip
async def set_terms(
    sku: CodePart,
    market: CodePart,
    data: JSONBody[TermsIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[ToldTerms]:
    """Set how a SKU is sold in a market before it is there; who waits already goes on waiting."""
    caller.demand(Scope.CATALOGUE_WRITE)
    item = Terming(
        *(caller.stamp("api"), sku, market, data.against_supply, data.cap, data.place),
        *(data.lead_days, data.available_on, data.authorise),
    )
    return await perform(runtime, caller, request, rule_terms, item)


@get("/skus/{sku:str}/backorder-terms", operation_id="getBackorderTerms", tags=["back-orders"])
async def get_terms(sku: CodePart, runtime: GivenRuntime, caller: GivenCaller) -> list[ToldTerms]:
    """Read under which terms a SKU is sold before it is there, market by market."""
    caller.demand(Scope.STOCK_READ)
    return await runtime.read(lambda tx: told_terms(tx, sku))


@get("/orders/{order_id:str}/backorders", operation_id="listBackorders", tags=["back-orders"])
async def list_backorders(
    order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> list[ToldWait]:
    """Read what of an order waits for supply, or did."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(lambda tx: told_waits(tx, order_id))


@get("/pick-ups", operation_id="offerPickUps", tags=["stock"])
async def offer(
    runtime: GivenRuntime,
    caller: GivenCaller,
    sku: Annotated[list[SkuAsked], QueryParameter(min_items=1, max_items=20)],
    market: Annotated[str, QueryParameter(max_length=24)],
    channel: Annotated[str, QueryParameter(max_length=24)] = "web",
    quantity: Annotated[int, QueryParameter(ge=1, le=1000)] = 1,
) -> tuple[PickUpOffer, ...]:
    """Tell in which stores SKUs could be fetched, so many of each, and from when.

    What a store lacks is brought to it from another place, a pick-up that is asked for by
    `brought`.
    """
    caller.demand(Scope.STOCK_READ)
    lines = [WishedLine(code, quantity) for code in sku]
    stamp = caller.stamp(channel)
    return await runtime.read(
        lambda tx: offer_pick_ups(tx, stamp, market=market, channel=channel, lines=lines)
    )


HANDLERS = (set_terms, get_terms, list_backorders, offer)
