"""A count of a store: scan, type how many, close; what is expected is told only then."""

from litestar import Response, get, post
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, CodePart, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.store.goods import goods_page, titles_of
from paraguas.doors.consoles.store.today import stand_at
from paraguas.inventory.model import Count, CountLine, CountState
from paraguas.journeys.stock import counting
from paraguas.journeys.stock.codes import Counted
from paraguas.journeys.stock.counting import Closing, Entering, Opening, ToldCount, own_count
from paraguas.network.model import Place
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.staff.rules.scopes import may
from paraguas.values.ids import SkuId
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.refusal import Refusal

_MOST_LINES = 100


class Sheet(Struct, frozen=True):
    """A count as its page shows it.

    lines: what was counted, the last first; once it is closed, where there is a difference.
    counted: how many SKUs were.
    """

    count: Count
    lines: tuple[CountLine, ...]
    counted: int
    titles: dict[SkuId, str]

    @property
    def over(self) -> bool:
        """Whether it is closed."""
        return self.count.state is CountState.CLOSED


@post("/store/{code:str}/counts", include_in_schema=False, status_code=200)
async def begin(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Open a count of the codes named, or of everything in the store."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STOCK_WRITE)
    skus = tuple(form.text("skus").replace(",", " ").split())
    item = Opening(here.caller.stamp("till"), place.code, skus)

    def to(opened: ToldCount) -> str:
        return f"/store/{place.code}/counts/{opened.count_id}"

    try:
        return await here.write(request, form, counting.begin_count, item, to)
    except Refusal as problem:
        return await goods_page(here, code, problem=problem)


@get("/store/{code:str}/counts/{count_id:str}", include_in_schema=False)
async def show_count(
    code: CodePart, count_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Show a count: what to scan next and what was counted, or its differences."""
    return await count_page(desk, code, count_id, done=request.query_params.get("done", ""))


@post("/store/{code:str}/counts/{count_id:str}/entries", include_in_schema=False,
      status_code=200)  # fmt: skip
async def enter(
    code: CodePart, count_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Enter how many of an article were counted."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STOCK_WRITE)
    to = f"/store/{place.code}/counts/{count_id}?done=counted"
    try:
        quantity = form.number("quantity", most=LARGEST_QUANTITY)
        line = Counted(form.text("sku", most=60), quantity)
        item = Entering(here.caller.stamp("till"), count_id, (line,), place.place_id)
        return await here.write(request, form, counting.enter, item, lambda _: to)
    except Refusal as problem:
        return await count_page(here, code, count_id, problem=problem)


@post("/store/{code:str}/counts/{count_id:str}/close", include_in_schema=False,
      status_code=200)  # fmt: skip
async def close(
    code: CodePart, count_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Close a count and show what it found."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STOCK_WRITE)
    to = f"/store/{place.code}/counts/{count_id}?done=count-closed"
    reason = form.text("reason")
    stamp = here.caller.stamp("till", reason=reason)
    item = Closing(stamp, count_id, reason, place.place_id)
    try:
        return await here.write(request, form, counting.close, item, lambda _: to)
    except Refusal as problem:
        return await count_page(here, code, count_id, problem=problem)


async def count_page(
    desk: Desk, code: str, count_id: str, *, problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    """Render a count, with what was refused or done just now."""
    desk, place = await stand_at(desk, code)
    language = desk.reader.words.language
    return desk.page(
        "consoles/store/count.html",
        at="stock",
        store=place,
        problem=problem,
        done=done,
        sheet=await desk.runtime.read(lambda tx: _sheet(tx, place, count_id, language)),
        writes=may(desk.caller.grant, Scope.STOCK_WRITE),
    )


def _sheet(tx: Tx, place: Place, count_id: str, language: str) -> Sheet:
    found = own_count(tx, count_id, place.place_id)
    counted = [line for line in found.lines if line.counted is not None]
    if found.state is CountState.CLOSED:
        shown = [line for line in counted if line.difference or line.short]
    else:
        shown = sorted(counted, key=lambda line: line.counted_at or 0, reverse=True)
    lines = tuple(shown[:_MOST_LINES])
    titles = titles_of(tx, {line.sku_id for line in lines}, language)
    return Sheet(found, lines, len(counted), titles)


HANDLERS = (begin, show_count, enter, close)
