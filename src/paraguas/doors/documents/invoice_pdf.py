"""An invoice or credit note as a PDF: A4, real text, letters embedded, pages as needed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from paraguas.doors.documents.paper import BRAND, MARGIN, SOFT, WIDTH, Paper
from paraguas.doors.documents.sheet import Pair, Row, Sheet, lay_out
from paraguas.invoices.model import Document

COLUMNS = (WIDTH - 100, 20, 30, 20, 30)
"""Widths of item, quantity, unit price, rate and amount, in millimetres."""

SIDE = 70
"""Width of the column of totals."""


def render_pdf(document: Document) -> bytes:
    """Render a document in its language; the same document gives the same bytes."""
    author = document.heading.seller.name
    return render_sheet_pdf(lay_out(document), issued_at=document.issued_at, author=author)


def render_sheet_pdf(sheet: Sheet, *, issued_at: int, author: str) -> bytes:
    """Render what a document says, as of an instant."""
    paper = Paper(sheet.issuer, sheet.page)
    issued = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=issued_at)
    paper.set_creation_date(issued)
    paper.set_title(f"{sheet.title} {sheet.number}")
    paper.set_author(author)
    paper.set_lang(sheet.language)
    _head(paper, sheet)
    _lines(paper, sheet)
    _end(paper, sheet)
    return bytes(paper.output())


def _head(paper: Paper, sheet: Sheet) -> None:
    y = paper.put(MARGIN, MARGIN, WIDTH, sheet.title, size=26, bold=True, colour=BRAND) + 3
    for start in range(0, len(sheet.facts), 3):
        y = _facts(paper, y, sheet.facts[start : start + 3]) + 2
    y += 2
    paper.hairline(y)
    below = y
    for number, (label, lines) in enumerate(sheet.parties):
        x, width = MARGIN + number * WIDTH / 2, WIDTH / 2 - 6
        under = paper.put(x, y + 4, width, label.upper(), size=8, colour=SOFT) + 0.5
        for position, line in enumerate(lines):
            under = paper.put(x, under, width, line, bold=position == 0)
        below = max(below, under)
    paper.set_y(below + 7)


def _facts(paper: Paper, y: float, facts: Sequence[Pair]) -> float:
    below, column = y, WIDTH / 3
    for number, (label, value) in enumerate(facts):
        x = MARGIN + number * column
        under = paper.put(x, y, column - 3, label, size=8.5, colour=SOFT)
        below = max(below, paper.put(x, under, column - 3, value, size=10.5, bold=True))
    return below


def _lines(paper: Paper, sheet: Sheet) -> None:
    _columns(paper, sheet)
    for block in sheet.blocks:
        _turn_page(paper, sheet, 9 + _row_height(paper, block.rows[0]))
        y = paper.put(MARGIN, paper.get_y() + 2.5, WIDTH, block.title, bold=True, colour=BRAND)
        paper.hairline(y + 1)
        paper.set_y(y + 1)
        for row in block.rows:
            _turn_page(paper, sheet, _row_height(paper, row))
            _row(paper, row)


def _columns(paper: Paper, sheet: Sheet) -> None:
    below = paper.row(MARGIN, paper.get_y(), COLUMNS, sheet.columns, size=8.5, colour=SOFT)
    paper.hairline(below + 1, colour=BRAND, width=0.5)
    paper.set_y(below + 1)


def _row(paper: Paper, row: Row) -> None:
    below = paper.row(MARGIN, paper.get_y() + 2, COLUMNS, (row.title, *row.figures))
    below = paper.put(MARGIN, below, COLUMNS[0], row.note, size=8.5, colour=SOFT)
    paper.hairline(below + 2)
    paper.set_y(below + 2)


def _row_height(paper: Paper, row: Row) -> float:
    title = paper.height(COLUMNS[0], row.title)
    return title + paper.height(COLUMNS[0], row.note, size=8.5) + 4


def _turn_page(paper: Paper, sheet: Sheet, height: float) -> None:
    if not paper.fits(height):
        paper.add_page()
        _columns(paper, sheet)


def _end(paper: Paper, sheet: Sheet) -> None:
    left = 28 + 5 * len(sheet.tax_rows) + 8 * len(sheet.legal)
    right = 28 + 5.4 * (len(sheet.sums) + len(sheet.paid)) + (9 if sheet.paid else 0)
    if not paper.fits(max(left, right)):
        paper.add_page()
    y = paper.get_y() + 8
    below = max(_taxes(paper, sheet, y), _totals(paper, sheet, y))
    y = below + 6
    for text in sheet.legal:
        y = paper.put(MARGIN, y, WIDTH, text, size=9) + 0.6
    paper.put(MARGIN, y, WIDTH, sheet.note, size=8.5, colour=SOFT)


def _taxes(paper: Paper, sheet: Sheet, y: float) -> float:
    widths = (27, 21, 21, 21)
    y = paper.put(MARGIN, y, sum(widths), sheet.tax_title.upper(), size=8, colour=SOFT) + 1
    y = paper.row(MARGIN, y, widths, sheet.tax_columns, size=8.5, colour=SOFT) + 0.6
    for row in sheet.tax_rows:
        y = paper.row(MARGIN, y, widths, row, size=9) + 0.6
    return y


def _totals(paper: Paper, sheet: Sheet, y: float) -> float:
    x, widths = MARGIN + WIDTH - SIDE, (SIDE - 35, 35)
    for pair in sheet.sums:
        y = paper.row(x, y, widths, pair) + 0.8
    paper.hairline(y + 1.2, start=x, colour=BRAND, width=0.5)
    y = paper.row(x, y + 3, widths, sheet.total, size=14, bold=True, colour=BRAND)
    if sheet.paid:
        y = paper.put(x, y + 5, SIDE, sheet.paid_title.upper(), size=8, colour=SOFT) + 0.5
        for pair in sheet.paid:
            y = paper.row(x, y, widths, pair) + 0.6
    return y
