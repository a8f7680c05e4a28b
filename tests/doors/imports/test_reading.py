"""Whatever is handed in: one clear message or a listed row, never a traceback."""

from datetime import UTC, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from pyarrow.parquet import write_table

from paraguas.catalog.queries import catalogue
from paraguas.doors.imports.importing import KINDS
from paraguas.doors.imports.reading import open_source
from paraguas.values.refusal import Refusal

COLUMNS = KINDS["catalogue"].columns


def read(path, form="auto"):
    """The rows of a file: number and cells, or number and code of the problem."""
    with open_source(path, COLUMNS, form) as source:
        return [(r.number, r.problem.code if r.problem else r.cells) for r in source.rows]


def written(tmp_path, content, name="rows.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(path):
    with pytest.raises(Refusal) as caught:
        read(path)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf \n", "file_empty"),
        (b"PK\x03\x04...", "file_broken"),
        (b"\x1f\x8b\x08...", "file_broken"),
        ("sku,title\nA,B\n".encode("utf-16"), "file_broken"),
        (b"PAR1 and then nothing", "file_broken"),
        (b'sku,"title\nA,B\n', "file_broken"),
        (b"sku,name\nA,B\n", "columns_unknown"),
        (b"title\nB\n", "columns_missing"),
        (b"sku,title,title\nA,B,C\n", "column_twice"),
    ],
)
def test_a_file_nothing_can_be_read_of_is_refused_whole(tmp_path, content, code):
    assert refusal(written(tmp_path, content)) == code


def test_what_is_not_there_or_no_file_is_refused(tmp_path):
    assert refusal(tmp_path / "absent.csv") == "file_unreadable"
    assert refusal(tmp_path) == "file_unreadable"


def test_unknown_columns_are_named_with_those_that_are_known(tmp_path):
    with pytest.raises(Refusal) as caught:
        read(written(tmp_path, "sku,name\n"))
    assert caught.value.details["columns"] == ["name"]
    assert {"title", "gtin", "title_..."} <= set(caught.value.details["known"])


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_as_spreadsheets_write_it(tmp_path, mark, bom, end):
    lines = [f"{bom}SKU{mark}Title", f'A{mark}"B{mark}\nC"', "", f" D {mark} É "]
    rows = read(written(tmp_path, end.join(lines)))
    assert rows == [
        *((2, {"sku": "A", "title": f"B{mark}\nC"}), (4, {"sku": "D", "title": "É"})),
    ]


@pytest.mark.parametrize(
    "bad", [b"A", b"A,B,C", b'A,"B', b'A,"B"C', b"A,\xe9", b"A,\x00", b"A," + b"x" * 200_000]
)
def test_a_row_that_cannot_be_read_is_listed(tmp_path, bad):
    path = written(tmp_path, b"sku,title\nOK,1\n" + bad)
    assert read(path) == [(2, {"sku": "OK", "title": "1"}), (3, "row_unreadable")]


def test_json_lines(tmp_path):
    lines = [
        b'\xef\xbb\xbf{"sku": "A", "title": null, "per": 1000}',
        b"",
        b'{"sku": "B", "name": "no such column"}',
        b'{"sku": "C", "title": {"en": "nested"}}',
        b'{"sku": "D", "per": 1e400}',
        b'{"sku": "E\\u0000"}',
        b"[" * 100_000,
        b'{"sku": "' + b"x" * 2_000_000 + b'"}',
        b'{"sku": "F", "per": 1.10}',
        b'{"sku": "G", "ti',
    ]
    rows = read(written(tmp_path, b"\n".join(lines), "rows.jsonl"))
    assert rows == [
        (1, {"sku": "A", "title": "", "per": "1000"}),
        (3, "columns_unknown"),
        *((number, "row_unreadable") for number in range(4, 9)),
        (9, {"sku": "F", "per": "1.10"}),
        (10, "row_unreadable"),
    ]


def test_parquet(tmp_path):
    path = tmp_path / "rows"
    table = {
        "sku": pa.array(["A", None, "C\x00"]),
        "title": pa.array(
            [datetime(2026, 1, 2, tzinfo=UTC), None, None], pa.timestamp("ns", "UTC")
        ),
        "per": pa.array([0.1, float("nan"), 2.0]),
        "minutes": pa.array([Decimal("1.50"), None, None]),
    }
    write_table(pa.table(table), path)
    first = {"sku": "A", "title": "2026-01-02T00:00:00+00:00", "per": "0.1", "minutes": "1.50"}
    assert read(path) == [
        *((1, first), (2, dict.fromkeys(first, "")), (3, "row_unreadable")),
    ]


def test_half_a_parquet_file_is_refused(tmp_path):
    path = tmp_path / "rows.parquet"
    write_table(pa.table({"sku": [f"S{n}" for n in range(9000)]}), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refusal(path) == "file_broken"


def test_rows_before_the_broken_part_of_a_parquet_file_are_read(tmp_path):
    path = tmp_path / "rows.parquet"
    skus = pa.table({"sku": [f"S{n}" for n in range(9000)]})
    write_table(skus, path, row_group_size=4096, compression="gzip", use_dictionary=False)
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 400] = b"\xff" * 400
    path.write_bytes(whole)
    rows = read(path)
    assert rows[-1] == (len(rows), "file_broken")
    assert len(rows) > 4000


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), form=st.sampled_from(["auto", "csv", "jsonl", "parquet"]))
def test_any_bytes_give_rows_or_a_refusal(tmp_path, content, form):
    path = written(tmp_path, b"sku,title\n" + content if form == "csv" else content)
    try:
        rows = read(path, form)
    except Refusal:
        return
    assert [number for number, _ in rows] == sorted({number for number, _ in rows})


def test_good_rows_of_a_half_written_file_are_kept(desk):
    done, listed = desk.import_("catalogue", b"sku,title,unit\nA,Tea,piece\nB,Caf\xe9,piece\nC,Mi")
    assert [(row["row"], row["code"]) for row in listed] == [
        *(("3", "row_unreadable"), ("4", "row_unreadable")),
    ]
    assert (done.rows, done.kept) == (3, 1)
    assert desk.look(catalogue).by_code("A").title("en") == "Tea"


def test_a_parquet_file_says_the_same_as_csv(desk):
    path = desk.folder / "goods.parquet"
    write_table(pa.table({"sku": ["A"], "title": ["Tea"], "per": [1000], "unit": ["gram"]}), path)
    assert desk.import_("catalogue", path)[0].changed == 1
    assert desk.import_("catalogue", "sku,title,per,unit\nA,Tea,1000,gram\n")[0].changed == 0
    lines = '{"sku": "A", "title": "Tea", "per": 1000, "unit": "gram"}\n'
    assert desk.import_("catalogue", lines)[0].changed == 0
