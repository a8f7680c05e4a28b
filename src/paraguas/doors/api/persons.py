"""A person over the API: the view of her, what she said, and her data to take along."""

from typing import Any

from litestar import Response, delete, get, post
from litestar.params import JSONBody
from msgspec import Struct

from paraguas.customers import queries
from paraguas.doors.api.customer_shapes import (
    ConsentIn,
    LinkOut,
    PersonOut,
    PreferenceIn,
    consent_out,
    held_out,
    link_out,
    nomination_out,
    said_out,
)
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.person_holdings import holdings_of
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.people import saying
from paraguas.network.errors import EntityUnknown
from paraguas.network.model import entity_id_of
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.preferences.model import Nominee, StatementKind
from paraguas.preferences.rules.wishing import nominations, preferences
from paraguas.staff.model import Scope
from paraguas.values.language import choose_language, read_accept_language
from paraguas.values.stamp import Stamp


class Saying(Struct, frozen=True):
    """What a person said, and of whom it was said."""

    stamp: Stamp
    person_id: str
    given: Any = None
    subject: str = ""


class SaidRef(Struct, frozen=True):
    """What was written down."""

    statement_id: str


@get("/persons/{person_id:str}", operation_id="getPerson", tags=["persons"])
async def get_person(person_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> PersonOut:
    """Read a person by the id of any record of hers."""
    caller.demand(Scope.CUSTOMERS_READ)
    return await runtime.read(lambda tx: tell_person(tx, person_id))


@get("/persons/{person_id:str}/links", operation_id="listPersonLinks", tags=["persons"])
async def get_links(person_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> list[LinkOut]:
    """List every decision about her records, also those taken back, the latest first."""
    caller.demand(Scope.CUSTOMERS_READ)
    words = speak(choose_language(read_accept_language(caller.language)))

    def look(tx: Tx) -> list[LinkOut]:
        own = list(queries.records_of_person(tx, person_id))
        return [link_out(link, words) for link in queries.links_of_person(tx, own)]

    return await runtime.read(look)


@get("/persons/{person_id:str}/household", operation_id="listHousehold", tags=["persons"])
async def get_household(person_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> list[str]:
    """List the other persons of her family name at her address; they stay persons of their own."""
    caller.demand(Scope.CUSTOMERS_READ)
    return list(await runtime.read(lambda tx: queries.household(tx, person_id)))


@get("/persons/{person_id:str}/export", operation_id="exportPerson", tags=["persons"])
async def get_export(
    person_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> dict[str, Any]:
    """Give all that is held of her, as each source told it, to take along (GDPR 15 and 20)."""
    caller.demand(Scope.CUSTOMERS_READ)
    return await runtime.read(lambda tx: export_person(tx, person_id))


@post("/persons/{person_id:str}/preferences", operation_id="sayPreference", tags=["persons"],
      status_code=201)  # fmt: skip
async def post_preference(
    person_id: IdPart,
    data: JSONBody[PreferenceIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[SaidRef]:
    """Write down how she wants to be served, as she said it through this door."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    item = Saying(caller.stamp("api"), person_id, data)
    return await perform(runtime, caller, request, _prefer, item, answering=Answering(201))


@post("/persons/{person_id:str}/nominations", operation_id="nominatePerson", tags=["persons"],
      status_code=201)  # fmt: skip
async def post_nomination(
    person_id: IdPart,
    data: JSONBody[Nominee],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[SaidRef]:
    """Let somebody act for her: collect, change, return."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    item = Saying(caller.stamp("api"), person_id, data)
    return await perform(runtime, caller, request, _nominate, item, answering=Answering(201))


@delete("/persons/{person_id:str}/nominations/{nomination_id:str}", operation_id="endNomination",
        tags=["persons"], status_code=200)  # fmt: skip
async def delete_nomination(
    person_id: IdPart,
    nomination_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[SaidRef]:
    """Let somebody act for her no more."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    item = Saying(caller.stamp("api"), person_id, subject=nomination_id)
    return await perform(runtime, caller, request, _end_nomination, item)


@post("/persons/{person_id:str}/consents", operation_id="sayConsent", tags=["persons"],
      status_code=201)  # fmt: skip
async def post_consent(
    person_id: IdPart,
    data: JSONBody[ConsentIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[SaidRef]:
    """Write down that a contact point may be used for a purpose of a legal entity, or may not."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    item = Saying(caller.stamp("api"), person_id, data)
    return await perform(runtime, caller, request, _consent, item, answering=Answering(201))


def tell_person(tx: Tx, person_id: str) -> PersonOut:
    """Tell a person whole."""
    person = queries.person(tx, person_id)
    said = saying.statements(tx, person.record_ids)
    entities = {one.entity_id: one.code for one in network(tx).entities}
    consents = saying.consents(tx, person.record_ids)
    return PersonOut(
        *(person.person_id, person.called, person.is_erased, person.record_ids),
        fields={name: tuple(map(held_out, its)) for name, its in person.fields.items()},
        preferences=tuple(map(said_out, preferences(said).values())),
        nominations=tuple(map(nomination_out, nominations(said))),
        consents=tuple(consent_out(one, entities) for one in consents),
    )


def export_person(tx: Tx, person_id: str) -> dict[str, Any]:
    """Gather all that is held of a person."""
    own = queries.records_of_person(tx, person_id)
    kept = [
        {
            "record_id": one.record_id,
            "source": one.source,
            "system": one.system,
            "external": one.external,
            "at": one.at,
            "details": one.details,
        }
        for one in own.values()
    ]
    return {
        "person": tell_person(tx, person_id),
        "records": kept,
        "statements": saying.statements(tx, list(own)),
        "consents": saying.consents_said(tx, list(own)),
        "decisions": queries.links_of_person(tx, list(own)),
        **holdings_of(tx, person_id),
    }


def _prefer(tx: Tx, item: Saying) -> SaidRef:
    kind = StatementKind(item.given.kind)
    return SaidRef(
        saying.prefer(tx, item.stamp, item.person_id, kind, item.given.value).statement_id
    )


def _nominate(tx: Tx, item: Saying) -> SaidRef:
    return SaidRef(saying.nominate(tx, item.stamp, item.person_id, item.given).statement_id)


def _end_nomination(tx: Tx, item: Saying) -> SaidRef:
    said = saying.end_nomination(tx, item.stamp, item.person_id, item.subject)
    return SaidRef(said.statement_id)


def _consent(tx: Tx, item: Saying) -> SaidRef:
    entity = network(tx).entity(entity_id_of(item.given.entity))
    if entity is None:
        raise EntityUnknown(entity=item.given.entity)
    said = saying.consent(
        *(tx, item.stamp, item.person_id),
        kind=item.given.kind,
        point=item.given.point,
        purpose=item.given.purpose,
        entity_id=entity.entity_id,
        granted=item.given.granted,
        evidence=item.given.evidence,
    )
    return SaidRef(said.consent_id)


HANDLERS = (
    *(get_person, get_links, get_household, get_export, post_preference, post_nomination),
    *(delete_nomination, post_consent),
)
