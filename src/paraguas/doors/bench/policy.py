"""How fast the policy book decides and is proved, against ZEN in the same minutes."""

import random
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

import msgspec
from msgspec.structs import replace

from paraguas.doors.bench.report import Row, rounded
from paraguas.doors.policy.jdm import ROW, write_jdm
from paraguas.doors.policy.making_books import make_book
from paraguas.policies.model import BRAND, Book, Value
from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.deciding import Table
from paraguas.policies.rules.grid import Grid, make_grid
from paraguas.policies.rules.proving import prove
from paraguas.policies.rules.reading import read_book

DECIDE, AGREE = "policy decision, 300 rows", "policy decision against ZEN, random cases"
PROVE, SHIPPED = "policy proofs, 2,000 rows", "policy proofs, the shipped book"
LEAST_RATIO = 10.0
MOST_SECONDS = 10.0
LEAST_LIVE = 0.8
_ROWS, _BOOK = 300, 2_000
_SEED = 20261122
_DIFFERENT = 1_000
"""Different cases that are decided over and over while the time is taken."""

Case = dict[str, Value]
Tell = Callable[[str], None]


def measure(cases: int, tell: Tell) -> list[Row]:
    """Measure; cases: how many random ones both engines decide."""
    tell("making a table")
    table = one_table(_ROWS)
    engine = load_zen(table.grid)
    chance = random.Random(_SEED)  # noqa: S311 - cases to be measured, no secret
    asked = [draw(table.grid, chance) for _ in range(_DIFFERENT)]
    tell("deciding beside ZEN")
    rows = [_decisions(table, engine, asked), _agreement(table, engine, cases, chance)]
    tell("proving")
    return [*rows, *_proofs()]


def one_table(rows: int) -> Table:
    """Compile one table of the brand alone with so many rows, all of them alive."""
    book, _ = read_book(make_book(12 * rows, _SEED))
    subject = next(iter(book.subjects.values()))
    brand = [row for row in subject.rows if row.group == BRAND]
    return Table(make_grid(book, replace(subject, rows=(*brand[: rows - 1], brand[-1]))))


def load_zen(grid: Grid) -> Any:
    """Give ZEN's decision object over the first group of a grid, to be kept loaded."""
    from zen import ZenEngine  # noqa: PLC0415 - only who compares needs it

    return ZenEngine().create_decision(msgspec.json.encode(write_jdm(grid, 0)).decode())


def draw(grid: Grid, chance: random.Random) -> Case:
    """Draw a case: of each fact first a cell, so that narrow ones are met too."""
    case = {}
    for column in grid.columns:
        cell = chance.choice(column.cells)
        at = chance.choice((cell.first, cell.last, chance.randint(cell.first, cell.last)))
        case[column.fact.name] = column.fact.value_at(at)
    return case


def differences(table: Table, engine: Any, cases: Iterator[Case]) -> int:
    """Count the cases in which ZEN names another row, or gives anything else."""
    names = [dimension.name for dimension in table.grid.dimensions]
    different = 0
    for case in cases:
        given = table.decide(case)
        result = engine.evaluate(case)["result"] or {}
        ours = [table.grid.rows[given.sources[0]].id, *given.values]
        different += ours != [result.get(name) for name in (ROW, *names)]
    return different


def _decisions(table: Table, engine: Any, asked: list[Case]) -> Row:
    ours = min(_seconds(table.decide, asked) for _ in range(5))
    zen = min(_seconds(engine.evaluate, asked) for _ in range(3))
    return Row(
        what=DECIDE,
        database="",
        size=len(table.grid.rows),
        unit="µs",
        reference=rounded(zen * 1e6),
        ours=rounded(ours * 1e6),
        ratio=rounded(zen / ours),
        bar=LEAST_RATIO,
        holds=zen / ours >= LEAST_RATIO,
        note="ZEN's decision object kept loaded, facts as a dict, one at a time",
    )


def _seconds(decide: Callable[[Case], object], asked: list[Case]) -> float:
    begun = perf_counter()
    for case in asked:
        decide(case)
    return (perf_counter() - begun) / len(asked)


def _agreement(table: Table, engine: Any, cases: int, chance: random.Random) -> Row:
    different = differences(table, engine, (draw(table.grid, chance) for _ in range(cases)))
    return Row(
        what=AGREE,
        database="",
        size=cases,
        unit="differences",
        ours=float(different),
        bar=0.0,
        holds=different == 0,
        note="row and values of every case compared",
    )


def _proofs() -> Iterator[Row]:
    for what, files in ((PROVE, make_book(_BOOK, _SEED)), (SHIPPED, shipped_files())):
        begun = perf_counter()
        book, found = read_book(files)
        proofs, _ = prove(book, found)
        seconds = perf_counter() - begun
        proved = all(proof.holds for proof in proofs)
        live = alive(book)
        yield Row(
            what=what,
            database="",
            size=book.rows,
            unit="s",
            ours=rounded(seconds),
            ratio=rounded(MOST_SECONDS / seconds),
            bar=MOST_SECONDS,
            holds=proved and seconds <= MOST_SECONDS and live >= LEAST_LIVE,
            note=f"{len(proofs)} proofs, {live:.0%} of the rows alive",
        )


def alive(book: Book) -> float:
    """Give the share of rows that decide some case."""
    _, findings = prove(book, ())
    dead = sum(finding.proof == "no_dead_row" for finding in findings)
    return 1 - dead / book.rows
