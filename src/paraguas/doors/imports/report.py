"""The report of an import: every refused row with its reason and the next step."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from paraguas.doors.imports.errors import ReportUnwritable
from paraguas.values.refusal import Refusal

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEADER = ("row", "code", "reason")

Tell = Callable[[str], None]


def safe_cell(text: str) -> str:
    """Give a cell no spreadsheet takes for a formula.  Source: OWASP, CSV injection."""
    return f"'{text}" if text.startswith(_FORMULA) else text


class Report:
    """Counts refused rows by code and writes each down, in a CSV file or to somebody who listens.

    say: words a refusal for the reader.  tell: told the first rows where there is no file; how
    many, `most_told` says.
    """

    def __init__(
        self,
        path: Path | None,
        say: Callable[[Refusal], str],
        tell: Tell = lambda _: None,
        *,
        most_told: int = 20,
    ) -> None:
        """Prepare the report; entering it opens the file."""
        self.path = path
        self.refused: Counter[str] = Counter()
        self._say = say
        self._tell = tell
        self._most_told = most_told
        self._told = 0
        self._file: TextIO | None = None
        self._writer: Any = None

    def __enter__(self) -> Self:
        if self.path:
            try:
                self._file = self.path.open("w", encoding="utf-8", newline="")
            except OSError as problem:
                reason = problem.strerror or str(problem)
                raise ReportUnwritable(file=str(self.path), reason=reason) from problem
            self._writer = csv.writer(self._file)
            self._writer.writerow(_HEADER)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file:
            self._file.close()

    def refuse(self, number: int, refusal: Refusal, *, rows: int = 1) -> None:
        """Note a refusal of the row with this number, and of those it takes along."""
        self.refused[refusal.code] += rows
        reason = self._say(refusal)
        if self._writer:
            self._writer.writerow([number, refusal.code, safe_cell(reason)])
        else:
            self._told += 1
            if self._told <= self._most_told:
                self._tell(f"row {number}: {refusal.code}: {reason}")
            elif self._told == self._most_told + 1:
                self._tell("more rows are refused; --report FILE lists them all")
