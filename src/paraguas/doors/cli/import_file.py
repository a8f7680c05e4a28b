"""Import a file: good rows are kept, bad ones listed with the next step."""

from pathlib import Path
from typing import Literal

from rich.console import Group
from rich.markup import escape

from paraguas.doors.cli.answer import Answer, talk, word
from paraguas.doors.cli.installation import Installation, opened
from paraguas.doors.cli.progress import steps
from paraguas.doors.imports.importing import import_file as import_all
from paraguas.doors.imports.reading import Format
from paraguas.doors.imports.report import Report
from paraguas.doors.imports.statements import STATEMENT, import_statement
from paraguas.doors.imports.told_tables import TABLES, import_tables

What = Literal[
    "catalogue",
    "customers",
    "prices",
    "places",
    "stock",
    "shelves",
    "orders",
    "settlement",
    "bank",
    "statement",
    "feed",
    "country",
    "taxes",
]
"""What the rows of a file may be."""


def import_file(
    what: What,
    file: Path,
    at: Installation = Installation(),
    *,
    format: Format = "auto",  # noqa: A002 - the option's name
    report: Path | None = None,
) -> Answer:
    """Import a CSV, JSON Lines or Parquet file; the same file again changes nothing.

    A country and taxes are files of tables (TOML), each kept whole or not at all.  A statement is
    the bank's own (camt.053 XML); what it tells that matches nothing waits among the exceptions.

    Parameters
    ----------
    what:
        What its rows are; docs/guides/import.md lists the columns.
    file:
        The file.
    format:
        Its format, where its name and beginning do not tell.
    report:
        CSV file for the refused rows; without it the first are told on standard error.
    """
    with opened(at) as runtime, steps(quiet=at.json) as watch:
        listing = Report(report, word, lambda line: talk(escape(f"{file.name}: {line}")))
        if what in TABLES:
            done = import_tables(runtime, what, file, listing)
        elif what == STATEMENT:
            done = import_statement(runtime, file, listing)
        else:
            done = import_all(runtime, what, file, listing, form=format, watch=watch)
    document = {
        "rows": done.rows,
        "kept": done.kept,
        "changed": done.changed,
        "refused": dict(done.refused),
        "seconds": round(done.seconds, 3),
        "report": str(report) if report else None,
    }
    lines = [f"{done.kept:,} of {done.rows:,} rows kept, {done.changed:,} made a difference"]
    lines += [f"[red]refused[/] {code}: {count:,}" for code, count in done.refused.items()]
    if report and done.refused:
        lines.append(f"listed in {escape(str(report))}")
    return Answer(document, Group(*lines), 1 if done.refused else 0)
