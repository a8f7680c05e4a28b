"""Labels as a PDF: 105 by 148 millimetres each, for a box or for goods that are fetched."""

import fontpkg
import segno
from fpdf import FPDF

from paraguas.doors.documents.gs1_128 import QUIET, bars
from paraguas.fulfilment.model import Box, Kind
from paraguas.values.quantity import Unit
from paraguas.values.words import Words
from paraguas.views.parcel_labels import Labels

WIDTH, HEIGHT, MARGIN = 105.0, 148.0, 6.0
MODULE = 0.495
"""Width of a bar's module in millimetres: the least GS1 asks for in transport."""

_BAR_HEIGHT = 32.0
_QR = 26.0


class _Label(FPDF):
    def __init__(self) -> None:
        super().__init__(format=(WIDTH, HEIGHT))
        self.add_font("sans", "", fontpkg.path("PT Sans"))
        self.add_font("sans", "B", fontpkg.path("PT Sans", weight=700))
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=False)
        self.c_margin = 0

    def put(self, y: float, text: str, *, size: float = 10, bold: bool = False) -> float:
        """Write a text over the width; gives the y below it."""
        self.set_font("sans", "B" if bold else "", size)
        self.set_xy(MARGIN, y)
        self.multi_cell(WIDTH - 2 * MARGIN, size * 0.46, text, align="L")
        return float(self.get_y())

    def rule(self, y: float) -> float:
        """Draw a line over the width; gives the y below it."""
        self.line(MARGIN, y, WIDTH - MARGIN, y)
        return y + 2

    def qr(self, x: float, y: float, text: str) -> None:
        """Draw a text as a QR code."""
        rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=1))
        side = _QR / len(rows)
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    self.rect(x + across * side, y + down * side, side, side, style="F")

    def gs1(self, y: float, digits: str, shown: str) -> None:
        """Draw digits as GS1-128, with what they say below."""
        widths = bars(digits)
        x = (WIDTH - (sum(widths) + 2 * QUIET) * MODULE) / 2 + QUIET * MODULE
        for number, modules in enumerate(widths):
            if number % 2 == 0:
                self.rect(x, y, modules * MODULE, _BAR_HEIGHT, style="F")
            x += modules * MODULE
        self.set_font("sans", "", 11)
        self.set_xy(MARGIN, y + _BAR_HEIGHT + 1)
        self.cell(WIDTH - 2 * MARGIN, 5, shown, align="C")


def render_labels(labels: Labels, words: Words) -> bytes:
    """Render the labels of a fulfilment: a page for each box, or one for a pick-up."""
    paper = _Label()
    paper.set_fill_color(0, 0, 0)
    paper.set_title(labels.number)
    paper.set_lang(words.language)
    if labels.task.kind is Kind.SHIP:
        for box in labels.boxes or (Box(1, ()),):
            _box(paper, labels, box, words)
    else:
        _pick_up(paper, labels, words)
    return bytes(paper.output())


def _box(paper: _Label, labels: Labels, box: Box, words: Words) -> None:
    paper.add_page()
    y = paper.put(MARGIN, words.say("labels.from"), size=7)
    y = paper.put(y, "\n".join(labels.sender), size=8)
    y = paper.rule(y + 2)
    y = paper.put(y, words.say("labels.to"), size=7)
    paper.put(y, "\n".join(filter(None, labels.receiver)), size=13, bold=True)
    y = paper.rule(66)
    many = max(len(labels.boxes), 1)
    text = words.say("labels.box", number=words.number(box.box_no), many=words.number(many))
    y = paper.put(y, text, size=12, bold=True)
    y = paper.put(y, labels.number, size=12)
    if box.weight_g is not None:
        paper.put(y, words.say("labels.weight", grams=words.number(box.weight_g)))
    paper.qr(WIDTH - MARGIN - _QR, 68, box.sscc or f"{labels.number}/{box.box_no}")
    if box.sscc:
        paper.gs1(100, f"00{box.sscc}", f"(00) {box.sscc}")


def _pick_up(paper: _Label, labels: Labels, words: Words) -> None:
    task = labels.task
    paper.add_page()
    y = paper.put(MARGIN, labels.number, size=22, bold=True)
    y = paper.put(y + 1, labels.receiver[0] or words.say("labels.somebody"), size=16)
    if task.bay:
        y = paper.put(y + 2, words.say("labels.bay", bay=task.bay), size=20, bold=True)
    y = paper.rule(y + 2)
    for told in labels.items:
        y = paper.put(y, f"{words.quantity(told.quantity, Unit(told.unit))} {told.title}", size=10)
    if task.collect_until:
        paper.put(y + 3, words.say("labels.until", time=words.moment(task.collect_until)), size=10)
    paper.put(HEIGHT - MARGIN - 8, labels.sender[0], size=8)
    # The code that opens the hand-over is the person's: the label says whose goods these are.
    paper.qr(WIDTH - MARGIN - _QR, HEIGHT - MARGIN - _QR, labels.number)
