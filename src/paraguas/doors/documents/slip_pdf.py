"""A slip as a PDF: on a roll of 80 mm, as long as it needs, or on A4."""

from datetime import UTC, datetime, timedelta

from paraguas.doors.documents.paper import Lettering
from paraguas.doors.documents.slip import Slip

ROLL, ROLL_MARGIN, LONGEST = 80, 4, 4000
A4, A4_MARGIN, BOTTOM = (210, 297), 18, 275


def render_slip_pdf(slip: Slip, *, roll: bool, at: int) -> bytes:
    """Render a slip; the same slip at the same instant gives the same bytes."""
    if roll:
        # What it comes to is known once it is written: the second roll is cut there.
        draft = Lettering((ROLL, LONGEST), ROLL_MARGIN)
        height = _write(draft, slip, ROLL, ROLL_MARGIN)
        draft.drop()
        paper = Lettering((ROLL, height + ROLL_MARGIN), ROLL_MARGIN)
        _write(paper, slip, ROLL, ROLL_MARGIN)
    else:
        paper = Lettering(A4, A4_MARGIN)
        _write(paper, slip, A4[0], A4_MARGIN, bottom=BOTTOM)
    paper.set_creation_date(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at))
    paper.set_title(slip.title)
    paper.set_lang(slip.language)
    return bytes(paper.output())


def _write(
    paper: Lettering, slip: Slip, width: float, margin: float, *, bottom: float = LONGEST
) -> float:
    paper.set_auto_page_break(auto=False)
    paper.add_page()
    room = width - 2 * margin
    y = paper.put(margin, margin, room, slip.title, size=14, bold=True) + 1
    for texts in (slip.head, slip.to, slip.facts):
        for text in texts:
            y = paper.put(margin, y, room, text, size=8.5)
        y += 2 if texts else 0
    pairs = [(pair, False) for pair in slip.rows]
    pairs += [(slip.total, True)] if slip.total else []
    pairs += [(pair, False) for pair in slip.sums]
    for pair, bold in pairs:
        if y > bottom:
            paper.add_page()
            y = margin
        y = paper.row(margin, y, (room - 24, 24), pair, size=11 if bold else 9, bold=bold) + 0.8
    return y
