"""One task: handed over by code or document, refused with a reason, or later than promised."""

import re

import pytest

from tests.doors.pages.clicker import Forms
from tests.doors.pages.world import STORE


@pytest.fixture
def desk(world, reader):
    reader.enter(world.key())
    return reader


def path(part) -> str:
    return f"/store/{STORE}/tasks/{part.order_id}/{part.fulfilment_id}"


def test_goods_are_handed_over_by_code_in_two_taps_from_the_list(world, desk):
    part = world.ready(world.handset())
    day = desk.get(f"/store/{STORE}")
    assert part.code not in day.text
    first_tap = desk.get(re.search(r'href="([^"]+)#hand-over"', day.text)[1])
    assert part.code not in first_tap.text
    second_tap = desk.submit(first_tap, "/hand-over", code=part.code)
    assert second_tap.headers["location"] == f"/store/{STORE}?done=hand-over"
    assert world.parts(part.order_id)[0].status.value == "handed_over"


def test_a_wrong_code_is_counted_and_refused(world, desk):
    part = world.ready(world.handset())
    wrong = "000000" if part.code != "000000" else "000001"
    answer = desk.submit(desk.get(path(part)), "/hand-over", code=wrong)
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert world.parts(part.order_id)[0].wrong_codes == 1
    assert desk.submit(answer, "/hand-over", code=part.code).status_code == 303


def test_goods_are_handed_over_against_a_document(world, desk):
    part = world.ready(world.handset())
    page = desk.get(path(part))
    address, fields = [f for f in Forms(page.text).found if f[0].endswith("/hand-over")][1]
    answer = desk.post(address, [*fields, ("document", "passport")])
    assert answer.status_code == 303
    assert world.parts(part.order_id)[0].status.value == "handed_over"


def test_a_double_click_hands_over_once(world, desk):
    part = world.ready(world.handset())
    page = desk.get(path(part))
    answers = [desk.submit(page, "/hand-over", code=part.code) for _ in range(2)]
    assert {a.headers.get("location") for a in answers} == {f"/store/{STORE}?done=hand-over"}
    assert world.api.get(f"/v1/orders/{part.order_id}").json()["payment_status"] in {
        "partly_paid",
        "authorised",
    }


def test_a_step_that_does_not_follow_is_refused_with_what_does(world, desk):
    part = world.parts(world.handset())[0]
    page = desk.get(path(part))
    fields = Forms(page.text).found[0][1]
    assert desk.post(f"{path(part)}/ready", [*fields, ("once", "1")]).status_code == 409
    assert desk.post(f"{path(part)}/dance", [*fields, ("once", "2")]).status_code == 400


def test_a_store_refuses_and_another_gets_it(world, desk):
    world.api.stock("PHONE-128-BLACK", ES_MAD_GRANVIA=2)
    part = world.parts(world.handset())[0]
    answer = desk.submit(desk.get(path(part)), "/refuse", reason="Damaged", units_1="1")
    assert answer.headers["location"] == f"/store/{STORE}?done=refuse"
    refused, *others = world.parts(part.order_id)
    assert refused.status.value == "refused"
    assert any(each.kind.value == "pick_up" and each.status.value == "released" for each in others)


def test_a_refusal_needs_its_reason(world, desk):
    part = world.parts(world.handset())[0]
    answer = desk.submit(desk.get(path(part)), "/refuse", units_1="1")
    assert answer.status_code == 400
    assert world.parts(part.order_id)[0].status.value == "released"


def test_a_late_store_tells_the_new_time(world, desk):
    order_id = world.handset()
    part = world.parts(order_id)[0]
    page = desk.get(path(part))
    later = re.findall(r'name="until_at" value="(\d+)"', page.text)[1]
    answer = desk.submit(page, "/late", until_at=later, cause="capacity")
    assert answer.headers["location"] == f"/store/{STORE}?done=late"
    promises = world.order(order_id)["promises"]
    assert [p["latest_at"] for p in promises if (p["kind"], p["state"]) == ("ready", "open")] == [
        int(later)
    ]
    assert desk.submit(desk.get(path(part)), "/late", until_at="1", cause="x").status_code == 400
