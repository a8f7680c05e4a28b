"""What torture reports: how often something was tried, how often it failed, and what the bar is."""

from collections import Counter
from collections.abc import Sequence
from time import monotonic

from msgspec import Struct, field
from rich.table import Table


class Row(Struct, frozen=True, kw_only=True):
    """One thing that must not happen on one database.

    bar: how many failures are allowed.  holds: whether that was kept, over at least one try.
    """

    what: str
    database: str
    tried: int
    failed: int
    bar: int
    holds: bool
    note: str = ""


class Tally(Struct):
    """Tries and failures of a part, gathered as it goes; a failure has a sentence."""

    tried: int = 0
    problems: Counter[str] = field(default_factory=Counter)

    def row(self, what: str, database: str, note: str = "") -> Row:
        """Make the row: no failure is allowed anywhere."""
        failed = self.problems.total()
        told = [f"{problem} (x{count})" for problem, count in self.problems.most_common(5)]
        return Row(
            what=what,
            database=database,
            tried=self.tried,
            failed=failed,
            bar=0,
            holds=self.tried > 0 and not failed,
            note="; ".join([*([note] if note else []), *told]),
        )


class Effort(Struct, frozen=True):
    """How much to try: a share of the full sizes, and not after the deadline (monotonic)."""

    share: float
    deadline: float

    def of(self, full: int) -> int:
        """Give how often to try what is tried so often at full size."""
        return max(1, round(full * self.share))

    @property
    def is_over(self) -> bool:
        """Whether the time is used up."""
        return monotonic() >= self.deadline


def effort(share: float, minutes: float) -> Effort:
    """Begin an effort now."""
    return Effort(share, monotonic() + minutes * 60)


def as_table(rows: Sequence[Row]) -> Table:
    """Lay the rows out for people."""
    table = Table("what", "database", "tried", "failed", "bar", "note")
    for row in rows:
        colour = "green" if row.holds else "red"
        table.add_row(
            *(row.what, row.database, f"{row.tried:,}", f"[{colour}]{row.failed:,}[/]"),
            *(str(row.bar), row.note),
        )
    return table
