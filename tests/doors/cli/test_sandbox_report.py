"""What the sandbox settled is written as a provider's report, and imported."""

import shutil

import pytest

from tests.doors.cli.shop import trade, trading


@pytest.fixture
def traded(run, place, tmp_path):
    """An installation whose sandbox has charged for a parcel."""
    assert run("init", *place).code == 0
    desk_folder = tmp_path / "desk"
    desk_folder.mkdir()
    with trading(place, desk_folder) as desk:
        trade(desk)
    shutil.copy(desk_folder / "sandbox.db", tmp_path / "data" / "sandbox_payments.db")
    return place


def test_its_report_is_imported_once_and_bad_rows_are_listed(run, traded, tmp_path):
    file, refused = tmp_path / "settlement.csv", tmp_path / "refused.csv"
    told = run("sandbox-report", str(file), "--payout", "P-7", "--json", *traded)
    assert (told.code, told.document["lines"], told.document["payout"]) == (0, 1, "P-7")
    with file.open("a") as more:
        more.write("P-7,x,,gift,1.00,EUR,,2026-11-22\n")
        more.write("P-7,y,,fee,-1.00,EUR,,2026-11-22\n")
        more.write("P-7,z,,fee,2.00,EUR,,yesterday\n")
        more.write("P-7,monthly,,fee,2.00,EUR,,2026-11-22\n")
    words = ["import", "settlement", str(file), "--report", str(refused), "--json", *traded]
    first = run(*words)
    assert (first.code, first.document["kept"], first.document["changed"]) == (1, 2, 2)
    assert first.document["refused"] == {"malformed": 3}
    assert [line.split(",")[0] for line in refused.read_text().splitlines()[1:]] == ["3", "4", "5"]
    again = run(*words)
    assert (again.document["kept"], again.document["changed"]) == (2, 0)
    assert run("audit", *traded).code == 0


def test_what_cannot_be_written_is_refused(run, traded, tmp_path):
    told = run("sandbox-report", str(tmp_path / "absent" / "x.csv"), "--json", *traded)
    assert (told.code, told.document["code"]) == (2, "report_unwritable")
