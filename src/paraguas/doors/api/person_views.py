"""The whole view of a person over the API: found by anything, at a glance, and her timeline."""

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter
from msgspec import Struct

from paraguas.doors.api.customer_shapes import MOST_FOUND
from paraguas.doors.api.given import GivenCaller, GivenRuntime, IdPart
from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.language import choose_language, read_accept_language
from paraguas.views.person_finding import FoundBy, find_persons
from paraguas.views.person_overview import Overview, person_overview
from paraguas.views.person_timeline import PersonTimeline, person_timeline
from paraguas.views.person_value import PersonValue, person_value

MOST_HAPPENINGS = 200


class HitOut(Struct, frozen=True):
    """A person who was found, and by what: a number, an identifier or a name."""

    person_id: str
    called: str
    by: FoundBy
    record_ids: tuple[str, ...]


@get("/persons", operation_id="findPersons", tags=["persons"])
async def get_persons(
    runtime: GivenRuntime,
    caller: GivenCaller,
    find: Annotated[str, QueryParameter(min_length=1, max_length=120)],
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_FOUND)] = MOST_FOUND,
) -> list[HitOut]:
    """Find persons by an id, an order, receipt, invoice or return number, an identifier, a name."""
    caller.demand(Scope.CUSTOMERS_READ)
    found = await runtime.read(lambda tx: find_persons(tx, find, most=limit))
    return [
        HitOut(hit.person.person_id, hit.person.called, hit.by, hit.person.record_ids)
        for hit in found
    ]


@get("/persons/{person_id:str}/overview", operation_id="getPersonOverview", tags=["persons"])
async def get_overview(person_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> Overview:
    """Read a person at a glance: orders, promises kept and broken, returns, letters."""
    caller.demand(Scope.CUSTOMERS_READ)
    return await runtime.read(lambda tx: person_overview(tx, person_id))


@get("/persons/{person_id:str}/timeline", operation_id="getPersonTimeline", tags=["persons"])
async def get_person_timeline(
    person_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    before: Annotated[str, QueryParameter(max_length=48)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_HAPPENINGS)] = 50,
    language: Annotated[str, QueryParameter(max_length=16)] = "",
) -> PersonTimeline:
    """Read what happened with a person in words, the newest first: orders, points, decisions."""
    caller.demand(Scope.CUSTOMERS_READ)
    spoken = choose_language([language, *read_accept_language(caller.language)])
    return await runtime.read(
        lambda tx: person_timeline(tx, person_id, language=spoken, before=before, most=limit)
    )


@get("/persons/{person_id:str}/value", operation_id="getPersonValue", tags=["persons"])
async def get_person_value(
    person_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> PersonValue:
    """Tell where a person stands (new, active, at risk, lapsed) and what a year may bring."""
    caller.demand(Scope.CUSTOMERS_READ)
    moment = now()
    return await runtime.read(lambda tx: person_value(tx, person_id, moment))


HANDLERS = (get_persons, get_overview, get_person_timeline, get_person_value)
