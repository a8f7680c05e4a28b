"""Customers at head office: find one, see the whole of her, and say who is one and who is two."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Response, get, post
from msgspec import Struct

from paraguas.customers import queries
from paraguas.customers.actions.keep_apart import keep_apart
from paraguas.customers.actions.link_persons import link_persons
from paraguas.customers.actions.retract_link import retract_link
from paraguas.customers.model import Link
from paraguas.customers.rules.surviving import Held, Person
from paraguas.doors.api.given import AnyRequest, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.head_office.person_moves import (
    Moves,
    Trying,
    try_merge,
    try_unmerge,
)
from paraguas.doors.pages.forms import Form
from paraguas.journeys.people.accounts import members_of
from paraguas.network.queries import Network, network
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.work import Verb
from paraguas.staff.model import Scope
from paraguas.staff.rules.scopes import may
from paraguas.values.ids import PersonId
from paraguas.values.place import Address
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.stamp import Stamp
from paraguas.values.words import Words
from paraguas.views.match_in_words import Bar, explain, waterfall
from paraguas.views.person_finding import find_persons
from paraguas.views.person_overview import person_overview
from paraguas.views.person_timeline import person_timeline
from paraguas.views.person_value import person_value

MOST_FOUND = 20
MOST_REVIEWED = 25
MOST_HAPPENINGS = 50
REVIEW = "/board/customers/review"


class Saying(Struct, frozen=True):
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


@get("/board/customers/{person_id:str}/merge", include_in_schema=False)
async def show_merge(person_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show what making a customer one with another would move, and ask for the reason."""
    desk.caller.demand(Scope.CUSTOMERS_WRITE)
    other = request.query_params.get("other", "").strip()[:32]
    return await _moves(desk, person_id, "merge", try_merge, person_id, other)


@get("/board/customers/{person_id:str}/unmerge", include_in_schema=False)
async def show_unmerge(person_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show what taking a decision back would part, and ask for the reason."""
    desk.caller.demand(Scope.CUSTOMERS_WRITE)
    link = request.query_params.get("link", "").strip()[:32]
    return await _moves(desk, person_id, "unmerge", try_unmerge, link)


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
        pairs=[_beside(one, known[one.left], known[one.right], words) for one in pairs],
        decides=may(desk.caller.grant, Scope.CUSTOMERS_WRITE),
    )


async def _moves(desk: Desk, person_id: str, how: str, attempt: Verb, *ends: str) -> Response[str]:
    item = Trying(desk.caller.stamp(), *ends)
    try:
        moves: Moves = await desk.runtime.write(attempt, item)
    except Refusal as problem:
        return await _person(desk, person_id, problem=problem)
    shown = [one.person for one in (*moves.now, *moves.then)]
    return desk.page(
        "consoles/head_office/person_moves.html",
        at="customers",
        how=how,
        moves=moves,
        about=ends[-1],
        back=f"/board/customers/{person_id}",
        fields={(one.person_id, one.record_ids): _fields(one) for one in shown},
        decides=True,
    )


async def _person(
    desk: Desk, person_id: str, *, before: str = "", problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    desk.caller.demand(Scope.CUSTOMERS_READ)
    words, moment = desk.reader.words, now()

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
            "members": members_of(tx, person_id, moment),
            "value": person_value(tx, person_id, moment),
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


class Pair(Struct, frozen=True):
    """Two records that may be one person, side by side; rows: field, what each has of it."""

    link: Link
    left: Person
    right: Person
    rows: tuple[tuple[str, list[str], list[str]], ...]
    bars: tuple[Bar, ...]


def _beside(link: Link, left: Person, right: Person, words: Words) -> Pair:
    one, other = dict(_fields(left)), dict(_fields(right))
    rows = ((name, one.get(name, []), other.get(name, [])) for name in {**one, **other})
    return Pair(link, left, right, tuple(rows), waterfall(link.evidence, words))


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


HANDLERS = (
    *(show_search, show_review, show_person, show_merge, show_unmerge, merge, unmerge, decide),
)
