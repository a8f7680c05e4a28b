"""A store's stock: what comes and is taken in by its receipt, what goes, what is being counted."""

from litestar import Response, get, post
from msgspec import Struct

from paraguas.catalog.queries import catalogue
from paraguas.doors.api.given import AnyRequest, CodePart, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.pages.forms import Form
from paraguas.inventory.model import Count, CountState, Transfer, TransferState
from paraguas.inventory.queries import (
    count_progress,
    list_counts,
    list_transfers,
    transfer,
    transfers_to,
)
from paraguas.journeys.stock import transfers
from paraguas.journeys.stock.codes import Counted
from paraguas.journeys.stock.transfers import Arrival, Ending
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.staff.rules.scopes import may
from paraguas.values.ids import CountId, PlaceId, SkuId
from paraguas.values.refusal import Malformed, Refusal

REASONS = ("not_inside", "damaged", "sent_wrongly")
"""Why units of a transfer never came, as the page words it."""

_MOST_TRANSFERS = 30
_MOST_LINES = 200
_MOST_COUNTS = 10
_ROWS = 5


class Goods(Struct, frozen=True):
    """What a store expects, sent and counts; names and titles as the reader knows them.

    progress: of open counts, how many SKUs they have and how many of these are counted.  places:
    where it may send to, by code and name.
    """

    coming: tuple[Transfer, ...]
    going: tuple[Transfer, ...]
    counts: tuple[Count, ...]
    progress: dict[CountId, tuple[int, int]]
    names: dict[PlaceId, str]
    titles: dict[SkuId, str]
    places: list[tuple[str, str]]


@get("/store/{code:str}/stock", include_in_schema=False)
async def show_goods(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show what is on its way to a store, and its open counts."""
    return await goods_page(desk, code, done=request.query_params.get("done", ""))


@post("/store/{code:str}/transfers/{transfer_id:str}/receipts", include_in_schema=False,
      status_code=200)  # fmt: skip
async def receive(
    code: CodePart, transfer_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Take in what came of a transfer; the form names its receipt, so two people take it once."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STOCK_WRITE)
    to = f"/store/{place.code}/stock?done=received"
    try:
        lines = await here.runtime.read(lambda tx: _lines(tx, form, transfer_id))
        document = form.text("document", most=60)
        stamp = here.caller.stamp("till", reason=document)
        item = Arrival(stamp, transfer_id, document, lines, place.place_id)
        return await here.write(request, form, transfers.receive, item, lambda _: to)
    except Refusal as problem:
        return await goods_page(here, code, problem=problem)


@post("/store/{code:str}/transfers/{transfer_id:str}/close", include_in_schema=False,
      status_code=200)  # fmt: skip
async def close(
    code: CodePart, transfer_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Write off what never came of a transfer."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STOCK_WRITE)
    to = f"/store/{place.code}/stock?done=written-off"
    try:
        if (chosen := form.text("reason")) not in REASONS:
            raise Malformed(where="reason", problem=chosen)
        reason = here.reader.words.say(f"pages.goods.{chosen}")
        stamp = here.caller.stamp("till", reason=reason)
        item = Ending(stamp, transfer_id, reason, place.place_id)
        return await here.write(request, form, transfers.close, item, lambda _: to)
    except Refusal as problem:
        return await goods_page(here, code, problem=problem)


async def goods_page(
    desk: Desk, code: str, *, problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    """Render a store's stock, with what was refused or done just now."""
    desk, place = await stand_at(desk, code)
    language = desk.reader.words.language
    return desk.page(
        "consoles/store/goods.html",
        at="stock",
        store=place,
        problem=problem,
        done=done,
        goods=await desk.runtime.read(lambda tx: _goods(tx, place, language)),
        reasons=REASONS,
        writes=may(desk.caller.grant, Scope.STOCK_WRITE),
        most=_MOST_LINES,
        rows=_ROWS,
    )


def titles_of(tx: Tx, skus: set[SkuId], language: str) -> dict[SkuId, str]:
    """Name SKUs in a language."""
    catalog = catalogue(tx)
    return {one: sku.title(language) for one in skus if (sku := catalog.sku(one))}


def _goods(tx: Tx, place: Place, language: str) -> Goods:
    coming = transfers_to(tx, place.place_id, most=_MOST_TRANSFERS)
    opened = list_counts(tx, place.place_id, CountState.OPEN, most=_MOST_COUNTS)
    sent = list_transfers(tx, place.place_id, TransferState.SENT, most=_MOST_TRANSFERS)
    going = [one for one in sent if one.from_place_id == place.place_id]
    skus = {line.sku_id for one in (*coming, *going) for line in one.lines}
    places = network(tx).places
    return Goods(
        *(tuple(coming), tuple(going), tuple(opened), count_progress(tx, opened)),
        {one.place_id: one.name for one in places},
        titles_of(tx, skus, language),
        [(one.code, one.name) for one in places if one.place_id != place.place_id],
    )


def _lines(tx: Tx, form: Form, transfer_id: str) -> tuple[Counted, ...]:
    """Read the units by the number of their line; Malformed where none came."""
    found, units = transfer(tx, transfer_id).lines, form.units()
    if not units or max(units) >= len(found):
        raise Malformed(where="units", problem="none")
    catalog = catalogue(tx)
    skus = {number: catalog.sku(found[number].sku_id) for number in units}
    return tuple(Counted(sku.code, units[number]) for number, sku in skus.items() if sku)


HANDLERS = (show_goods, receive, close)
