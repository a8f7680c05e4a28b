"""Import a bank's statement (camt.053): lines in stretches, each stretch in one transaction."""

from collections import Counter
from pathlib import Path
from time import perf_counter

from paraguas.doors.imports.camt import read_statement
from paraguas.doors.imports.errors import FileUnreadable
from paraguas.doors.imports.importing import Imported
from paraguas.doors.imports.report import Report
from paraguas.doors.runtime import Runtime
from paraguas.journeys.money.statements import Stated, take_statement
from paraguas.plumbing.clock import stamp
from paraguas.settlements.model import BankLine, StatementTaken
from paraguas.values.by import By
from paraguas.values.refusal import Refusal

STATEMENT = "statement"
_BY = By("system", "import")
_STRETCH = 500


def import_statement(runtime: Runtime, path: Path, report: Report) -> Imported:
    """Take in the lines of a statement; `changed` counts those that were matched or differ.

    The report names entries nothing can be read of; what differs waits among the exceptions.
    """
    began = perf_counter()
    try:
        document = path.read_bytes()
    except OSError as problem:
        raise FileUnreadable(file=str(path), reason=problem.strerror or str(problem)) from problem
    entries = read_statement(document)
    lines = [one for _, one in entries if isinstance(one, BankLine)]
    changed = 0
    with report:
        for number, one in entries:
            if isinstance(one, Refusal):
                report.refuse(number, one)
        for first in range(0, len(lines), _STRETCH):
            stretch = Stated(stamp(_BY), tuple(lines[first : first + _STRETCH]))
            taken: StatementTaken = runtime.write_now(take_statement, stretch)
            changed += taken.matched + taken.differences
    seconds = perf_counter() - began
    return Imported(len(entries), len(lines), changed, Counter(report.refused), seconds)
