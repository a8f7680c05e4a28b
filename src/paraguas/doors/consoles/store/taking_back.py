"""A store takes units back: the order by its number, the verdict in words, the money, at once."""

from litestar import Response, get, post

from paraguas.doors.api.given import AnyRequest, CodePart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.customer.returning import HANDLINGS, REASONS, Preview, asked_in, preview
from paraguas.doors.pages.forms import Form, read_fields
from paraguas.journeys.returning.blind import Blind, take_back_blind
from paraguas.journeys.returning.returning import (
    AtDesk,
    Override,
    Requesting,
    order_of,
    return_at_once,
)
from paraguas.network.model import Place
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Came, Disposition, Return
from paraguas.returns.queries import returns_of
from paraguas.staff.model import Scope
from paraguas.values.refusal import Malformed, Refusal

PATH = "/store/{code:str}/returns"
_USUAL = "usual"
_MOST_UNITS = 1000


@get(PATH, include_in_schema=False)
async def show_returns(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Find an order, choose what comes back, and show what the policy book gives for it."""
    form = read_fields(request.url.query.encode())
    return await _page(desk, code, form, done=form.text("done"))


@post(PATH, include_in_schema=False, status_code=200)
async def take_back(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Take the units in and give the money back, in one step."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STORE_WORK)
    to = f"/store/{place.code}/returns?done=taken-back"
    try:
        item = AtDesk(_requesting(here, place, form), _came(form))
        return await here.write(
            request, form, return_at_once, item, lambda one: f"{to}&order={_order(one)}"
        )
    except Refusal as problem:
        return await _page(here, code, form, problem=problem)


@post(PATH + "/blind", include_in_schema=False, status_code=200)
async def take_unproved(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Take units in without any proof of purchase, for store credit."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STORE_WORK)
    to = f"/store/{place.code}/returns?done=taken-back"
    try:
        item = Blind(
            *(here.caller.stamp("till"), here.caller.grant.actor, place.code),
            *(form.text("sku", most=60), form.number("units", least=1, most=_MOST_UNITS)),
            contact=form.text("contact"),
            reason=form.text("reason", most=24) or REASONS[0],
            handling=form.text("handling", most=24) or HANDLINGS[0],
            opened=bool(form.text("opened")),
        )
        return await here.write(request, form, take_back_blind, item, lambda _: to)
    except Refusal as problem:
        return await _page(here, code, form, problem=problem)


def _requesting(desk: Desk, place: Place, form: Form) -> Requesting:
    why = form.text("override")
    return Requesting(
        *(desk.caller.stamp("till", why or None), form.text("order", most=120), asked_in(form)),
        actor=desk.caller.grant.actor,
        gift=bool(form.text("gift")),
        contact=form.text("contact"),
        as_credit=bool(form.text("as_credit")),
        override=Override(why, bool(form.text("waive"))) if why else None,
        place=place.code,
    )


def _came(form: Form) -> tuple[Came, ...]:
    """Read what becomes of the units; what is usual where nothing else was chosen."""
    becomes = form.text("becomes", most=24) or _USUAL
    if becomes == _USUAL:
        return ()
    if becomes not in set(Disposition):
        raise Malformed(where="becomes", problem=becomes)
    return tuple(
        Came(item=number, units=one.units, dispositions={Disposition(becomes): one.units})
        for number, one in enumerate(asked_in(form), start=1)
    )


def _order(one: Return) -> str:
    return one.order_id


async def _page(
    desk: Desk, code: str, form: Form, *, problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    here, place = await stand_at(desk, code)
    text = form.text("order", most=120)

    def look(tx: Tx, *, asked: Form) -> tuple[Preview, list[Return]]:
        order = order_of(tx, text)
        seen = preview(tx, order, _requesting(here, place, asked))
        return seen, returns_of(tx, order.order_id)

    seen: Preview | None = None
    past: list[Return] = []
    if text:
        try:
            seen, past = await here.runtime.read(lambda tx: look(tx, asked=form))
        except Refusal as refused:
            problem = problem or refused
    return here.page(
        "consoles/store/returns.html",
        at="returns",
        store=place,
        problem=problem,
        done=done,
        text=text,
        preview=seen,
        past=past,
        asked=form,
        reasons=REASONS,
        handlings=HANDLINGS,
        dispositions=(_USUAL, *(one.value for one in Disposition)),
    )


HANDLERS = (show_returns, take_back, take_unproved)
