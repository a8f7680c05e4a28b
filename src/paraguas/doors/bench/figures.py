"""The rows a bench of capture must show, each with its bar, and how a figure is held against it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from paraguas.doors.bench.report import Row, rounded

SPREAD, HOT, LONE = "place spread 64", "place hot 64", "place spread 1"
TWO, IMPORT = "place spread 64 2 processes", "import orders"
MEMORY, COLD = "memory of the server after 100 k orders", "cold start to ready"

BEST_PEER = 8.7
"""Orders a second of the best of three open commerce systems, measured on 2 cores like these."""

BARS = {
    (SPREAD, "sqlite"): 0.12,
    (SPREAD, "postgres"): 0.15,
    (SPREAD, "both"): 100.0,
    (HOT, ""): 0.9,
    (LONE, ""): 6.0,
    (TWO, ""): 1.1,
    (IMPORT, ""): 1.5,
    (MEMORY, ""): 1.2,
    (COLD, ""): 2.0,
}
"""Row and database ("" any) -> the least ratio; of limits, the most times the reference."""

MOST_P99_MS = {"sqlite": 100.0, "postgres": 120.0}
MOST_BACKLOG_SECONDS = 2.0
"""How long after the load the worker may still be busy with it."""


def compare(what: str, database: str, size: int, *, reference: float, ours: float) -> Row:
    """Hold a rate of orders a second against a reference: the more the better."""
    bar = BARS.get((what, database)) or BARS[what, ""]
    return Row(
        what=what,
        database=database,
        size=size,
        unit="orders/s",
        reference=rounded(reference),
        ours=rounded(ours),
        ratio=rounded(ours / reference),
        bar=bar,
        holds=ours / reference >= bar,
    )


def limit(what: str, database: str, size: int, *, reference: float, ours: float, unit: str) -> Row:
    """Hold a figure against so many times the reference: the less the better."""
    bar = BARS[what, ""] * reference
    return Row(
        what=what,
        database=database,
        size=size,
        unit=unit,
        reference=rounded(reference),
        ours=rounded(ours),
        ratio=rounded(bar / ours),
        bar=rounded(bar),
        holds=ours <= bar,
        note=f"at most {BARS[what, '']:g} x the reference",
    )


def against_peer(rows: Sequence[Row]) -> Iterator[Row]:
    """Hold the slower of both databases, at each size, against the best peer."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        if row.what == SPREAD:
            found.setdefault(row.size, []).append(row)
    for its in found.values():
        slower = min(its, key=lambda row: row.ours or 0.0)
        held = compare(SPREAD, "both", slower.size, reference=BEST_PEER, ours=slower.ours or 0.0)
        if its[1:]:
            note = f"the best peer, on 2 cores; the slower database is {slower.database}"
            yield replace(held, p50_ms=slower.p50_ms, p99_ms=slower.p99_ms, note=note)


def audited(row: Row, findings: int) -> Row:
    """Let no figure hold whose books are not clean afterwards."""
    if not findings:
        return row
    return replace(row, holds=False, note=f"{row.note}; audit found {findings} afterwards")
