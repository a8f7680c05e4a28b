"""Invoices over the API: issue, read, and as a page, a PDF or UBL XML."""

from litestar import MediaType, Response, get, post

from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.doors.documents.invoice_html import render_html
from paraguas.doors.documents.invoice_ubl import render_ubl
from paraguas.invoices import queries
from paraguas.invoices.model import Document
from paraguas.journeys.money.invoicing import Invoicing, invoice_on_demand
from paraguas.staff.model import Scope
from paraguas.values.ids import OrderId


@post("/orders/{order_id:str}/invoices", operation_id="issueInvoice", tags=["invoices"],
      status_code=201)  # fmt: skip
async def issue_invoice(
    order_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - read where the write is made
) -> Response[Document]:
    """Issue the invoice of an order somebody asks it for; the one there is comes back."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Invoicing(caller.stamp(), OrderId(order_id))
    return await perform(
        runtime, caller, request, invoice_on_demand, item, answering=Answering(201)
    )


@get("/orders/{order_id:str}/invoices", operation_id="listInvoices", tags=["invoices"])
async def list_invoices(
    order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> list[Document]:
    """List the invoice and credit notes of an order, the oldest first."""
    caller.demand(Scope.INVOICES_READ)
    return await runtime.read(lambda tx: queries.invoices_of(tx, order_id))


@get("/orders/{order_id:str}/invoices/{invoice_id:str}/pdf", operation_id="getInvoicePdf",
     tags=["invoices"], media_type="application/pdf")  # fmt: skip
async def get_pdf(
    order_id: IdPart, invoice_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> Response[bytes]:
    """Give an invoice or credit note as a PDF, in the language of the order."""
    caller.demand(Scope.INVOICES_READ)
    document = await runtime.read(lambda tx: queries.invoice(tx, order_id, invoice_id))
    # It brings fonts, pictures and numbers along: half a second the server starts without.
    from paraguas.doors.documents.invoice_pdf import render_pdf  # noqa: PLC0415

    return Response(render_pdf(document), media_type="application/pdf")


@get("/orders/{order_id:str}/invoices/{invoice_id:str}/html", operation_id="getInvoiceHtml",
     tags=["invoices"], media_type=MediaType.HTML)  # fmt: skip
async def get_html(
    order_id: IdPart, invoice_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> Response[str]:
    """Give an invoice or credit note as a page that prints on A4."""
    caller.demand(Scope.INVOICES_READ)
    document = await runtime.read(lambda tx: queries.invoice(tx, order_id, invoice_id))
    return Response(render_html(document), media_type=MediaType.HTML)


@get("/orders/{order_id:str}/invoices/{invoice_id:str}/ubl", operation_id="getInvoiceUbl",
     tags=["invoices"], media_type="application/xml")  # fmt: skip
async def get_ubl(
    order_id: IdPart, invoice_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> Response[bytes]:
    """Give an invoice or credit note as UBL 2.1 XML by EN 16931, for machines that book it."""
    caller.demand(Scope.INVOICES_READ)
    document = await runtime.read(lambda tx: queries.invoice(tx, order_id, invoice_id))
    named = {"content-disposition": f'attachment; filename="{document.number}.xml"'}
    return Response(render_ubl(document), media_type="application/xml", headers=named)


HANDLERS = (issue_invoice, list_invoices, get_pdf, get_html, get_ubl)
