"""What happened: streams of facts for machines, the life of an order for people."""

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter
from msgspec import Struct

from paraguas.doors.api.given import GivenCaller, GivenRuntime, IdPart
from paraguas.staff.model import Scope
from paraguas.values.language import choose_language, read_accept_language
from paraguas.views.order_timeline import Happening, order_timeline
from paraguas.views.timeline import MOST_FACTS, FactPage, facts_of

After = Annotated[str, QueryParameter(max_length=32)]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST_FACTS)]


class Timeline(Struct, frozen=True):
    """An order's life, the oldest first; `next` is the cursor of the page after, if there is."""

    happenings: tuple[Happening, ...]
    next: str | None


@get("/streams/{stream_id:str}/facts", operation_id="listFacts", tags=["timeline"])
async def list_facts(
    stream_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    after: After = "",
    limit: Limit = 50,
) -> FactPage:
    """Read the facts of a stream (an order, a basket, a place), the oldest first."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(lambda tx: facts_of(tx, stream_id, after=after, most=limit))


@get("/orders/{order_id:str}/timeline", operation_id="getOrderTimeline", tags=["timeline"])
async def get_timeline(
    order_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    after: After = "",
    limit: Limit = MOST_FACTS,
    language: Annotated[str, QueryParameter(max_length=16)] = "",
) -> Timeline:
    """Read an order's life in words: who did what, when, through which door."""
    caller.demand(Scope.ORDERS_READ)
    spoken = choose_language([language, *read_accept_language(caller.language)])
    told, page = await runtime.read(
        lambda tx: order_timeline(tx, order_id, language=spoken, after=after, most=limit)
    )
    return Timeline(told, page.next)


HANDLERS = (list_facts, get_timeline)
