"""A store's papers on its page: the pick list to print, and labels."""

from litestar import Response, get

from paraguas.doors.api.given import CodePart, IdPart
from paraguas.doors.api.store_papers import print_labels, print_pick_list
from paraguas.doors.consoles.desk import GivenDesk
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.pages.documents import show_pdf
from paraguas.fulfilment.errors import FulfilmentUnknown
from paraguas.fulfilment.queries import fulfilment
from paraguas.network.model import Place
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.views.parcel_labels import Labels, labels_of
from paraguas.views.pick_list import PickRow, pick_list


@get("/store/{code:str}/pick-list", include_in_schema=False)
async def show_pick_list(code: CodePart, desk: GivenDesk) -> Response[str]:
    """Show what to fetch for all orders at once; it prints as it stands."""
    here, place = await stand_at(desk, code)
    rows = await here.runtime.read(lambda tx: _rows(tx, place, here.reader.words.language))
    return here.page("consoles/store/pick_list.html", at="today", store=place, now=now(), rows=rows)


@get("/store/{code:str}/pick-list/pdf", include_in_schema=False)
async def show_pick_list_pdf(code: CodePart, desk: GivenDesk) -> Response[bytes]:
    """Give the pick list as a PDF."""
    here, place = await stand_at(desk, code)
    language = here.reader.words.language
    rows = await here.runtime.read(lambda tx: _rows(tx, place, language))
    return show_pdf(print_pick_list(place, rows, language), f"{place.code}.pdf")


@get("/store/{code:str}/tasks/{order_id:str}/{fulfilment_id:str}/labels", include_in_schema=False)
async def show_labels(
    code: CodePart, order_id: IdPart, fulfilment_id: IdPart, desk: GivenDesk
) -> Response[bytes]:
    """Give the labels of a task of this store as a PDF."""
    here, place = await stand_at(desk, code)
    labels = await here.runtime.read(lambda tx: _labels(tx, place, order_id, fulfilment_id))
    return show_pdf(print_labels(labels, here.reader.words.language), f"{labels.number}.pdf")


def _rows(tx: Tx, place: Place, language: str) -> tuple[PickRow, ...]:
    return pick_list(tx, place.place_id, language)


def _labels(tx: Tx, place: Place, order_id: str, fulfilment_id: str) -> Labels:
    task = fulfilment(tx, OrderId(order_id), FulfilmentId(fulfilment_id))
    if task.place_id != place.place_id:
        raise FulfilmentUnknown(order_id=order_id, fulfilment_id=fulfilment_id)
    return labels_of(tx, task)


HANDLERS = (show_pick_list, show_pick_list_pdf, show_labels)
