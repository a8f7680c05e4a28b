"""A4 paper to write on: letters, colours, hairlines and places in millimetres."""

from collections.abc import Sequence
from typing import Literal

import fontpkg
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont
from typing_extensions import override

Colour = tuple[int, int, int]
Align = Literal["L", "R"]
INK, SOFT, LINE, BRAND = (29, 36, 51), (91, 100, 117), (223, 227, 234), (31, 78, 121)

MARGIN, BOTTOM = 18, 22
WIDTH = 210 - 2 * MARGIN
LEADING = 0.46
"""Line height in millimetres for each point of the letters' size."""

_PAGES = "{nb}"


class Lettering(FPDF):
    """Paper of any size to write on; PT Sans has the accents of Europe and the euro."""

    def __init__(self, size: str | tuple[float, float], margin: float) -> None:
        """Take up the letters to write with."""
        super().__init__(format=size)
        self.add_font("sans", "", fontpkg.path("PT Sans"))
        self.add_font("sans", "B", fontpkg.path("PT Sans", weight=700))
        self.set_margin(margin)
        self.c_margin = 0

    def drop(self) -> None:
        """Let go of paper that is not to be given out."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def put(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        *,
        size: float = 10,
        bold: bool = False,
        colour: Colour = INK,
        align: Align = "L",
    ) -> float:
        """Write a text into a column, over several lines where it must; gives the y below it."""
        if not text:
            return y
        self._take_up(size, bold=bold)
        self.set_text_color(*colour)
        self.set_xy(x, y)
        self.multi_cell(
            width, size * LEADING, _spaced(text), align=align, new_x=XPos.LEFT, new_y=YPos.NEXT
        )
        return float(self.get_y())

    def row(
        self,
        x: float,
        y: float,
        widths: Sequence[float],
        texts: Sequence[str],
        *,
        size: float = 10,
        bold: bool = False,
        colour: Colour = INK,
    ) -> float:
        """Write texts side by side, the first flush left, the rest flush right."""
        below = y
        for number, (width, text) in enumerate(zip(widths, texts, strict=True)):
            align: Align = "R" if number else "L"
            under = self.put(x, y, width, text, size=size, bold=bold, colour=colour, align=align)
            below, x = max(below, under), x + width
        return below

    def height(self, width: float, text: str, *, size: float = 10, bold: bool = False) -> float:
        """Tell how high a text stands in a column."""
        self._take_up(size, bold=bold)
        if not text:
            return 0
        lines = self.multi_cell(
            width, text=_spaced(text), dry_run=True, output=MethodReturnValue.LINES
        )
        assert isinstance(lines, list)
        return len(lines) * size * LEADING

    def _take_up(self, size: float, *, bold: bool) -> None:
        self.set_font("sans", "B" if bold else "", size)


class Paper(Lettering):
    """A4 with a margin, a bar of colour on top and a small footer on every page.

    footer_text: stands at the left; page_text: names the page, with {page} and {pages}.
    """

    def __init__(self, footer_text: str, page_text: str) -> None:
        """Lay the first sheet down."""
        super().__init__("A4", MARGIN)
        self._footer_text = footer_text
        self._page_text = page_text
        self.set_auto_page_break(auto=False, margin=BOTTOM)
        self.add_page()

    @override
    def header(self) -> None:
        """Draw the bar of colour; called by the library on each new page."""
        self.set_fill_color(*BRAND)
        self.rect(0, 0, 210, 3, style="F")
        self.set_y(MARGIN)

    @override
    def footer(self) -> None:
        """Write the footer; called by the library at the end of each page."""
        y = 297 - BOTTOM + 8
        self.hairline(y - 2)
        self.put(MARGIN, y, WIDTH - 40, self._footer_text, size=8, colour=SOFT)
        page = self._page_text.format(page=self.page_no(), pages=_PAGES)
        # The number of pages is put in at the end, and is narrower than what stands for it.
        slack = self.get_string_width(_PAGES) - self.get_string_width("0")
        self.put(MARGIN + WIDTH - 60, y, 60 + slack, page, size=8, colour=SOFT, align="R")

    def fits(self, height: float) -> bool:
        """Whether so much room is left on the page."""
        return bool(self.get_y() + height <= 297 - BOTTOM)

    def hairline(
        self, y: float, *, start: float = MARGIN, colour: Colour = LINE, width: float = 0.2
    ) -> None:
        """Draw a line from the left margin, or a later start, to the right margin."""
        self.set_draw_color(*colour)
        self.set_line_width(width)
        self.line(start, y, MARGIN + WIDTH, y)


def _spaced(text: str) -> str:
    # French numbers are grouped by a narrow space these letters do not have.
    return text.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
