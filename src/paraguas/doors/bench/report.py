"""What a bench reports: rows held against their references, and the machine they were made on."""

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from rich.table import Table


class Row(Struct, frozen=True, kw_only=True):
    """A figure.

    size: how many orders there were before.  ratio: ours / reference; where the bar is a limit,
    bar / ours.  Either way higher is better.  holds: whether the bar is met, with the conditions
    the note names.
    """

    what: str
    database: str
    size: int
    unit: str
    reference: float | None = None
    ours: float | None = None
    ratio: float | None = None
    bar: float | None = None
    holds: bool = False
    p50_ms: float | None = None
    p99_ms: float | None = None
    note: str = ""


def machine() -> dict[str, Any]:
    """Describe the machine; a load above 0 before the bench begins makes its figures worse."""
    return {
        "cores": os.cpu_count(),
        "cpu": _told(Path("/proc/cpuinfo"), "model name"),
        "memory": _told(Path("/proc/meminfo"), "MemTotal"),
        "load_average": [round(load, 2) for load in os.getloadavg()],
        "platform": platform.platform(),
        "python": platform.python_version(),
    }


def document(bench: str, rows: Sequence[Any], before: dict[str, Any]) -> dict[str, Any]:
    """Write a report out; `before` is the machine as it was when the bench began."""
    after = [round(load, 2) for load in os.getloadavg()]
    return {"bench": bench, "machine": {**before, "load_average_after": after}, "rows": rows}


def as_table(rows: Sequence[Row]) -> Table:
    """Lay the rows out for people."""
    table = Table("what", "database", "size", "reference", "ours", "ratio", "bar", "p99 ms", "note")
    for row in rows:
        table.add_row(
            *(row.what, row.database, f"{row.size:,}", _figure(row.reference)),
            f"{_figure(row.ours)} {row.unit}",
            f"[{'green' if row.holds else 'red'}]{_figure(row.ratio)}[/]",
            *(_figure(row.bar), _figure(row.p99_ms), row.note),
        )
    return table


def rounded(figure: float) -> float:
    """Round a figure to four digits that mean something."""
    return float(f"{figure:.4g}")


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:,.4g}"


def _told(path: Path, name: str) -> str:
    """Read a line `name : value` of a file of the kernel; empty where there is none."""
    if not path.exists():
        return ""
    lines = (line.partition(":") for line in path.read_text("ascii", "replace").splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == name), "")
