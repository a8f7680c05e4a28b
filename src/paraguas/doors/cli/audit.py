"""Verify on the stored rows that stock, money, points and counters agree."""

from collections.abc import Sequence

import msgspec
from rich.table import Table
from rich.text import Text

from paraguas.doors.cli.answer import Answer
from paraguas.doors.cli.installation import Installation, opened
from paraguas.plumbing.clock import now
from paraguas.values.audit import Check
from paraguas.views import auditing

_SHOWN = 20
"""Findings of a check that are listed for people; machines get all."""


def audit(at: Installation = Installation()) -> Answer:
    """Verify the books of an installation, also beside a server that runs.

    The exit code is 1 when there are findings.
    """
    with opened(at, writes=False) as runtime:
        checks = runtime.read_now(lambda tx: auditing.audit(tx, at=now()))
    document = report(checks)
    return Answer(document, _table(checks), 1 if document["findings"] else 0)


def report(checks: Sequence[Check]) -> dict[str, object]:
    """Write checks as the document that machines read."""
    return {
        "checks": [msgspec.to_builtins(check) for check in checks],
        "findings": sum(len(check.findings) for check in checks),
    }


def _table(checks: Sequence[Check]) -> Table:
    table = Table("check", "looked at", "findings", box=None, pad_edge=False)
    for check in checks:
        found = len(check.findings)
        table.add_row(check.name, str(check.looked_at), f"[red]{found}[/]" if found else "none")
        for finding in check.findings[:_SHOWN]:
            table.add_row(Text(f"  {finding}", "red"), "", "")
        if found > _SHOWN:
            table.add_row(f"  and {found - _SHOWN} more; --json lists all", "", "")
    return table
