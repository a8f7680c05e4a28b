"""A store's cash on its page: opened, filled, counted blind, closed; and what the day took in."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.wishes import sold
from tests.doors.pages.world import STORE

PAGE = f"/store/{STORE}/drawer"


@pytest.fixture
def desk(world, reader):
    reader.enter(world.key())
    return reader


def begin(desk, amount="100,00"):
    return desk.follow(desk.submit(desk.get(PAGE), "/drawers", float=amount))


def test_a_drawer_is_opened_filled_counted_blind_and_closed(world, desk):
    page = begin(desk)
    assert "¡Buenas ventas!" in page.text
    page = desk.follow(
        desk.submit(page, "/movements", kind="lift", amount="30", reason="demasiado efectivo")
    )
    assert "demasiado efectivo" in page.text
    assert world.api.post("/v1/orders", sold("CASE-CLEAR", 1, STORE)).status_code == 201
    assert "94,90" not in desk.get(PAGE).text, "what is expected is not told yet"
    page = desk.follow(desk.submit(page, "/count", **{"piece-5000": "1", "piece-2000": "2"}))
    assert "Falta 4,90" in page.text
    assert "94,90" in page.text
    page = desk.follow(desk.submit(page, "/close", reason="cambio mal dado"))
    assert "Cerrado." in page.text
    assert "24,90" in page.text, "the day's takings"


def test_a_right_count_is_praised_and_closed_at_once(desk):
    page = desk.follow(desk.submit(begin(desk), "/count", **{"piece-10000": "1"}))
    assert "Cerrado." in page.text
    assert "Cuadra exactamente" in page.text


def test_a_large_difference_waits_for_a_second_person(world, desk):
    page = desk.follow(desk.submit(begin(desk), "/count", **{"piece-5000": "1"}))
    assert "Otra persona" in page.text
    assert "/close" not in page.text
    desk.enter(world.key("ES-05"))
    page = desk.follow(desk.submit(desk.get(PAGE), "/close", reason="billete perdido"))
    assert "Cerrado." in page.text


def test_what_cannot_be_done_is_told_on_the_page(desk):
    page = begin(desk)
    for path, fields in (
        ("/movements", {"kind": "lift", "amount": "x", "reason": "y"}),
        ("/movements", {"kind": "pay_out", "amount": "60", "reason": "y"}),
        ("/count", {"piece-5000": "-1"}),
    ):
        refused = desk.submit(page, path, **fields)
        assert refused.status_code in {400, 403}
        assert 'role="alert"' in refused.text
    again = desk.submit(page, "/count", **{"piece-10000": "1"})
    assert again.status_code == 303
    late = desk.submit(page, "/count", **{"piece-10000": "1"})
    assert late.status_code == 303, "the same form counts once"
    assert desk.get(f"{PAGE}?day=nonsense").status_code == 400


def test_who_may_not_write_payments_looks_only(world, reader):
    reader.enter(world.key("ES-04", *(Scope.STORE_WORK, Scope.ORDERS_READ)))
    page = reader.get(PAGE)
    assert page.status_code == 200
    assert page.text.count("<form") == 1, "only the one to leave"


def test_tills_have_drawers_of_their_own_beside_the_stores(world, desk):
    for till in ("T1", "", "T2"):
        page = desk.follow(desk.submit(desk.get(PAGE), "/drawers", float="50", till=till))
    assert "Caja T1" in page.text
    found = world.api.get(f"/v1/drawers?place={STORE}").json()["drawers"]
    assert sorted(one["till"] for one in found) == ["", "T1", "T2"]
    again = desk.submit(page, "/drawers", float="50", till="T1")
    assert again.status_code == 409
