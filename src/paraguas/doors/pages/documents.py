"""Invoices as pages, PDFs and UBL XML, sent as they were issued."""

from base64 import b64encode
from hashlib import sha256

from litestar import MediaType, Response

from paraguas.doors.documents.invoice_html import render_html
from paraguas.doors.documents.invoice_ubl import render_ubl
from paraguas.doors.pages.rendering import PRIVATE, page_headers
from paraguas.invoices.model import Document


def show_document(document: Document, wanted: str) -> Response[bytes]:
    """Send a document as it is wanted: `pdf`, `ubl`, or else a page."""
    match wanted:
        case "pdf":
            # Loaded when the first is asked for: it would cost each start half a second.
            from paraguas.doors.documents.invoice_pdf import render_pdf  # noqa: PLC0415

            return show_pdf(render_pdf(document), f"{document.number}.pdf")
        case "ubl":
            named = f'attachment; filename="{document.number}.xml"'
            return _file(render_ubl(document), "application/xml", named)
        case _:
            return _page(document)


def show_pdf(content: bytes, name: str) -> Response[bytes]:
    """Send a PDF to be looked at or printed."""
    return _file(content, "application/pdf", f'inline; filename="{name}"')


def _file(content: bytes, media_type: str, named: str) -> Response[bytes]:
    headers = {**PRIVATE, "content-disposition": named}
    return Response(content, media_type=media_type, headers=headers)


def _page(document: Document) -> Response[bytes]:
    # The page brings its own style, which is let in by its digest.
    page = render_html(document)
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return Response(
        page.encode(), media_type=MediaType.HTML, headers=page_headers(f"'sha256-{digest}'")
    )
