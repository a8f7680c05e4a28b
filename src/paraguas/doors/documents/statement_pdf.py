"""A statement between two entities as a PDF: A4, real text, pages as needed."""

from datetime import UTC, datetime, timedelta

from paraguas.doors.documents.paper import BRAND, MARGIN, SOFT, WIDTH, Paper
from paraguas.doors.documents.statement import StatementSheet

_WIDTHS = (WIDTH - 98, 28, 36, 34)


def render_statement_pdf(sheet: StatementSheet, *, at: int) -> bytes:
    """Render a statement; at: the instant written into the file."""
    paper = Paper(sheet.parties[0][1][0], sheet.page)
    paper.set_creation_date(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at))
    paper.set_title(f"{sheet.title} {sheet.month}")
    paper.set_lang(sheet.language)
    y = paper.put(MARGIN, MARGIN, WIDTH, sheet.title, size=26, bold=True, colour=BRAND)
    y = paper.put(MARGIN, y, WIDTH, sheet.month, size=14) + 4
    below = y
    for number, (label, lines) in enumerate(sheet.parties):
        x = MARGIN + number * WIDTH / 2
        under = paper.put(x, y, WIDTH / 2 - 6, label.upper(), size=8, colour=SOFT)
        for line in lines:
            under = paper.put(x, under, WIDTH / 2 - 6, line)
        below = max(below, under)
    paper.set_y(below + 6)
    _columns(paper, sheet)
    for row in sheet.rows:
        if not paper.fits(paper.height(_WIDTHS[0], row[0]) + 4):
            paper.add_page()
            _columns(paper, sheet)
        below = paper.row(MARGIN, paper.get_y() + 1.5, _WIDTHS, row, size=9)
        paper.hairline(below + 1)
        paper.set_y(below + 1)
    _sums(paper, sheet)
    return bytes(paper.output())


def _columns(paper: Paper, sheet: StatementSheet) -> None:
    below = paper.row(MARGIN, paper.get_y(), _WIDTHS, sheet.columns, size=8.5, colour=SOFT)
    paper.hairline(below + 1, colour=BRAND, width=0.5)
    paper.set_y(below + 1)


def _sums(paper: Paper, sheet: StatementSheet) -> None:
    if not paper.fits(8 + 6 * len(sheet.sums)):
        paper.add_page()
    y = paper.get_y() + 5
    for pair in sheet.sums:
        y = paper.row(MARGIN + WIDTH / 2, y, (WIDTH / 2 - 40, 40), pair, bold=True) + 0.8
