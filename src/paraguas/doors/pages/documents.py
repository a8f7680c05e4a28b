"""Invoices as pages and PDFs, sent as they were issued."""

from base64 import b64encode
from hashlib import sha256

from litestar import MediaType, Response

from paraguas.doors.documents.invoice_html import render_html
from paraguas.doors.pages.rendering import PRIVATE, page_headers
from paraguas.invoices.model import Document


def show_document(document: Document, *, as_pdf: bool) -> Response[bytes]:
    """Send a document; its page brings its own style, which is let in by its digest."""
    if as_pdf:
        # Loaded when the first is asked for: it would cost each start half a second.
        from paraguas.doors.documents.invoice_pdf import render_pdf  # noqa: PLC0415

        named = {"content-disposition": f'inline; filename="{document.number}.pdf"'}
        return Response(
            render_pdf(document), media_type="application/pdf", headers={**PRIVATE, **named}
        )
    page = render_html(document)
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return Response(
        page.encode(), media_type=MediaType.HTML, headers=page_headers(f"'sha256-{digest}'")
    )
