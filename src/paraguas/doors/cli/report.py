"""Reports on the command line."""

import msgspec
from cyclopts import App
from rich.table import Table

from paraguas.doors.cli.answer import Answer
from paraguas.doors.cli.installation import Installation, opened
from paraguas.doors.cli.span import Span
from paraguas.plumbing.clock import now
from paraguas.views.promise_keeping import By, Keeping, promise_keeping

report = App(name="report", help="Tell how the brand did.")


@report.command(name="promises")
def report_promises(
    at: Installation = Installation(), span: Span = Span(), *, by: By = By.PLACE
) -> Answer:
    """Tell how the promises of the orders that came in during a span were kept.

    Parameters
    ----------
    by:
        What they are told apart by: the place that keeps them, the door, or the kind of promise.
    """
    moment = now()
    during = span.period(moment)
    with opened(at, writes=False) as runtime:
        found = runtime.read_now(lambda tx: promise_keeping(tx, during, by, now=moment))
    table = Table(
        *(by.value, "kept", "of kept and broken", "broken", "open", "overdue", "dropped"),
        *("moved", "why"),
        box=None,
        pad_edge=False,
    )
    for one in found:
        table.add_row(*_row(one))
    document = {"by": by.value, "start_at": during.start_at, "end_at": during.end_at}
    return Answer(document | {"keeping": msgspec.to_builtins(found)}, table)


def _row(one: Keeping) -> tuple[str, ...]:
    rate = "" if one.kept_pcm is None else f"{one.kept_pcm / 1000:.1f} %"
    numbers = (one.broken, one.open, one.overdue, one.dropped, one.moved)
    causes = ", ".join(f"{cause} {many}" for cause, many in one.causes.items())
    return (one.key, f"{one.kept:,}", rate, *(f"{number:,}" for number in numbers), causes)
