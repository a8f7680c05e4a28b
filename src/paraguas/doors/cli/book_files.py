"""The files of a policy book somebody names on the command line."""

from pathlib import Path

from paraguas.doors.cli.errors import CommandWrong
from paraguas.doors.cli.installation import Installation, opened
from paraguas.policies.errors import BookRefused
from paraguas.policies.model import Book
from paraguas.policies.queries import policies, shipped_files
from paraguas.policies.rules.reading import Files, read_book


def book_files(book: str, at: Installation) -> Files:
    """Read the files of a book: a folder, a version of the installation, or the shipped one."""
    if not book:
        return shipped_files()
    if book.isdecimal():
        with opened(at, writes=False) as runtime:
            return runtime.read_now(lambda tx: policies(tx).files_of(tx, int(book)))
    root = Path(book)
    files = {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(root.rglob("*.toml"))
    }
    if not files:
        raise CommandWrong(problem=f"{book} is no folder with a policy book")
    return files


def whole_book(files: Files) -> Book:
    """Read a book; BookRefused with the first of what is amiss where it is not whole."""
    book, found = read_book(files)
    if found:
        raise BookRefused(findings=[str(one) for one in found[:20]], count=len(found))
    return book
