"""Deciding: the same as reading the rows one after the other, and as ZEN decides them."""

import random

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

from paraguas.doors.bench.policy import differences, draw, load_zen, one_table
from paraguas.doors.policy.making_books import make_book
from paraguas.policies.errors import PolicyFactMissing, PolicyFactWrong, SubjectUnknown
from paraguas.policies.model import BRAND, REQUEST_DAY
from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.deciding import Decider, jurisdiction_of
from paraguas.policies.rules.diagram import Diagram
from paraguas.policies.rules.reading import read_book

SHIPPED = Decider(read_book(shipped_files())[0])
MADE = Decider(read_book(make_book(240, 9))[0])
TABLES = [
    (which, name) for which, book in (("shipped", SHIPPED), ("made", MADE)) for name in book.tables
]


def table_of(which, name):
    return (SHIPPED if which == "shipped" else MADE).tables[name]


def plainly(table, case):
    """The verdict by its definition: first row of brand and of each law, the better of all."""
    book = SHIPPED.book if table.grid.subject.name in SHIPPED.tables else MADE.book
    best = {}
    for group in dict.fromkeys(row.group for row in table.grid.subject.rows):
        for row in table.grid.subject.rows:
            if row.group == group and all(
                any(first <= position(book, name, case) <= last for first, last in spans)
                for name, spans in row.when.items()
            ):
                for name, value in row.then.items():
                    best.setdefault(name, []).append(value)
                break
    dimensions = {one.name: one for one in table.grid.dimensions}
    return {name: max(values, key=dimensions[name].rank) for name, values in best.items()}


def position(book, name, case):
    fact = book.facts[name]
    return fact.values.index(case[name]) if fact.values else int(case[name]) - fact.least


@pytest.mark.parametrize(("which", "name"), TABLES)
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_verdict_is_what_reading_row_by_row_gives(which, name, seed):
    table = table_of(which, name)
    if not table.grid.subject.lift:
        case = draw(table.grid, random.Random(seed))
        verdict = table.decide(case)
        names = [one.name for one in table.grid.dimensions]
        assert dict(zip(names, verdict.values, strict=True)) == plainly(table, case)


@pytest.mark.parametrize(("which", "name"), TABLES)
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_diagram_that_is_proved_decides_what_the_table_decides(which, name, seed):
    table = table_of(which, name)
    diagram = Diagram(table.grid)
    case = draw(table.grid, random.Random(seed))
    node = diagram.root
    while node not in diagram.hits:
        column = table.grid.columns[diagram.column[node]]
        at = position((SHIPPED if which == "shipped" else MADE).book, column.fact.name, case)
        cell = next(n for n, one in enumerate(column.cells) if one.first <= at <= one.last)
        node = [run.node for run in diagram.runs[node] if run.cell <= cell][-1]
    assert table.grid.give(diagram.hits[node]) == table.decide(case)


def test_zen_runs_the_same_rows_to_the_same_end():
    table = one_table(300)
    chance = random.Random(2)
    cases = (draw(table.grid, chance) for _ in range(500))
    assert differences(table, load_zen(table.grid), cases) == 0
    assert {row.group for row in table.grid.rows} == {BRAND}
    assert len(table.grid.rows) == 300


def test_zen_would_notice():
    table = one_table(300)
    rows = tuple(replace(row, then={**row.then, "fee": 999}) for row in table.grid.rows)
    chance = random.Random(2)
    cases = (draw(table.grid, chance) for _ in range(10))
    assert differences(table, load_zen(replace(table.grid, rows=rows)), cases) == 10


def test_a_case_is_refused_by_the_fact_that_is_amiss():
    table = SHIPPED.tables["authority"]
    with pytest.raises(PolicyFactMissing) as missing:
        table.decide({"role": "associate"})
    assert missing.value.details == {"subject": "authority", "fact": "act"}
    with pytest.raises(PolicyFactWrong) as wrong:
        table.decide({"role": "king", "act": "refund"})
    assert wrong.value.details["allowed"] == ["associate", "agent", "manager", "planner"]
    with pytest.raises(SubjectUnknown):
        SHIPPED.table("weather")
    day = SHIPPED.tables["care"].grid.columns[-1].fact
    assert day.name == REQUEST_DAY


def test_a_country_names_its_law_a_region_its_own_where_it_has_one():
    book = SHIPPED.book
    assert jurisdiction_of(book, "US", "CA") == "US-CA"
    assert jurisdiction_of(book, "US", "WY") == "US"
    assert jurisdiction_of(book, "IT") == "EU"
    assert jurisdiction_of(book, "CA", "QC") == "CA-QC"
    assert jurisdiction_of(book, "JP") == "OTHER"
