"""The one box of a store: an order, a pick-up code off a phone, an article, a phone number."""

from urllib.parse import quote

from litestar import Response, get
from msgspec import Struct

from paraguas.catalog.model import Sku
from paraguas.catalog.queries import catalogue
from paraguas.doors.api.given import AnyRequest, CodePart
from paraguas.doors.consoles.desk import GivenDesk
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.pages.errors import NothingFound
from paraguas.doors.pages.rendering import go_to
from paraguas.network.model import Place
from paraguas.orders import queries as orders
from paraguas.orders.model import PlacedOrder
from paraguas.plumbing.clock import now
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import read_short_number
from paraguas.views.stock_standing import PlaceStock, stock_standing
from paraguas.views.store_today import TO_DO, StoreTask, store_tasks

_MOST = 12
_CODE = 6


class Found(Struct, frozen=True):
    """What a text stands for: tasks of this store, other orders, articles with their stock here.

    code: the hand-over code that was scanned with the order's number.
    """

    tasks: tuple[StoreTask, ...] = ()
    orders: tuple[PlacedOrder, ...] = ()
    articles: tuple[tuple[Sku, PlaceStock | None], ...] = ()
    code: str = ""


@get("/store/{code:str}/find", include_in_schema=False)
async def find(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Find what was scanned or typed; what can only be one thing is opened at once."""
    here, place = await stand_at(desk, code)
    text = request.query_params.get("q", "").strip()[:120]
    found = await here.runtime.read(lambda tx: _find(tx, place, text, here.reader.words.language))
    if only := _only(place, found):
        return go_to(only)
    nothing = not (found.tasks or found.orders or found.articles)
    return here.page(
        "consoles/store/find.html",
        at="today",
        store=place,
        now=now(),
        problem=NothingFound(text=text) if nothing else None,
        text=text,
        found=found,
    )


def _only(place: Place, found: Found) -> str | None:
    open_tasks = [one.task for one in found.tasks if one.task.status in TO_DO]
    if len(open_tasks) == 1 and not found.articles:
        task = open_tasks[0]
        scanned = f"?code={quote(found.code)}" if found.code else ""
        return f"/store/{place.code}/tasks/{task.order_id}/{task.fulfilment_id}{scanned}"
    return None


def _find(tx: Tx, place: Place, text: str, language: str) -> Found:
    number, code = _scanned(text)
    ids = orders.find(tx, number, secret=secret(tx, "contact"), most=_MOST) if number else []
    if ids:
        tasks = store_tasks(tx, ids, place.place_id, language)
        mine = {one.task.order_id for one in tasks}
        others = orders.orders(tx, [order_id for order_id in ids if order_id not in mine])
        return Found(tasks, tuple(others), code=code)
    exact = catalogue(tx).find(text)
    skus = [exact] if exact else catalogue(tx).search(text, language, _MOST) if text else []
    return Found(articles=tuple((sku, _stock(tx, sku, place)) for sku in skus))


def _scanned(text: str) -> tuple[str, str]:
    """Part a pick-up code as the customer's page draws it: the order's number, then the code."""
    number, _, code = text.rpartition(" ")
    if read_short_number(number) and len(code) == _CODE and code.isdigit():
        return number, code
    return text, ""


def _stock(tx: Tx, sku: Sku, place: Place) -> PlaceStock | None:
    return next(iter(stock_standing(tx, sku.code, place=place.code).places), None)


HANDLERS = (find,)
