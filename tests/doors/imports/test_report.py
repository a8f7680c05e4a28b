"""The report names every refused row, and no cell of it is a formula."""

import csv

import pytest

from paraguas.catalog.errors import SkuUnknown
from paraguas.doors.imports.errors import ReportUnwritable
from paraguas.doors.imports.report import Report, safe_cell


def say(refusal):
    return refusal.details["sku"]


def test_cells_that_begin_a_formula_are_disarmed(tmp_path):
    cells = ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx", "\rx", "1+1", "tea"]
    with Report(tmp_path / "report.csv", say) as report:
        for number, cell in enumerate(cells, start=2):
            report.refuse(number, SkuUnknown(sku=cell))
    with (tmp_path / "report.csv").open(newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["row", "code", "reason"]
    assert [row[2] for row in rows] == [*(f"'{cell}" for cell in cells[:6]), "1+1", "tea"]
    assert report.refused == {"sku_unknown": 8}
    assert safe_cell("") == ""


def test_without_a_file_the_first_are_told():
    told = []
    with Report(None, say, told.append, most_told=2) as report:
        for number in range(5):
            report.refuse(number, SkuUnknown(sku="tea"), rows=2)
    assert told[:2] == ["row 0: sku_unknown: tea", "row 1: sku_unknown: tea"]
    assert len(told) == 3
    assert report.refused.total() == 10


def test_a_report_that_cannot_be_written_is_refused_before_anything_is_imported(tmp_path):
    with pytest.raises(ReportUnwritable), Report(tmp_path / "absent" / "report.csv", say):
        pass
