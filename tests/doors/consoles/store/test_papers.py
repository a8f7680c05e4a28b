"""A store's page grows: pick list, labels, a part handed over, holds, cars and clocks."""

import pytest
from sqlalchemy import update

from paraguas.fulfilment.tables import fulfilments
from paraguas.plumbing.clock import now
from paraguas.values.time import HOUR
from tests.doors.api.wishes import fetched
from tests.doors.pages.world import STORE

SKU = "CASE-CLEAR"


@pytest.fixture
def desk(world, reader):
    reader.enter(world.key())
    return reader


def path(part) -> str:
    return f"/store/{STORE}/tasks/{part.order_id}/{part.fulfilment_id}"


def waiting(world):
    world.api.stock(SKU, ES_MAD_SERRANO=9)
    (part,) = world.parts(world.handset(**fetched(SKU, 3, STORE)))
    return part


def test_the_pick_list_is_on_the_page_and_on_paper(world, desk):
    part = waiting(world)
    page = desk.get(f"/store/{STORE}")
    assert f"/store/{STORE}/pick-list" in page.text
    listed = desk.get(f"/store/{STORE}/pick-list")
    assert SKU in listed.text
    assert path(part) in listed.text
    paper = desk.get(f"/store/{STORE}/pick-list/pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_a_part_is_handed_over_and_the_rest_stays_on_the_list(world, desk):
    part = waiting(world)
    world.step(part, "accept", "pick")
    world.step(part, "stage", bay="A1")
    world.step(part, "ready")
    labels = desk.get(f"{path(part)}/labels")
    assert labels.content.startswith(b"%PDF")
    page = desk.get(path(part))
    none = desk.submit(page, "/hand-over", code=part.code, **{"units-1": "0"})
    assert none.status_code == 400
    answer = desk.submit(page, "/hand-over", code=part.code, **{"units-1": "1"})
    assert answer.headers["location"] == f"/store/{STORE}?done=hand-over"
    statuses = sorted(one.status.value for one in world.parts(part.order_id))
    assert statuses == ["handed_over", "ready"]


def test_what_is_held_says_why_and_is_resumed(world, desk):
    part = waiting(world)
    held = desk.submit(desk.get(path(part)), "/hold", reason="address in doubt")
    assert held.status_code == 303
    day = desk.get(f"/store/{STORE}")
    assert "address in doubt" in day.text
    assert desk.submit(day, "/resume").status_code == 303
    assert world.parts(part.order_id)[0].hold is None


def test_who_waits_in_a_car_is_served_there(world, desk):
    part = world.ready(waiting(world).order_id)
    answer = desk.submit(desk.get(path(part)), "/customer-here", car="red Seat", spot="2")
    assert answer.status_code == 303
    assert "red Seat" in desk.get(path(part)).text


def test_an_overdue_step_stands_red_on_the_page(world, desk):
    part = waiting(world)
    level = {"place_kind": "store", "accept_minutes": 5, "pick_minutes": 5, "ready_minutes": 5}
    assert world.api.put("/v1/service-levels", {"levels": [level]}).status_code == 200
    assert 'class="notice bad"' not in desk.get(f"/store/{STORE}").text
    with world.api.runtime.database.writing() as tx:
        mine = fulfilments.c.fulfilment_id == part.fulfilment_id
        tx.run(update(fulfilments).where(mine).values(changed_at=now() - HOUR))
    assert 'class="notice bad"' in desk.get(f"/store/{STORE}").text


def test_papers_of_another_store_are_not_there(world, desk):
    part = waiting(world)
    other = f"/store/ES-MAD-GRANVIA/tasks/{part.order_id}/{part.fulfilment_id}/labels"
    assert desk.get(other).status_code == 404
    assert desk.get("/store/ES-MAD-GRANVIA/pick-list").status_code == 404
