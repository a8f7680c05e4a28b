"""A slip as a page: for a roll of 80 mm, or for A4."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from paraguas.doors.documents.slip import Slip


def render_slip_html(slip: Slip, *, roll: bool) -> str:
    """Render a slip in its language, complete in itself; roll: 80 mm wide instead of A4."""
    return _template().render(slip=slip, roll=roll)


@cache
def _template() -> Template:
    pages = Environment(
        loader=PackageLoader("paraguas.doors.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("slip.html")
