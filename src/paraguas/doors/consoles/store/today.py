"""A store's day on one screen: who is here, what is due, what to set up, what to pack."""

from litestar import Response, get

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import AnyRequest, CodePart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.pages.rendering import go_to
from paraguas.fulfilment.model import Status
from paraguas.network.model import Place, PlaceKind
from paraguas.network.queries import network
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.staff.queries import directory
from paraguas.values.refusal import Refusal
from paraguas.values.time import local_day, whole_day
from paraguas.views.store_today import StoreDay, StoreTask, store_day


@get("/store", include_in_schema=False)
async def choose_store(desk: GivenDesk) -> Response[str]:
    """Go to the store somebody works in; let those of no store choose one."""
    desk.caller.demand(Scope.STORE_WORK)
    if desk.place:
        return go_to(f"/store/{desk.place.code}")
    net = await desk.runtime.read(network)
    stores = [place for place in net.places if place.kind is PlaceKind.STORE]
    return desk.page("consoles/store/choose.html", at="today", stores=stores)


@get("/store/{code:str}", include_in_schema=False)
async def show_today(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show what a store has to do today."""
    return await today_page(desk, code, done=request.query_params.get("done", ""))


async def stand_at(desk: Desk, code: str) -> tuple[Desk, Place]:
    """Stand at a store: its work is opened, and times are told by its clock."""
    desk.caller.demand(Scope.STORE_WORK)
    place = await own_place(desk.runtime, desk.caller, code)
    return desk.at(place.zone, place.address.country), place


async def today_page(
    desk: Desk, code: str, *, problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    """Render a store's day, with what was refused or done just now."""
    desk, place = await stand_at(desk, code)
    moment = now()
    language = desk.reader.words.language
    day = await desk.runtime.read(
        lambda tx: store_day(
            tx, place.place_id, whole_day(local_day(moment, place.zone), place.zone), language
        )
    )
    staff = await desk.runtime.read(lambda tx: _staff(tx, place))
    return desk.page(
        "consoles/store/today.html",
        at="today",
        store=place,
        now=moment,
        problem=problem,
        done=done,
        day=day,
        lists=_lists(day),
        staff=staff,
    )


def _lists(day: StoreDay) -> list[tuple[str, list[StoreTask]]]:
    """Part the pick-ups: who stands here comes first, what only waits comes last."""
    here = [one for one in day.pick_ups if one.task.status is Status.CUSTOMER_HERE]
    ready = [one for one in day.pick_ups if one.task.status is Status.READY]
    rest = [one for one in day.pick_ups if one not in here and one not in ready]
    return [("here", here), ("prepare", rest), ("ready", ready)]


def _staff(tx: Tx, place: Place) -> dict[str, str]:
    return {actor.actor_id: actor.name for actor in directory(tx).at_place(place.place_id)}


HANDLERS = (choose_store, show_today)
