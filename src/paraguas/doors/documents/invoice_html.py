"""An invoice or credit note as a page: readable on a phone, printable on A4."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from paraguas.doors.documents.sheet import lay_out
from paraguas.invoices.model import Document


def render_html(document: Document) -> str:
    """Render a document in its language, complete in itself: no script, no outside file."""
    return _template().render(sheet=lay_out(document))


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
