"""Baskets: open, read, fill, take on at another door, complete."""

from collections.abc import Callable
from secrets import token_hex
from typing import Annotated

from litestar import Response, get, post, put
from litestar.params import HeaderParameter, JSONBody

from paraguas.doors.api.basket_hand import Customer, Hand, reach
from paraguas.doors.api.basket_shapes import (
    BasketIn,
    BasketOut,
    CompletionIn,
    ContentsIn,
    HandOverIn,
    basket_out,
)
from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey, IdPart
from paraguas.doors.api.placing import answer
from paraguas.doors.api.writing import Answering, perform
from paraguas.doors.runtime import Runtime
from paraguas.journeys.baskets.baskets import (
    BasketChange,
    BasketMove,
    BasketStanding,
    NewBasket,
    begin_basket,
    move_basket,
    refill_basket,
    stand_basket,
)
from paraguas.journeys.baskets.completion import Completion, complete_baskets
from paraguas.network.queries import network
from paraguas.orders.rules.confirming import Confirmation
from paraguas.staff.model import Scope
from paraguas.values.refusal import Malformed

BasketToken = Annotated[str | None, HeaderParameter(name="X-Basket-Token", max_length=64)]
IfMatch = Annotated[str | None, HeaderParameter(name="If-Match", max_length=20)]


@post("/baskets", operation_id="openBasket", tags=["baskets"], status_code=201)
async def open_basket(
    data: JSONBody[BasketIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[BasketOut]:
    """Open a basket; what is in it is held at once, for as long as the channel does."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp(data.channel)
    new = NewBasket(stamp, stamp.by.door, data.market, data.contents, token_hex(16))
    answering = Answering(201, _shape(caller))
    return await perform(runtime, caller, request, begin_basket, new, answering=answering)


@get("/baskets/{basket_id:str}", operation_id="getBasket", tags=["baskets"])
async def get_basket(
    basket_id: IdPart,
    runtime: GivenRuntime,
    request: AnyRequest,
    token: BasketToken = None,  # noqa: ARG001 - describes the header; `reach` reads it
) -> Response[BasketOut]:
    """Read a basket: what is in it, what is held, what it would come to now."""
    hand, basket = await reach(runtime, request, basket_id, Scope.ORDERS_READ)
    stamp = hand.stamp(basket.channel)
    standing = await runtime.read(lambda tx: stand_basket(tx, stamp, basket))
    shown = _shape(hand)(standing)
    return Response(shown, headers={"etag": f'"{basket.version}"'})


@put("/baskets/{basket_id:str}", operation_id="changeBasket", tags=["baskets"])
async def change_basket(
    basket_id: IdPart,
    data: JSONBody[ContentsIn],
    runtime: GivenRuntime,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
    if_match: IfMatch = None,
    token: BasketToken = None,  # noqa: ARG001
) -> Response[BasketOut]:
    """Replace the contents, made on a version (If-Match or `version`)."""
    hand, basket = await reach(runtime, request, basket_id, Scope.ORDERS_WRITE)
    version = read_version(if_match, data.version)
    if version is None:
        raise Malformed(where="version", problem="missing; send it as If-Match or in the body")
    change = BasketChange(
        *(hand.stamp(basket.channel), basket.basket_id, version, data.contents),
        by_token=isinstance(hand, Customer),
    )
    answering = Answering(200, _shape(hand))
    return await perform(runtime, hand, request, refill_basket, change, answering=answering)


@post(
    "/baskets/{basket_id:str}/hand-over",
    operation_id="handOverBasket",
    tags=["baskets"],
    status_code=200,
)
async def hand_over_basket(
    basket_id: IdPart,
    data: JSONBody[HandOverIn],
    runtime: GivenRuntime,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
    token: BasketToken = None,  # noqa: ARG001
) -> Response[BasketOut]:
    """Go on with a basket at another door or with another person."""
    hand, basket = await reach(runtime, request, basket_id, Scope.ORDERS_WRITE)
    stamp = hand.stamp(data.channel or basket.channel)
    by_token = isinstance(hand, Customer)
    move = BasketMove(stamp, basket.basket_id, stamp.by.door, by_token=by_token)
    answering = Answering(200, _shape(hand))
    return await perform(runtime, hand, request, move_basket, move, answering=answering)


@post(
    "/baskets/{basket_id:str}/complete",
    operation_id="completeBasket",
    tags=["baskets"],
    status_code=201,
)
async def complete_basket(
    basket_id: IdPart,
    data: JSONBody[CompletionIn],
    runtime: GivenRuntime,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
    if_match: IfMatch = None,
    token: BasketToken = None,  # noqa: ARG001
) -> Response[Confirmation]:
    """Pay and order a basket; done again, it answers with the same order."""
    hand, basket = await reach(runtime, request, basket_id, Scope.ORDERS_WRITE)
    place = await _paid_in(runtime, hand, data.place)
    completion = Completion(
        *(hand.stamp(basket.channel), basket.basket_id, data.tenders),
        version=read_version(if_match, data.version),
        place=place,
        by_token=isinstance(hand, Customer),
        loyalty=data.loyalty,
    )
    return await perform(
        *(runtime, hand, request, complete_baskets, completion), answering=answer, together=True
    )


def read_version(if_match: str | None, version: int | None) -> int | None:
    """Read the version a change was made on, from the header or the body; None without one."""
    text = (if_match or "").strip().removeprefix("W/").strip('"')
    if not text:
        return version
    if not (text.isascii() and text.isdigit()):
        raise Malformed(where="If-Match", problem="not the ETag of a basket")
    return int(text)


async def _paid_in(runtime: Runtime, hand: Hand, code: str) -> str:
    """Tell the code of the store a basket is paid in: a key bound to one pays in no other."""
    if isinstance(hand, Customer):
        if code:
            raise Malformed(where="place", problem="only staff names the store it is paid in")
        return ""
    if code:
        return (await own_place(runtime, hand, code)).code
    net = await runtime.read(network)
    own = net.place(hand.grant.place_id) if hand.grant.place_id else None
    return own.code if own else ""


def _shape(hand: Hand) -> Callable[[BasketStanding], BasketOut]:
    return lambda standing: basket_out(standing, hand.language)


HANDLERS = (open_basket, get_basket, change_basket, hand_over_basket, complete_basket)
