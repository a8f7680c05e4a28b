"""Write what the sandbox provider settled, as a real one sends it, to be imported."""

from pathlib import Path

from rich.markup import escape

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.adapters.sandbox_payments.settlement import write_settlement
from paraguas.doors.cli.answer import Answer
from paraguas.doors.cli.installation import Installation
from paraguas.doors.imports.errors import ReportUnwritable
from paraguas.plumbing.clock import now
from paraguas.values.time import local_day


def sandbox_report(file: Path, at: Installation = Installation(), *, payout: str = "") -> Answer:
    """Write the sandbox provider's settlement report: all that moved, paid out today.

    Parameters
    ----------
    file:
        The CSV file to write; `paraguas import settlement` reads it.
    payout:
        What the payout is called; the day where nothing is said.
    """
    day = local_day(now(), "UTC")
    named = payout or f"sandbox-{day.isoformat()}"
    provider = SandboxPayments(at.settings().folder / "sandbox_payments.db")
    try:
        lines = write_settlement(file, provider.ledger(), named, day)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ReportUnwritable(file=str(file), reason=reason) from problem
    finally:
        provider.close()
    document = {"file": str(file), "payout": named, "lines": lines}
    return Answer(document, f"{lines:,} lines in {escape(str(file))}", 0)
