"""Which units a credit note can be about."""

from collections.abc import Iterable, Mapping

from paraguas.invoices.model import Document, DocumentKind


def creditable(documents: Iterable[Document], units: Mapping[int, int]) -> dict[int, int]:
    """Give those of these units (line number -> units) that are invoiced and not credited.

    Units of a line that was added after the invoice stand on none until the next one.
    """
    left: dict[int, int] = {}
    for document in documents:
        sign = 1 if document.kind is DocumentKind.INVOICE else -1
        for line in document.lines:
            left[line.line_no] = left.get(line.line_no, 0) + sign * line.units
    found = {line_no: min(some, left.get(line_no, 0)) for line_no, some in units.items()}
    return {line_no: some for line_no, some in found.items() if some > 0}
