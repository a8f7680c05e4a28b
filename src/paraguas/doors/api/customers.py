"""Customers over the API: what sources tell, who it is, and what is decided about it."""

from collections.abc import Sequence
from typing import Annotated

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.customers import queries
from paraguas.customers.actions.keep_apart import keep_apart
from paraguas.customers.actions.link_persons import link_persons
from paraguas.customers.actions.retract_link import retract_link
from paraguas.customers.actions.take_in import take_in
from paraguas.customers.model import Incoming, Link
from paraguas.doors.api.customer_shapes import (
    ApartIn,
    FindIn,
    FoundOut,
    LinkOut,
    MergeIn,
    RecordedOut,
    RecordIn,
    WhyIn,
    found_out,
    link_out,
)
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.staff.model import Scope
from paraguas.values.language import choose_language, read_accept_language
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.stamp import Stamp
from paraguas.values.words import Words

MOST_REVIEWED = 100
"""Pairs to review that are listed at once at most."""


class Recording(Struct, frozen=True):
    """A record on its way in."""

    stamp: Stamp
    incoming: Incoming


class Deciding(Struct, frozen=True):
    """A decision of somebody's about two records; `other` is empty where it is taken back."""

    stamp: Stamp
    one: str
    other: str = ""


class ReviewPage(Struct, frozen=True):
    """Pairs that somebody should look at, the likeliest first; `next` is the cursor after them."""

    pairs: tuple[LinkOut, ...]
    next: str | None


@post("/customers/records", operation_id="recordCustomer", tags=["customers"], status_code=201)
async def record_customer(
    data: JSONBody[RecordIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[RecordedOut]:
    """Record what a source knows of a person; whose it is, is decided in the same moment."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    stamp = caller.stamp("api")
    incoming = Incoming(
        source=data.source,
        system=data.system,
        external=data.external,
        details=data.details,
        at=stamp.at,
    )
    item, answering = Recording(stamp, incoming), Answering(201)
    return await perform(
        runtime, caller, request, _record, item, answering=answering, together=True
    )


@post("/customers/find", operation_id="findCustomers", tags=["customers"], status_code=200)
async def find_customers(
    data: JSONBody[FindIn], runtime: GivenRuntime, caller: GivenCaller
) -> list[FoundOut]:
    """Find persons by anything known of them, the likeliest first; nothing is kept of it."""
    caller.demand(Scope.CUSTOMERS_READ)
    words = _words(caller.language)

    def look(tx: Tx) -> list[FoundOut]:
        found = queries.look_up(tx, data.details, most=data.most)
        persons = queries.persons(tx, (one.person_id for one in found))
        return [found_out(one, persons[one.person_id], words) for one in found]

    return await runtime.read(look)


@get("/customers/review", operation_id="listReview", tags=["customers"])
async def list_review(
    runtime: GivenRuntime,
    caller: GivenCaller,
    after: Annotated[str, QueryParameter(max_length=48)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_REVIEWED)] = 25,
) -> ReviewPage:
    """List pairs that may be one person and were not linked, the likeliest first."""
    caller.demand(Scope.CUSTOMERS_READ)
    words, seen = _words(caller.language), _read_cursor(after)
    found = await runtime.read(lambda tx: queries.review(tx, before=seen, most=limit + 1))
    shown = found[:limit]
    cursor = f"{shown[-1].weight_millibits}.{shown[-1].link_id}" if len(found) > limit else None
    return ReviewPage(tuple(link_out(one, words) for one in shown), cursor)


@post("/persons/{person_id:str}/merge", operation_id="mergePersons", tags=["customers"],
      status_code=200)  # fmt: skip
async def merge_persons(
    person_id: IdPart,
    data: JSONBody[MergeIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[LinkOut]:
    """Say that two persons are one; retracting the link parts them exactly, at any time."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    item = Deciding(caller.stamp("api", reason=data.reason), person_id, data.other)
    return await perform(runtime, caller, request, _merge, item, answering=_telling(caller))


@post("/customers/apart", operation_id="keepApart", tags=["customers"], status_code=200)
async def post_apart(
    data: JSONBody[ApartIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[LinkOut]:
    """Say that two records are never one person, whatever comes; a person parts if need be."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    item = Deciding(caller.stamp("api", reason=data.reason), data.one, data.other)
    return await perform(runtime, caller, request, _keep_apart, item, answering=_telling(caller))


@post("/customers/links/{link_id:str}/retract", operation_id="retractLink", tags=["customers"],
      status_code=200)  # fmt: skip
async def post_retraction(
    link_id: IdPart,
    data: JSONBody[WhyIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[LinkOut]:
    """Take a decision back (unmerge): persons are as they would be without it."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    item = Deciding(caller.stamp("api", reason=data.reason), link_id)
    return await perform(runtime, caller, request, _retract, item, answering=_telling(caller))


def _words(language: str) -> Words:
    return speak(choose_language(read_accept_language(language)))


def _telling(caller: GivenCaller) -> Answering:
    words = _words(caller.language)
    return Answering(shape=lambda link: link_out(link, words))


def _read_cursor(text: str) -> tuple[int, str] | None:
    if not text:
        return None
    weight, _, link_id = text.partition(".")
    if not (weight.lstrip("-").isdecimal() and weight.isascii() and len(link_id) == 32):
        raise Malformed(where="after", problem="not a cursor of this list")
    return int(weight), link_id


def _record(tx: Tx, items: Sequence[Recording]) -> list[RecordedOut | Refusal]:
    told = take_in(tx, [(item.stamp, item.incoming) for item in items])
    return [one if isinstance(one, Refusal) else RecordedOut(*one) for one in told]


def _merge(tx: Tx, item: Deciding) -> Link:
    return link_persons(tx, item.stamp, item.one, item.other)


def _keep_apart(tx: Tx, item: Deciding) -> Link:
    return keep_apart(tx, item.stamp, item.one, item.other)


def _retract(tx: Tx, item: Deciding) -> Link:
    return retract_link(tx, item.stamp, item.one)


HANDLERS = (
    *(record_customer, find_customers, list_review, merge_persons, post_apart, post_retraction),
)
