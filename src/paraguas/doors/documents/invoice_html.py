"""An invoice or credit note as a page: readable on a phone, printable on A4."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from paraguas.doors.documents.sheet import Sheet, lay_out
from paraguas.invoices.model import Document


def render_html(document: Document) -> str:
    """Render a document in its language, complete in itself: no script, no outside file."""
    return render_sheet_html(lay_out(document))


def render_sheet_html(sheet: Sheet) -> str:
    """Render what a document says."""
    return _template().render(sheet=sheet)


@cache
def _template() -> Template:
    loader = PackageLoader("paraguas.doors.documents")
    pages = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("invoice.html")
