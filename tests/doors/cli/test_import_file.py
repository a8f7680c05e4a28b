"""Files handed in at the command line: what was kept, what was refused, and where it is listed."""

import pytest
from sqlalchemy import func, select

from paraguas.invoices.tables import tax_rates

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


TAXES = """
jurisdictions = [{ code = "SG", zone = "Asia/Singapore" }]
[[rates]]
jurisdiction = "SG"
category = "standard"
rate_pcm = 7000
from = 2007-07-01
citation = "A"
[[rates]]
jurisdiction = "SG"
category = "standard"
rate_pcm = 8000
from = 2023-01-01
until = 2023-12-31
citation = "B"
[[rates]]
jurisdiction = "SG"
category = "standard"
rate_pcm = 9000
from = 2024-01-01
citation = "C"
"""


@pytest.fixture
def taxes(tmp_path):
    return tmp_path / "taxes.toml"


@pytest.mark.parametrize(
    "refused",
    [
        (
            TAXES,
            "taxes.toml: row 2: tax_table_gap: The standard rate of SG ends on 2023-12-31, and",
        ),
        (
            TAXES.replace('category = "standard"', 'category = "food"').replace(
                "2023-12-31", "2024-01-01"
            ),
            "taxes.toml: row 1: tax_standard_missing: SG would have no standard rate.",
        ),
        (
            TAXES.replace("9000", '"nine"'),
            "taxes.toml: row 0: malformed: The field rates[2].rate_pcm is not of the form asked",
        ),
        (TAXES.replace('zone = "Asia', 'zome = "Asia'), "taxes.toml: row 0: malformed"),
    ],
)
def test_taxes_with_a_gap_or_a_slip_are_refused_whole_by_file_row_and_sentence(
    run, made, inside, taxes, refused
):
    text, told_as = refused
    taxes.write_text(text)
    told = run("import", "taxes", str(taxes), "--json", *made)
    assert (told.code, told.document["kept"]) == (1, 0)
    assert told_as in told.err
    with inside() as tx:
        assert tx.value(select(func.count()).select_from(tax_rates)) == 0


def test_taxes_are_imported_once(run, made, inside, taxes):
    taxes.write_text(TAXES.replace("2023-12-31", "2024-01-01"))
    for changed in (1, 0):
        told = run("import", "taxes", str(taxes), "--json", *made)
        assert (told.code, told.document["changed"], told.err) == (0, changed, "")
    with inside() as tx:
        assert tx.value(select(func.count()).select_from(tax_rates)) == 3


@pytest.mark.parametrize("text", ["[entity", None])
def test_a_country_that_is_no_file_of_tables_is_refused(run, made, tmp_path, text):
    path = tmp_path / "country.toml"
    if text:
        path.write_text(text)
    told = run("import", "country", str(path), "--json", *made)
    assert (told.code, told.document["code"]) == (2, "file_broken" if text else "file_unreadable")


def test_bundles_come_with_their_parts_and_are_refused_without(run, made, tmp_path):
    path = tmp_path / "bundles.csv"
    path.write_text(
        "sku,title,kind,parts,separable\n"
        "TEA-SET,Tea set,bundle,TEA; MUG*4,yes\n"
        "TEA,Tea,,,\nMUG,Mug,,,\n"
    )
    told = run("import", "catalogue", str(path), "--json", *made)
    assert (told.document["kept"], told.document["refused"]) == (3, {})
    path.write_text("sku,title,kind,parts\nODD,Odd,bundle,NOBODY\nODDER,Odder,bundle,TEA*some\n")
    told = run("import", "catalogue", str(path), "--json", *made)
    assert told.document["refused"] == {"part_unfit": 1, "malformed": 1}
