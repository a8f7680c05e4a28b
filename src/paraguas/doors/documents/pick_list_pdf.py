"""A pick list as a PDF: A4, a box to tick for each entry."""

from collections.abc import Sequence

from paraguas.doors.documents.paper import BRAND, MARGIN, SOFT, WIDTH, Paper
from paraguas.values.quantity import Unit
from paraguas.values.words import Words
from paraguas.views.pick_list import PickRow

_TICK = 5.0
_ROW = 7.0


def render_pick_list(place: str, moment: int, rows: Sequence[PickRow], words: Words) -> bytes:
    """Render a pick list, in the order it is walked."""
    paper = Paper(place, words.texts["documents.page"])
    paper.set_title(words.say("pick_list.title", place=place))
    paper.set_lang(words.language)
    title = words.say("pick_list.title", place=place)
    y = paper.put(MARGIN, MARGIN, WIDTH, title, size=20, bold=True, colour=BRAND)
    y = paper.put(MARGIN, y, WIDTH, words.moment(moment), colour=SOFT)
    paper.set_y(y + 4)
    for row in rows:
        _row(paper, row, words)
    if not rows:
        paper.put(MARGIN, paper.get_y(), WIDTH, words.say("pick_list.none"))
    return bytes(paper.output())


def _row(paper: Paper, row: PickRow, words: Words) -> None:
    if not paper.fits(9 + _ROW * len(row.parts)):
        paper.add_page()
    y = paper.get_y() + 2
    paper.hairline(y - 1)
    units = words.quantity(row.units, Unit(row.unit))
    told = row.code, row.location, units
    y = paper.row(MARGIN, y, (30, WIDTH - 60, 30), told, size=12, bold=True)
    y = paper.put(MARGIN, y, WIDTH, row.title)
    for part in row.parts:
        if not paper.fits(_ROW):
            paper.add_page()
            y = paper.get_y()
        paper.rect(MARGIN + 4, y + 0.6, _TICK, _TICK)
        said = filter(None, (part.number, part.bay, words.moment(part.promised_at), *part.bundles))
        text = f"{words.quantity(part.units, Unit(row.unit))} · " + " · ".join(said)
        paper.put(MARGIN + 12, y + 1, WIDTH - 12, text)
        y += _ROW
        paper.set_y(y)
