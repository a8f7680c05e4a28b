"""Files handed in at the command line: what was kept, what was refused, and where it is listed."""

import pytest

GOODS = "sku,title,gtin\nTEA,Tea,\nMUG,Mug,123\n"


@pytest.fixture
def goods(tmp_path):
    path = tmp_path / "goods.csv"
    path.write_text(GOODS)
    return str(path)


@pytest.fixture
def beside_goods(goods, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_refused_rows_are_told_and_listed(run, made, goods, tmp_path):
    report = tmp_path / "report.csv"
    told = run("import", "catalogue", goods, "--report", str(report), "--json", *made)
    assert told.code == 1
    assert told.document | {"seconds": 0} == {
        "rows": 2,
        "kept": 1,
        "changed": 1,
        "refused": {"gtin_invalid": 1},
        "seconds": 0,
        "report": str(report),
    }
    assert report.read_text().splitlines()[1].startswith("3,gtin_invalid,123 is not a valid GTIN.")
    again = run("import", "catalogue", goods, *made)
    assert "1 of 2 rows kept, 0 made a difference" in again.out
    assert "row 3: gtin_invalid: 123 is not a valid GTIN." in again.err


def test_a_good_file_is_imported_in_silence(run, made, goods, tmp_path):
    (tmp_path / "goods.csv").write_text(GOODS.replace("123", ""))
    told = run("import", "catalogue", goods, "--json", *made)
    assert (told.code, told.document["changed"], told.err) == (0, 2, "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["catalogue", "absent.csv"], "file_unreadable"),
        (["prices", "goods.csv"], "columns_unknown"),
        (["furniture", "goods.csv"], "command_wrong"),
        (["catalogue", "goods.csv", "--report", "absent/report.csv"], "report_unwritable"),
    ],
)
@pytest.mark.usefixtures("beside_goods")
def test_what_cannot_be_imported_is_refused(run, made, words, code):
    told = run("import", *words, "--json", *made)
    assert (told.code, told.document["code"]) == (2, code)


def test_an_installation_must_be_there(run, place, goods):
    told = run("import", "catalogue", goods, "--json", *place)
    assert (told.code, told.document["code"]) == (2, "not_initialised")


HALVES = {
    "goods.csv": b"sku,title,gtin\nTEA,Tea,\nMUG,M\xc3",
    "goods.jsonl": b'{"sku": "TEA", "title": "Tea"}\n{"sku": "MUG", "ti',
}


@pytest.mark.parametrize("name", HALVES)
def test_of_a_half_written_file_the_good_rows_are_kept_and_the_rest_is_listed(
    run, made, tmp_path, name
):
    (tmp_path / name).write_bytes(HALVES[name])
    report = tmp_path / "report.csv"
    words = ["import", "catalogue", str(tmp_path / name), "--report", str(report), "--json"]
    told = run(*words, *made)
    assert (told.code, told.document["refused"]) == (1, {"row_unreadable": 1})
    assert (told.document["kept"], told.document["changed"]) == (1, 1)
    listed = report.read_text().splitlines()
    assert len(listed) == 2
    assert "row_unreadable" in listed[1]
    again = run(*words, *made).document
    assert (again["kept"], again["changed"]) == (1, 0)
