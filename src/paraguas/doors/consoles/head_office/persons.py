"""Customers at head office: find one, see the whole of her, and say who is one and who is two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Response, get, post

from paraguas.customers import queries
from paraguas.customers.actions.keep_apart import keep_apart
from paraguas.customers.actions.link_persons import link_persons
from paraguas.customers.actions.retract_link import retract_link
from paraguas.customers.model import Link
from paraguas.customers.rules.surviving import Held, Person
from paraguas.doors.api.given import AnyRequest, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.pages.forms import Form
from paraguas.network.queries import Network, network
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.staff.rules.scopes import may
from paraguas.values.ids import PersonId
from paraguas.values.place import Address
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.stamp import Stamp
from paraguas.views.match_in_words import explain
from paraguas.views.person_finding import find_persons
from paraguas.views.person_overview import person_overview
from paraguas.views.person_timeline import person_timeline

MOST_FOUND = 20
MOST_REVIEWED = 25
MOST_HAPPENINGS = 50
REVIEW = "/board/customers/review"


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says of two records; `other` is empty where a decision is taken back."""

    stamp: Stamp
    one: str
    other: str = ""


@get("/board/customers", include_in_schema=False)
async def show_search(desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Find a customer by whatever somebody holds."""
    desk.caller.demand(Scope.CUSTOMERS_READ)
    text = request.query_params.get("find", "").strip()[:120]

    def look(tx: Tx) -> tuple[Any, Sequence[Link]]:
        hits = find_persons(tx, text, most=MOST_FOUND) if text else None
        return hits, queries.review(tx, before=None, most=MOST_REVIEWED)

    hits, waiting = await desk.runtime.read(look)
    return desk.page(
        "consoles/head_office/persons.html",
        at="customers",
        find=text,
        hits=hits,
        waiting=len(waiting),
    )


@get(REVIEW, include_in_schema=False)
async def show_review(desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show pairs that may be one customer, the likeliest first."""
    return await _review(desk, done=request.query_params.get("done", ""))


@get("/board/customers/{person_id:str}", include_in_schema=False)
async def show_person(person_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show the whole of a customer."""
    asked = request.query_params
    return await _person(
        desk, person_id, before=asked.get("before", ""), done=asked.get("done", "")
    )


@post("/board/customers/{person_id:str}/merge", include_in_schema=False, status_code=200)
async def merge(person_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Say that this is also another customer."""
    form = await desk.form(request)
    to = f"/board/customers/{person_id}?done=person-merged"
    try:
        item = Saying(_hand(desk, form), person_id, form.text("other", most=32))
        return await desk.write(request, form, _merge, item, lambda _: to)
    except Refusal as problem:
        return await _person(desk, person_id, problem=problem)


@post("/board/customers/{person_id:str}/unmerge", include_in_schema=False, status_code=200)
async def unmerge(person_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Take a decision back."""
    form = await desk.form(request)
    to = f"/board/customers/{person_id}?done=person-unmerged"
    try:
        item = Saying(_hand(desk, form), form.text("link", most=32))
        return await desk.write(request, form, _retract, item, lambda _: to)
    except Refusal as problem:
        return await _person(desk, person_id, problem=problem)


@post(REVIEW, include_in_schema=False, status_code=200)
async def decide(desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Say of a pair that it is one customer, or two."""
    form = await desk.form(request)
    is_one = form.text("said") == "one"
    done = "person-merged" if is_one else "person-parted"
    try:
        pair = form.text("one", most=32), form.text("other", most=32)
        item = Saying(_hand(desk, form), *pair)
        verb = _merge if is_one else _part
        return await desk.write(request, form, verb, item, lambda _: f"{REVIEW}?done={done}")
    except Refusal as problem:
        return await _review(desk, problem=problem)


async def _review(desk: Desk, *, problem: Refusal | None = None, done: str = "") -> Response[str]:
    desk.caller.demand(Scope.CUSTOMERS_READ)

    def look(tx: Tx) -> tuple[Sequence[Link], Mapping[str, Person]]:
        pairs = queries.review(tx, before=None, most=MOST_REVIEWED)
        whose = queries.person_ids(tx, {end for link in pairs for end in (link.left, link.right)})
        known = queries.persons(tx, set(whose.values()))
        return pairs, {name: known[person_id] for name, person_id in whose.items()}

    pairs, known = await desk.runtime.read(look)
    words = desk.reader.words
    return desk.page(
        "consoles/head_office/persons_review.html",
        at="customers",
        problem=problem,
        done=done,
        pairs=[(one, explain(one.evidence, words)) for one in pairs],
        known={name: (person, _fields(person)) for name, person in known.items()},
        decides=may(desk.caller.grant, Scope.CUSTOMERS_WRITE),
    )


async def _person(
    desk: Desk, person_id: str, *, before: str = "", problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    desk.caller.demand(Scope.CUSTOMERS_READ)
    words = desk.reader.words

    def look(tx: Tx) -> dict[str, Any]:
        person = queries.person(tx, person_id)
        net: Network = network(tx)
        decided = queries.links_of_person(tx, person.record_ids)
        life = person_timeline(
            tx, person_id, language=words.language, before=before, most=MOST_HAPPENINGS
        )
        channels = {one.code: one.name for one in net.channels}
        return {
            "person": person,
            "fields": _fields(person),
            "links": [(one, explain(one.evidence, words)) for one in decided],
            "overview": person_overview(tx, person_id),
            "life": life,
            "names": channels,
        }

    shown = await desk.runtime.read(look)
    decides = may(desk.caller.grant, Scope.CUSTOMERS_WRITE)
    return desk.page(
        "consoles/head_office/person.html",
        at="customers",
        problem=problem,
        done=done,
        decides=decides and not shown["person"].is_erased,
        **shown,
    )


def _fields(person: Person) -> list[tuple[str, list[str]]]:
    return [(name, [_plain(one) for one in held]) for name, held in person.fields.items()]


def _plain(held: Held) -> str:
    value = held.value
    if isinstance(value, Address):
        parts = (value.line1, value.line2, value.postal_code, value.city, value.country)
        return ", ".join(filter(None, parts))
    return f"{value.kind}: {value.value}" if hasattr(value, "kind") else str(value)


def _hand(desk: Desk, form: Form) -> Stamp:
    desk.caller.demand(Scope.CUSTOMERS_WRITE)
    if not (reason := form.text("reason")):
        raise Malformed(where="reason", problem="empty")
    return desk.caller.stamp(reason=reason)


def _merge(tx: Tx, item: Saying) -> PersonId:
    return PersonId(link_persons(tx, item.stamp, item.one, item.other).left)


def _part(tx: Tx, item: Saying) -> PersonId:
    return PersonId(keep_apart(tx, item.stamp, item.one, item.other).left)


def _retract(tx: Tx, item: Saying) -> PersonId:
    return PersonId(retract_link(tx, item.stamp, item.one).left)


HANDLERS = (show_search, show_review, show_person, merge, unmerge, decide)
