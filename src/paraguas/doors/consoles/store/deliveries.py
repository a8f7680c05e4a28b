"""A store's deliveries: what suppliers announced is taken in, and damaged goods are set aside."""

from datetime import date

from litestar import Response, get, post
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, CodePart, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.store.goods import titles_of
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.pages.forms import Form
from paraguas.inventory.model import Condition, Position
from paraguas.inventory.queries import aside_at
from paraguas.inventory.rules.setting_aside import STEPS
from paraguas.journeys.stock import dock
from paraguas.journeys.stock.codes import Counted, code_of_sku
from paraguas.journeys.stock.dock import Arrival, CameLine, Ending
from paraguas.journeys.stock.sorting import Sorting, sort_goods
from paraguas.network.model import Place
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.staff.rules.scopes import may
from paraguas.supply.model import PurchaseOrder
from paraguas.supply.queries import purchase_orders_to
from paraguas.values.ids import SkuId
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.refusal import Malformed, Refusal

REASONS = ("not_delivered", "supplier_out", "sent_back")
"""Why the rest of a purchase order does not come, as the page words it."""

MOVES = {f"{was.value}-{becomes.value}": (was, becomes) for was, becomes in STEPS}
"""What may be done with units, as the page names it."""

_MOST_ORDERS = 30
_MOST_LINES = 200
_MOST_ASIDE = 200


class Deliveries(Struct, frozen=True):
    """What a store expects of suppliers, the earliest first, and what lies aside there."""

    expected: tuple[PurchaseOrder, ...]
    aside: tuple[Position, ...]
    titles: dict[SkuId, str]


@get("/store/{code:str}/deliveries", include_in_schema=False)
async def show_deliveries(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show what suppliers announced for a store, and its damaged goods."""
    return await deliveries_page(desk, code, done=request.query_params.get("done", ""))


@post("/store/{code:str}/deliveries/{order_id:str}/receipts", include_in_schema=False,
      status_code=200)  # fmt: skip
async def receive(
    code: CodePart, order_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Take in what came of a supplier; the form names its receipt, so two people take it once."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STOCK_WRITE)
    to = f"/store/{place.code}/deliveries?done=received"
    try:
        lines = await here.runtime.read(lambda tx: _lines(tx, form, order_id, place))
        document = form.text("document", most=60)
        stamp = here.caller.stamp("till", reason=document)
        item = Arrival(stamp, order_id, document, lines, place.place_id)
        return await here.write(request, form, dock.receive, item, lambda _: to)
    except Refusal as problem:
        return await deliveries_page(here, code, problem=problem)


@post("/store/{code:str}/deliveries/{order_id:str}/close", include_in_schema=False,
      status_code=200)  # fmt: skip
async def close(
    code: CodePart, order_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Expect no more of a purchase order."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STOCK_WRITE)
    to = f"/store/{place.code}/deliveries?done=delivery-closed"
    try:
        if (chosen := form.text("reason")) not in REASONS:
            raise Malformed(where="reason", problem=chosen)
        reason = here.reader.words.say(f"pages.deliveries.{chosen}")
        stamp = here.caller.stamp("till", reason=reason)
        item = Ending(stamp, order_id, reason, place.place_id)
        return await here.write(request, form, dock.close, item, lambda _: to)
    except Refusal as problem:
        return await deliveries_page(here, code, problem=problem)


@post("/store/{code:str}/aside", include_in_schema=False, status_code=200)
async def sort(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Set units aside, put them back on sale or write them off."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STOCK_WRITE)
    to = f"/store/{place.code}/deliveries?done=sorted"
    try:
        was, becomes = _move(form)
        reason = form.text("reason")
        stamp = here.caller.stamp("till", reason=reason)
        quantity = form.number("quantity", least=1, most=LARGEST_QUANTITY)
        lines = (Counted(form.text("sku", most=60), quantity),)
        document = form.text("once", most=60)
        item = Sorting(stamp, place.code, document, was, becomes, reason, lines)
        return await here.write(request, form, sort_goods, item, lambda _: to)
    except Refusal as problem:
        return await deliveries_page(here, code, problem=problem)


async def deliveries_page(
    desk: Desk, code: str, *, problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    """Render a store's deliveries, with what was refused or done just now."""
    desk, place = await stand_at(desk, code)
    language = desk.reader.words.language
    return desk.page(
        "consoles/store/deliveries.html",
        at="stock",
        store=place,
        problem=problem,
        done=done,
        deliveries=await desk.runtime.read(lambda tx: _deliveries(tx, place, language)),
        reasons=REASONS,
        moves=tuple(MOVES),
        writes=may(desk.caller.grant, Scope.STOCK_WRITE),
        most=_MOST_LINES,
        day=lambda told: desk.reader.words.day(date.fromisoformat(told)),
    )


def _deliveries(tx: Tx, place: Place, language: str) -> Deliveries:
    expected = purchase_orders_to(tx, place.place_id, most=_MOST_ORDERS)
    aside = aside_at(tx, place.place_id, most=_MOST_ASIDE)
    skus = {line.sku_id for one in expected for line in one.lines}
    titles = titles_of(tx, skus | {one.sku_id for one in aside}, language)
    return Deliveries(tuple(expected), tuple(aside), titles)


def _lines(tx: Tx, form: Form, order_id: str, place: Place) -> tuple[CameLine, ...]:
    """Read the units by the number of their line; Malformed where none came."""
    found = dock.own_order(tx, order_id, place.place_id).lines
    sound, damaged = form.units(), form.units("damaged-")
    numbers = sorted({*sound, *damaged})
    if not numbers or numbers[-1] >= len(found):
        raise Malformed(where="units", problem="none")
    return tuple(
        CameLine(code_of_sku(tx, found[n].sku_id), sound.get(n, 0), damaged.get(n, 0))
        for n in numbers
    )


def _move(form: Form) -> tuple[Condition, Condition]:
    found = MOVES.get(form.text("move"))
    if found is None:
        raise Malformed(where="move", problem=form.text("move", most=40))
    return found


HANDLERS = (show_deliveries, receive, close, sort)
