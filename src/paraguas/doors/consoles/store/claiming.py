"""A store looks after what does not work: claims opened, and each moved on by its next step."""

import msgspec
from litestar import Response, get, post
from msgspec import Struct

from paraguas.claims.model import OPEN, AnyStep, Claim, Leftover
from paraguas.claims.queries import claims_of, find_number, list_claims, the_claim
from paraguas.claims.rules.stepping import steps_from
from paraguas.doors.api.given import AnyRequest, CodePart, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.customer.claiming import FIELDS, Preview, claiming_in, preview
from paraguas.doors.pages.forms import Form, read_fields
from paraguas.journeys.claiming.opening import claim
from paraguas.journeys.claiming.steps import Stepping, step_claim
from paraguas.journeys.returning.returning import order_of
from paraguas.network.model import Place
from paraguas.orders import queries as orders
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.time import local_day

PATH = "/store/{code:str}/claims"
_MOST = 100
_TEXTS = ("repairer", "reason", "leftover", "tracking")


class Shown(Struct, frozen=True):
    """A claim as the page shows it: its goods by name, the steps that may come next."""

    one: Claim
    order_number: str
    title: str
    steps: tuple[str, ...]
    late: bool


class Claims(Struct, frozen=True):
    """What the page shows: open claims of the store, and those and the goods of an order."""

    here: tuple[Shown, ...]
    found: tuple[Shown, ...] = ()
    preview: Preview | None = None


@get(PATH, include_in_schema=False)
async def show_claims(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show the open claims of a store; of an order, its claims and what the guarantee gives."""
    form = read_fields(request.url.query.encode())
    return await _page(desk, code, form, done=form.text("done"))


@post(PATH, include_in_schema=False, status_code=200)
async def take_claim(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Open a claim for who stands here."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STORE_WORK)
    try:
        stamp = here.caller.stamp("till", form.text("override") or None)
        order = form.text("order", most=120)
        item = claiming_in(form, stamp, order, here.caller.grant.actor)
        to = f"/store/{place.code}/claims?done=claim_opened&find="
        return await here.write(request, form, claim, item, lambda one: f"{to}{one.number}")
    except Refusal as problem:
        return await _page(here, code, form, problem=problem)


@post(PATH + "/{claim_id:str}", include_in_schema=False, status_code=200)
async def move_on(
    code: CodePart, claim_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Do the next step of a claim."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STORE_WORK)
    try:
        currency = await here.runtime.read(lambda tx: the_claim(tx, claim_id).currency)
        stamp = here.caller.stamp("till", form.text("reason") or None)
        step = _step(form, place, currency)
        item = Stepping(stamp, claim_id, step, here.caller.grant.actor)
        to = f"/store/{place.code}/claims?done=claim_moved&find="
        return await here.write(request, form, step_claim, item, lambda one: f"{to}{one.number}")
    except Refusal as problem:
        return await _page(here, code, form, problem=problem)


def _step(form: Form, place: Place, currency: str) -> AnyStep:
    """Read the step that was chosen, with those fields that are its own."""
    told = {"step": form.text("step"), "place": place.code}
    told |= {name: form.text(name) for name in _TEXTS if form.text(name)}
    amount = form.money("amount", currency)
    whole = told | ({"amount_minor": amount} if amount else {})
    own = _fields(told["step"])
    try:
        step: AnyStep = msgspec.convert({k: v for k, v in whole.items() if k in own}, AnyStep)
    except msgspec.ValidationError as problem:
        raise Malformed(where="step", problem=str(problem)) from problem
    return step


def _fields(word: str) -> frozenset[str]:
    """Name the fields of a step by its word."""
    kinds = {kind.__struct_config__.tag: kind for kind in AnyStep.__args__}
    kind = kinds.get(word)
    return frozenset(("step", *(kind.__struct_fields__ if kind else ())))


async def _page(
    desk: Desk, code: str, form: Form, *, problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    here, place = await stand_at(desk, code)
    text = form.text("find", most=120) or form.text("order", most=120)

    def look(tx: Tx, *, wanted: str) -> Claims:
        own = _shown(tx, list_claims(tx, OPEN, place_id=place.place_id, most=_MOST), place)
        if not wanted:
            return Claims(own)
        named = find_number(tx, wanted)
        order = orders.order(tx, named[0].order_id) if named else order_of(tx, wanted)
        item = None
        if form.text("line") and not problem:
            item = claiming_in(form, here.caller.stamp("till"), order.order_id)
        found = _shown(tx, claims_of(tx, order.order_id), place)
        return Claims(own, found, preview(tx, order, item))

    try:
        seen = await here.runtime.read(lambda tx: look(tx, wanted=text))
    except Refusal as refused:
        problem = problem or refused
        seen = await here.runtime.read(lambda tx: look(tx, wanted=""))
    return here.page(
        "consoles/store/claims.html",
        at="claims",
        store=place,
        problem=problem,
        done=done,
        text=text,
        claims=seen,
        asked=form,
        fields=FIELDS,
        leftovers=[one.value for one in Leftover],
    )


def _shown(tx: Tx, found: list[Claim], place: Place) -> tuple[Shown, ...]:
    today = local_day(now(), place.zone).isoformat()
    told = []
    for one in found:
        order = orders.order(tx, one.order_id)
        title = next(e.line.title for e in order.lines if e.line.line_no == one.line_no)
        late = one.open and one.guarantee.due_on < today
        told.append(Shown(one, order.number, title, steps_from(one.state), late))
    return tuple(told)


HANDLERS = (show_claims, take_claim, move_on)
