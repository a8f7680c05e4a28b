"""Claims over the API: what the guarantee gives, said, done step by step, and read."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter

from paraguas.claims import queries
from paraguas.claims.model import AnyStep, Claim, ClaimState, Guarantee, Receive
from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.caller import Caller
from paraguas.doors.api.claim_shapes import ClaimIn, ClaimPage
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.claiming.opening import Claiming, claim, preview_claim
from paraguas.journeys.claiming.steps import Stepping, step_claim
from paraguas.journeys.returning.returning import order_of
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope

MOST_CLAIMS = 100
"""So many are listed at once at most."""


@post("/claims/preview", operation_id="previewClaim", tags=["claims"], status_code=200)
async def preview(data: JSONBody[ClaimIn], runtime: GivenRuntime, caller: GivenCaller) -> Guarantee:
    """Tell what the guarantee gives units, in words and dates; nothing is asked for."""
    caller.demand(Scope.ORDERS_READ)
    item = _claiming(caller, data)
    return await runtime.read(lambda tx: preview_claim(tx, item))


@post("/claims", operation_id="openClaim", tags=["claims"], status_code=201)
async def open_claim(
    data: JSONBody[ClaimIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Claim]:
    """Say that units do not work; the person has a letter with the number of the claim.

    Where the guarantee is over, `override` says why it is taken, within the caller's authority.
    """
    caller.demand(Scope.ORDERS_WRITE)
    item = _claiming(caller, data)
    return await perform(runtime, caller, request, claim, item, answering=Answering(201))


@post("/claims/{claim_id:str}/steps", operation_id="stepClaim", tags=["claims"], status_code=200)
async def step(
    claim_id: IdPart,
    data: JSONBody[AnyStep],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Claim]:
    """Do the next step: receive, repair, repaired, give_back, replace, refund, reduce, refuse.

    Or cancel it.  Money that the guarantee does not give yet is within the caller's authority.
    """
    caller.demand(Scope.STORE_WORK)
    if isinstance(data, Receive):
        await own_place(runtime, caller, data.place)
    stamp = caller.stamp("api", reason=getattr(data, "reason", "") or None)
    item = Stepping(stamp, claim_id, data, caller.grant.actor)
    return await perform(runtime, caller, request, step_claim, item)


@get("/claims", operation_id="listClaims", tags=["claims"])
async def list_claims(
    runtime: GivenRuntime,
    caller: GivenCaller,
    order: Annotated[str, QueryParameter(max_length=120)] = "",
    number: Annotated[str, QueryParameter(max_length=40)] = "",
    place: Annotated[str, QueryParameter(max_length=40)] = "",
    wanted: Annotated[ClaimState | None, QueryParameter(name="state")] = None,
    before: Annotated[str, QueryParameter(max_length=32)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_CLAIMS)] = 25,
) -> ClaimPage:
    """List claims, the latest first: of an order, by number, at a place, or by state.

    Units at a repairer are those of the state `at_repair`: they are their person's, not stock.
    """
    caller.demand(Scope.ORDERS_READ)
    at = await own_place(runtime, caller, place) if place else None
    states = {wanted} if wanted else set(ClaimState)

    def look(tx: Tx) -> ClaimPage:
        if number:
            return ClaimPage(tuple(queries.find_number(tx, number)), None)
        if order:
            found = queries.claims_of(tx, order_of(tx, order).order_id)
            return ClaimPage(tuple(reversed(found)), None)
        place_id = at.place_id if at else None
        page = queries.list_claims(tx, states, place_id=place_id, before=before, most=limit + 1)
        after = page[limit - 1].claim_id if len(page) > limit else None
        return ClaimPage(tuple(page[:limit]), after)

    return await runtime.read(look)


@get("/claims/{claim_id:str}", operation_id="getClaim", tags=["claims"])
async def get_claim(claim_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> Claim:
    """Read a claim: the defect, what the guarantee gives, and how far it is."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(lambda tx: queries.the_claim(tx, claim_id))


def _claiming(caller: Caller, data: ClaimIn) -> Claiming:
    return Claiming(
        *(caller.stamp(data.channel, data.override or None), data.order, data.line_no, data.units),
        what=data.what,
        defect=data.defect,
        wish=data.wish,
        actor=caller.grant.actor,
        override=data.override,
    )


HANDLERS = (preview, open_claim, step, list_claims, get_claim)
