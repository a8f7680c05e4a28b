"""Export facts and orders into files that anybody can read."""

from pathlib import Path

from cyclopts import App
from rich.markup import escape

from paraguas.doors.cli.answer import Answer
from paraguas.doors.cli.installation import Flag, Installation, opened
from paraguas.doors.cli.progress import steps
from paraguas.doors.cli.span import Span
from paraguas.doors.exports.exporting import export_file
from paraguas.doors.exports.orders import export_order_schema
from paraguas.plumbing.clock import now

export = App(name="export", help="Export facts or whole orders; the files hold personal data.")


@export.command(name="facts")
def export_facts(file: Path, at: Installation = Installation(), span: Span = Span()) -> Answer:
    """Export the journal of facts, also beside a server that runs.

    The file holds personal data, and only you may read it. It is there whole or not at all.

    Parameters
    ----------
    file:
        Ends in .parquet or .csv (flat columns) or .jsonl (CloudEvents, one a line).
    """
    return _export("facts", file, at, span)


@export.command(name="orders")
def export_orders(file: Path, at: Installation = Installation(), span: Span = Span()) -> Answer:
    """Export orders with money, goods, appointments, documents and letters.

    The file holds personal data, and only you may read it. It is there whole or not at all.
    `since` and `until` say when the orders were placed.

    Parameters
    ----------
    file:
        Ends in .jsonl (one order a line, as docs/schemas/order-export.json describes it) or
        .parquet (its head in columns, the whole beside it).
    """
    return _export("orders", file, at, span)


@export.command(name="schema")
def export_schema(
    file: Path,
    *,
    json: Flag = False,  # noqa: ARG001 - `main` looks for it, whichever the command
) -> Answer:
    """Write the JSON Schema that exported orders keep to.

    Parameters
    ----------
    file:
        The file; what is there is replaced.
    """
    export_order_schema(file)
    return Answer({"file": str(file)}, escape(str(file)))


def _export(what: str, file: Path, at: Installation, span: Span) -> Answer:
    during = span.period(now())
    with opened(at, writes=False) as runtime, steps(quiet=at.json) as watch:
        done = export_file(runtime, what, file, during, watch=watch)
    document = {
        "file": str(file),
        "rows": done.rows,
        "bytes": done.bytes,
        "seconds": round(done.seconds, 3),
    }
    return Answer(document, escape(f"{file}: {done.rows:,} {what}, {done.bytes:,} bytes"))
