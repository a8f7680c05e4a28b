"""Returns over the API: looked at, asked for, or taken in at a desk in one step; and read."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.caller import Caller
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.return_shapes import (
    BlindIn,
    ExchangeIn,
    InstantIn,
    OverrideIn,
    Preview,
    ReturnIn,
    ReturnPage,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.doors.runtime import Runtime
from paraguas.journeys.returning.blind import Blind, take_back_blind
from paraguas.journeys.returning.exchange import Exchanged, Exchanging, exchange_at_once
from paraguas.journeys.returning.returning import (
    AtDesk,
    Override,
    Requesting,
    order_of,
    preview_return,
    request_return,
    return_at_once,
)
from paraguas.plumbing.tx import Tx
from paraguas.returns import queries
from paraguas.returns.model import BlindReturn, Came, Return, ReturnState
from paraguas.staff.model import Scope

MOST_RETURNS = 100
"""So many are listed at once at most."""


@post("/returns/preview", operation_id="previewReturn", tags=["returns"], status_code=200)
async def preview(data: JSONBody[ReturnIn], runtime: GivenRuntime, caller: GivenCaller) -> Preview:
    """Tell what the policy book gives units, in words, sums and dates; nothing is asked for."""
    caller.demand(Scope.ORDERS_READ)
    item = _requesting(caller, data, data.place)
    return Preview(await runtime.read(lambda tx: preview_return(tx, item)))


@post("/returns", operation_id="requestReturn", tags=["returns"], status_code=201)
async def request(
    data: JSONBody[ReturnIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Return]:
    """Ask for a return: what the policy book allows is authorised at once.

    More than the book gives is asked for with `override`; above the caller's authority it waits
    for a second person.
    """
    caller.demand(Scope.ORDERS_WRITE)
    item = _requesting(caller, data, data.place)
    return await perform(runtime, caller, request, request_return, item, answering=Answering(201))


@post("/returns/instant", operation_id="returnAtOnce", tags=["returns"], status_code=201)
async def instant(
    data: JSONBody[InstantIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Return]:
    """Take units in that somebody hands over: verdict, money, credit note and stock in one step."""
    caller.demand(Scope.STORE_WORK)
    item = await _at_desk(runtime, caller, data)
    return await perform(runtime, caller, request, return_at_once, item, answering=Answering(201))


@post("/returns/exchange", operation_id="exchangeAtOnce", tags=["returns"], status_code=201)
async def exchange(
    data: JSONBody[ExchangeIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Exchanged]:
    """Take units in and hand others out: only the difference is paid or given back."""
    caller.demand(Scope.STORE_WORK)
    caller.demand(Scope.ORDERS_WRITE)
    item = Exchanging(await _at_desk(runtime, caller, data), data.lines, data.tenders)
    verb = exchange_at_once
    return await perform(runtime, caller, request, verb, item, answering=Answering(201))


@post("/returns/blind", operation_id="takeBackBlind", tags=["returns"], status_code=201)
async def blind(
    data: JSONBody[BlindIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[BlindReturn]:
    """Take units in without proof of purchase: store credit at the lowest price of 90 days.

    Within the authority of who does it; a machine has none.
    """
    caller.demand(Scope.STORE_WORK)
    place = await own_place(runtime, caller, data.place)
    item = Blind(
        *(caller.stamp(data.channel), caller.grant.actor, place.code, data.sku, data.units),
        contact=data.contact,
        reason=data.reason,
        handling=data.handling,
        opened=data.opened,
        disposition=data.disposition,
    )
    return await perform(runtime, caller, request, take_back_blind, item, answering=Answering(201))


@get("/returns", operation_id="listReturns", tags=["returns"])
async def list_returns(
    runtime: GivenRuntime,
    caller: GivenCaller,
    order: Annotated[str, QueryParameter(max_length=120)] = "",
    number: Annotated[str, QueryParameter(max_length=40)] = "",
    wanted: Annotated[ReturnState | None, QueryParameter(name="state")] = None,
    before: Annotated[str, QueryParameter(max_length=32)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_RETURNS)] = 25,
) -> ReturnPage:
    """List returns, the latest first: of an order, by the number on the parcel, or by state."""
    caller.demand(Scope.ORDERS_READ)

    def look(tx: Tx) -> ReturnPage:
        if number:
            return ReturnPage(tuple(queries.find_number(tx, number)), None)
        if order:
            found = queries.returns_of(tx, order_of(tx, order).order_id)
            return ReturnPage(tuple(reversed(found)), None)
        page = queries.list_returns(tx, wanted, before=before, most=limit + 1)
        after = page[limit - 1].return_id if len(page) > limit else None
        return ReturnPage(tuple(page[:limit]), after)

    return await runtime.read(look)


@get("/returns/{return_id:str}", operation_id="getReturn", tags=["returns"])
async def get_return(return_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> Return:
    """Read a return: what was asked for, what came, and the verdict on each item."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(lambda tx: queries.the_return(tx, return_id))


async def _at_desk(runtime: Runtime, caller: Caller, data: InstantIn) -> AtDesk:
    place = await own_place(runtime, caller, data.place)
    came = tuple(
        Came(item=number, units=one.units, dispositions=told)
        for number, (one, told) in enumerate(
            zip(data.items, data.dispositions, strict=False), start=1
        )
    )
    return AtDesk(_requesting(caller, data, place.code), came, data.till)


def _requesting(caller: Caller, data: ReturnIn | InstantIn, place: str) -> Requesting:
    return Requesting(
        *(caller.stamp(data.channel, _why(data.override)), data.order, data.items),
        actor=caller.grant.actor,
        gift=data.gift,
        contact=data.contact,
        as_credit=data.as_credit,
        override=_override(data.override),
        place=place,
    )


def _override(given: OverrideIn | None) -> Override | None:
    return Override(given.reason, given.waive_fees) if given else None


def _why(given: OverrideIn | None) -> str | None:
    return given.reason if given else None


HANDLERS = (preview, request, instant, exchange, blind, list_returns, get_return)
