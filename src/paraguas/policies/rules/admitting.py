"""Whether a book may be kept: whole, and every proof holds."""

from paraguas.policies.errors import BookRefused
from paraguas.policies.model import Book
from paraguas.policies.rules.proving import prove
from paraguas.policies.rules.reading import Files, read_book

_TOLD = 20
"""Findings named in a refusal; mend these and ask again."""


def admit_book(files: Files) -> Book:
    """Read and prove a book; BookRefused with file, row and sentence where something is amiss."""
    book, found = read_book(files)
    _, findings = prove(book, found)
    if findings:
        told = [str(finding) for finding in findings[:_TOLD]]
        raise BookRefused(findings=told, count=len(findings))
    return book
