"""Promotions at head office: listed with their days, written, tried on a basket, stopped."""

from datetime import date

from litestar import Response, get, post
from msgspec import Struct

from paraguas.doors.api.drawers import read_day
from paraguas.doors.api.given import AnyRequest, CodePart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.pages.forms import Form, whole
from paraguas.journeys.promotions.differing import Differs, tell_differences
from paraguas.journeys.promotions.saving import Writing, write_promotions
from paraguas.journeys.promotions.trying import Trial, try_promotions
from paraguas.network.model import Market
from paraguas.network.queries import network
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.promotions.actions.stop_promotion import stop_promotion
from paraguas.promotions.model import Promotion
from paraguas.promotions.queries import promotions
from paraguas.promotions.rules.reading import PromotionText, read_promotions
from paraguas.promotions.rules.tabling import rows_of
from paraguas.promotions.rules.trying import Tried
from paraguas.staff.model import Scope
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.stamp import Stamp
from paraguas.values.time import at_local

ADDRESS = "/board/promotions"
_MOST_TEXT = 100_000
_WRITES = Scope.CATALOGUE_WRITE
_NOON = 720
_FILE = "promotions.toml"


class Stopping(Struct, frozen=True):
    """A promotion to end now."""

    stamp: Stamp
    code: str


@get(ADDRESS, include_in_schema=False)
async def show_promotions(desk: GivenDesk) -> Response[str]:
    """Show promotions with their days, what differs by door, and the form to write and try."""
    return await _page(desk, Form(()))


@post(ADDRESS, include_in_schema=False, status_code=200)
async def save(desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Write the promotions of the form, or try them on its basket."""
    desk.caller.demand(_WRITES)
    form = await desk.form(request)
    try:
        texts = _texts(form)
        if form.text("try"):
            return await _page(desk, form, tried=await _try(desk, form, texts))
        item = Writing(desk.caller.stamp("api"), texts, _FILE)
        return await desk.write(request, form, write_promotions, item, lambda _: ADDRESS)
    except Refusal as problem:
        return await _page(desk, form, problem)


@post(ADDRESS + "/{code:str}/stop", include_in_schema=False, status_code=200)
async def stop(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """End a promotion now."""
    desk.caller.demand(_WRITES)
    form = await desk.form(request)
    try:
        item = Stopping(desk.caller.stamp("api"), code)
        return await desk.write(request, form, _stop, item, lambda _: ADDRESS)
    except Refusal as problem:
        return await _page(desk, form, problem)


async def _page(
    desk: Desk, form: Form, problem: Refusal | None = None, tried: Tried | None = None
) -> Response[str]:
    desk.caller.demand(Scope.ORDERS_READ)
    at = now()

    def look(tx: Tx) -> tuple[tuple[Promotion, ...], list[Differs], tuple[Market, ...]]:
        return promotions(tx).all, tell_differences(tx, at), tuple(network(tx).markets)

    found, differences, markets = await desk.runtime.read(look)
    return desk.page(
        "consoles/head_office/promotions.html",
        at="promotions",
        problem=problem,
        promotions=[(one, _state(one, at)) for one in reversed(found)],
        differences=differences,
        markets=markets,
        tried=tried,
        day=lambda text: desk.reader.words.day(date.fromisoformat(text)),
        told=form.text,
        long=lambda name: form.text(name, most=_MOST_TEXT),
    )


async def _try(desk: Desk, form: Form, texts: tuple[PromotionText, ...]) -> Tried:
    net = await desk.runtime.read(network)
    market = net.market(form.text("market"))
    if market is None:
        raise Malformed(where="market", problem=form.text("market")[:24])
    day, stamp = form.text("day"), desk.caller.stamp("api")
    # A day is tried at its noon, when whatever begins or ends on it has done so.
    at = at_local(read_day(day), _NOON, market.zone) if day else stamp.at
    lines = _lines(form.text("lines", most=_MOST_TEXT))
    trial = Trial(
        *(stamp, market.code, lines, at, texts),
        programme=form.text("programme"),
        tier=form.text("tier"),
    )
    return await desk.runtime.read(lambda tx: try_promotions(tx, trial))


def _texts(form: Form) -> tuple[PromotionText, ...]:
    text = form.text("text", most=_MOST_TEXT)
    if not text and form.text("try"):
        return ()
    return read_promotions(rows_of(text, _FILE), _FILE)


def _lines(text: str) -> list[tuple[str, int]]:
    """Read a line for each article: its code, and how many."""
    lines = []
    for told in filter(None, (each.split() for each in text.splitlines())):
        code, *rest = told
        if len(rest) > 1:
            raise Malformed(where="lines", problem=" ".join(told)[:60])
        units = whole(rest[0] if rest else "1", "lines", least=1, most=LARGEST_QUANTITY)
        lines.append((code, units))
    if not lines:
        raise Malformed(where="lines", problem="")
    return lines


def _stop(tx: Tx, item: Stopping) -> Promotion:
    return stop_promotion(tx, item.stamp, item.code)


def _state(one: Promotion, at: int) -> str:
    if one.runs(at):
        return "running"
    return "coming" if at < one.starts_at else "over"


HANDLERS = (show_promotions, save, stop)
