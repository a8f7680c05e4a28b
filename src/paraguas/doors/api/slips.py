"""Receipts and packing slips over the API: as a page or a PDF, on a roll or on A4."""

from typing import Annotated, Literal

from litestar import Response, get
from litestar.params import QueryParameter

from paraguas.doors.api.given import GivenCaller, GivenRuntime, IdPart, NumberPart
from paraguas.doors.documents.giving_slips import (
    read_gift_receipt,
    read_packing_slip,
    read_receipt,
    slip_response,
)
from paraguas.staff.model import Scope

Paper = Annotated[Literal["80mm", "a4"], QueryParameter()]
Form = Annotated[Literal["html", "pdf"], QueryParameter()]


@get("/orders/{order_id:str}/receipt", operation_id="getReceipt", tags=["documents"])
async def get_receipt(
    order_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    paper: Paper = "80mm",
    form: Form = "html",
) -> Response[bytes]:
    """Give what was bought and how it was paid, for a roll of 80 mm or on A4."""
    caller.demand(Scope.ORDERS_READ)
    return slip_response(await runtime.read(lambda tx: read_receipt(tx, order_id)), paper, form)


@get("/orders/{order_id:str}/groups/{group_no:int}/gift-receipt", operation_id="getGiftReceipt",
     tags=["documents"])  # fmt: skip
async def get_gift_receipt(
    order_id: IdPart,
    group_no: NumberPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    paper: Paper = "80mm",
    form: Form = "html",
) -> Response[bytes]:
    """Give what a group of an order is as a present, without prices."""
    caller.demand(Scope.ORDERS_READ)
    slip = await runtime.read(lambda tx: read_gift_receipt(tx, order_id, group_no))
    return slip_response(slip, paper, form)


@get("/orders/{order_id:str}/fulfilments/{fulfilment_id:str}/packing-slip",
     operation_id="getPackingSlip", tags=["documents"])  # fmt: skip
async def get_packing_slip(
    order_id: IdPart,
    fulfilment_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    paper: Paper = "a4",
    form: Form = "html",
) -> Response[bytes]:
    """Give what lies in a parcel and whom it is for, without prices."""
    caller.demand(Scope.ORDERS_READ)
    slip = await runtime.read(lambda tx: read_packing_slip(tx, order_id, fulfilment_id))
    return slip_response(slip, paper, form)


HANDLERS = (get_receipt, get_gift_receipt, get_packing_slip)
