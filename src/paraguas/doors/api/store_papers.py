"""A store's papers over the API: pick lists, boxes, labels, proofs of hand-over."""

from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.params import QueryParameter

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import CodePart, GivenCaller, GivenRuntime, IdPart
from paraguas.doors.api.store_work import at_own_place
from paraguas.fulfilment.model import Box
from paraguas.fulfilment.queries import boxes_of, fulfilment
from paraguas.network.model import Place
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.staff.model import Scope
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.language import choose_language
from paraguas.views.hand_overs import HandOver, hand_overs
from paraguas.views.parcel_labels import Labels, labels_of
from paraguas.views.pick_list import PickRow, pick_list

MOST_TASKS = 200

IdAsked = Annotated[str, msgspec.Meta(max_length=32)]
Only = Annotated[list[IdAsked] | None, QueryParameter(name="fulfilment", max_items=MOST_TASKS)]
"""Ids of fulfilments to fetch for; all that are to be picked without."""


@get("/places/{code:str}/pick-list", operation_id="getPickList", tags=["store work"])
async def get_pick_list(
    code: CodePart, runtime: GivenRuntime, caller: GivenCaller, only: Only = None
) -> tuple[PickRow, ...]:
    """List what a place is to fetch for several orders at once, in the order it is walked."""
    caller.demand(Scope.STORE_WORK)
    place = await own_place(runtime, caller, code)
    language = choose_language([caller.language])
    return await runtime.read(lambda tx: pick_list(tx, place.place_id, language, only=only or ()))


@get("/places/{code:str}/pick-list/pdf", operation_id="getPickListPdf", tags=["store work"],
     media_type="application/pdf")  # fmt: skip
async def get_pick_list_pdf(
    code: CodePart, runtime: GivenRuntime, caller: GivenCaller, only: Only = None
) -> Response[bytes]:
    """Give a place's pick list as a PDF to walk along with."""
    caller.demand(Scope.STORE_WORK)
    place = await own_place(runtime, caller, code)
    language = choose_language([caller.language])
    rows = await runtime.read(lambda tx: pick_list(tx, place.place_id, language, only=only or ()))
    return _pdf(print_pick_list(place, rows, language))


@get("/orders/{order_id:str}/fulfilments/{fulfilment_id:str}/boxes", operation_id="listBoxes",
     tags=["store work"])  # fmt: skip
async def list_boxes(
    order_id: IdPart, fulfilment_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> tuple[Box, ...]:
    """List the boxes of a parcel with contents, weight and SSCC."""
    await at_own_place(runtime, caller, order_id, fulfilment_id)

    def look(tx: Tx) -> tuple[Box, ...]:
        return boxes_of(tx, fulfilment(tx, OrderId(order_id), FulfilmentId(fulfilment_id)))

    return await runtime.read(look)


@get("/orders/{order_id:str}/fulfilments/{fulfilment_id:str}/labels/pdf",
     operation_id="getLabels", tags=["store work"], media_type="application/pdf")  # fmt: skip
async def get_labels(
    order_id: IdPart, fulfilment_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> Response[bytes]:
    """Give the labels as a PDF: one for each box of a parcel, one for goods that are fetched."""
    await at_own_place(runtime, caller, order_id, fulfilment_id)

    def look(tx: Tx) -> Labels:
        return labels_of(tx, fulfilment(tx, OrderId(order_id), FulfilmentId(fulfilment_id)))

    labels = await runtime.read(look)
    return _pdf(print_labels(labels, choose_language([caller.language])))


@get("/orders/{order_id:str}/hand-overs", operation_id="listHandOvers", tags=["store work"])
async def list_hand_overs(
    order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> list[HandOver]:
    """List what was handed over of an order: when, by whom, on which proof."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(lambda tx: hand_overs(tx, read_order(tx, order_id).order_id))


def print_pick_list(place: Place, rows: tuple[PickRow, ...], language: str) -> bytes:
    """Print a pick list in a language, by the place's clock."""
    # It brings fonts along: half a second the server starts without.
    from paraguas.doors.documents.pick_list_pdf import render_pick_list  # noqa: PLC0415

    words = speak(language, place.zone, place.address.country)
    return render_pick_list(place.name, now(), rows, words)


def print_labels(labels: Labels, language: str) -> bytes:
    """Print labels in a language, by the place's clock."""
    from paraguas.doors.documents.label_pdf import render_labels  # noqa: PLC0415

    return render_labels(labels, speak(language, labels.zone))


def _pdf(content: bytes) -> Response[bytes]:
    return Response(content, media_type="application/pdf")


HANDLERS = (get_pick_list, get_pick_list_pdf, list_boxes, get_labels, list_hand_overs)
