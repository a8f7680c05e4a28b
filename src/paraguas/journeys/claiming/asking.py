"""Units that do not work, as the policy book is asked about them."""

from paraguas.returns.model import Asked


def defective(line_no: int, units: int, defect: str) -> Asked:
    """Put units in the words of the book: tried, opened, and with a defect of this kind."""
    return Asked(
        line_no=line_no,
        units=units,
        reason="defective",
        handling="tried",
        opened=True,
        defect=defect,
    )
