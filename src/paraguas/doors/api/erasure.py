"""Forgetting a person over the API, and what became of her wish."""

from litestar import Response, get, post
from litestar.params import JSONBody
from msgspec import Struct

from paraguas.doors.api.customer_shapes import WhyIn
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.writing import perform
from paraguas.journeys.people.erasing import ask_erasure
from paraguas.journeys.people.erasure import Erasure, tell_erasure
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.stamp import Stamp


class Forgetting(Struct, frozen=True):
    """Who is to be forgotten."""

    stamp: Stamp
    person_id: str


@post("/persons/{person_id:str}/erase", operation_id="erasePerson", tags=["persons"],
      status_code=200)  # fmt: skip
async def post_erasure(
    person_id: IdPart,
    data: JSONBody[WhyIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Erasure]:
    """Forget what is personal of her, for good, once nothing of hers is on its way any more.

    Her contact points are suppressed; what the law keeps is told.
    """
    caller.demand(Scope.ADMIN)
    item = Forgetting(caller.stamp("api", reason=data.reason), person_id)
    return await perform(runtime, caller, request, _ask, item)


@get("/persons/{person_id:str}/erasure", operation_id="getErasure", tags=["persons"])
async def get_erasure(person_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> Erasure:
    """Tell what became of her wish to be forgotten: what is gone and what is kept, and why."""
    caller.demand(Scope.CUSTOMERS_READ)
    return await runtime.read(lambda tx: tell_erasure(tx, person_id))


def _ask(tx: Tx, item: Forgetting) -> Erasure:
    return ask_erasure(tx, item.stamp, item.person_id)


HANDLERS = (post_erasure, get_erasure)
