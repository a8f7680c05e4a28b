"""What cannot be shown is told on a page, in the reader's words and without a code of ours."""

import pytest

from paraguas.plumbing.secret_store import install
from paraguas.staff.model import Scope
from tests.doors.pages.world import STORE

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def test_an_address_that_is_nobodys_is_a_page_for_browsers_and_a_problem_for_machines(reader):
    page = reader.get("/nowhere", accept=BROWSER, accept_language="fr")
    assert page.status_code == 404
    assert "<h1>" in page.text
    assert "pas de page à cette adresse" in page.text
    assert "/v1/" not in page.text
    assert reader.get("/nowhere").json()["code"] == "address_unknown"
    assert reader.get("/v1/nowhere", accept=BROWSER).json()["code"] == "address_unknown"


def test_the_brand_signs_its_refusals(world, reader):
    with world.runtime.database.writing() as tx:
        install(tx, {"brand": "Lumbre"})
    assert "Lumbre</p>" in reader.get("/o/nonsense").text


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        (f"/board/orders/{'0' * 32}", 404, "Look it up by its number"),
        (f"/store/{STORE}/receipts/{'0' * 32}", 404, "Look it up by its number"),
        ("/store/MOON", 404, "MOON"),
    ],
)
def test_a_desk_reads_no_id_and_finds_its_way_back(world, reader, path, status, told):
    reader.enter(world.key("shop", Scope.ADMIN, place=""))
    page = reader.get(path, accept_language="en")
    assert page.status_code == status
    assert told in page.text
    assert "0" * 32 not in page.text
    assert 'href="/"' in page.text


def test_what_a_key_does_not_open_is_told_without_naming_scopes(world, reader):
    reader.enter(world.key("ES-04", Scope.STORE_WORK))
    page = reader.get("/board", accept_language="en")
    assert page.status_code == 403
    assert "orders" not in page.text.partition("<h1>")[2]
