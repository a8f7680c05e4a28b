"""The bench at its smallest: real server, real load, real yardsticks; no figure is asserted."""

import json
from contextlib import redirect_stdout
from io import StringIO

import pytest
from msgspec.structs import replace

from paraguas.doors.bench import figures
from paraguas.doors.bench.capture import PLANS, Plan
from paraguas.doors.bench.report import Row, as_table
from paraguas.doors.cli import main

TINY = Plan(
    sizes=(1, 10),
    imported=5,
    live=1,
    windows=1,
    seconds=0.2,
    reference_seconds=0.1,
    places=3,
    skus=20,
    cards=5,
)
ROWS = {figures.SPREAD, figures.HOT, figures.LONE, figures.IMPORT, figures.MEMORY, figures.COLD}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def report(request):
    sizes = {"sqlite": (1, 10), "postgres": (1,)}[request.param]
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as said:
        patch.setitem(PLANS, "quick", replace(TINY, sizes=sizes))
        assert main(["bench", "capture", "--database", request.param, "--json"]) == 0
    return json.loads(said.getvalue())


@pytest.fixture
def rows(report):
    return [Row(**row) for row in report["rows"]]


def test_every_figure_has_its_row_at_every_size(rows):
    assert {row.what for row in rows} - {figures.TWO} == ROWS
    spread = [row for row in rows if row.what == figures.SPREAD]
    assert [row.size for row in spread] in ([1, 10], [1])


def test_a_ratio_is_what_the_row_says(rows):
    for row in rows:
        assert row.ours > 0
        if row.unit == "orders/s":
            assert row.ratio == pytest.approx(row.ours / row.reference, rel=0.01)
        else:
            assert row.ratio == pytest.approx(row.bar / row.ours, rel=0.01)


def test_all_orders_were_placed_and_the_books_are_clean(rows):
    notes = " ".join(row.note for row in rows)
    assert " x " not in notes.replace("x the reference", "")
    assert "audit found" not in notes


def test_two_servers_share_a_postgres(rows):
    shared = [row for row in rows if row.what == figures.TWO]
    assert all(row.database == "postgres" and row.ours > 0 for row in shared)


def test_the_report_has_the_published_shape(report, rows):
    assert report["bench"] == "capture"
    assert report["machine"]["cores"] > 0
    assert set(report["rows"][0]) == {
        *("what", "database", "size", "reference", "ours", "unit", "ratio", "bar", "holds"),
        *("p50_ms", "p99_ms", "note"),
    }
    assert as_table(rows).row_count == len(rows)
