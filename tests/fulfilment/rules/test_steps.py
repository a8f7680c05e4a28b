import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from paraguas.fulfilment.errors import StepNotAllowed
from paraguas.fulfilment.model import Kind, Status
from paraguas.fulfilment.rules.steps import WAYS, Step, after, next_steps, statuses_of
from tests.fulfilment.given import pick_up

ENDS = {
    *(Status.HANDED_OVER, Status.DELIVERED, Status.REFUSED, Status.CANCELLED, Status.EXPIRED),
}


@given(st.sampled_from(Kind), st.sampled_from(Status), st.sampled_from(Step))
def test_a_step_leads_where_its_kind_can_be_or_is_refused(kind, status, step):
    found = pick_up(kind=kind, status=status)
    if step in next_steps(found):
        assert after(found, step) in statuses_of(kind)
    else:
        with pytest.raises(StepNotAllowed):
            after(found, step)


@given(st.sampled_from([Kind.SHIP, Kind.PICK_UP, Kind.SERVICE]), st.data())
def test_every_walk_ends_and_nothing_ended_goes_on(kind, data):
    found = pick_up(kind=kind, status=Status.WAITING)
    for _ in range(12):
        # What is held and freed again stands where it stood.
        steps = [step for step in next_steps(found) if step not in {Step.HOLD, Step.FREE}]
        if not steps:
            break
        found = replace(found, status=after(found, data.draw(st.sampled_from(steps))))
    assert found.status in ENDS


def test_goods_fetched_elsewhere_are_sent_there_and_no_others():
    there = pick_up(status=Status.PICKING, to_place_id="a" * 32)
    assert Step.SEND in next_steps(there)
    assert Step.STAGE not in next_steps(there)
    assert Step.SEND not in next_steps(pick_up(status=Status.PICKING))


def test_every_step_has_its_way_and_every_status_is_reached():
    assert set(WAYS) == set(Step)
    assert set().union(*map(statuses_of, Kind)) == set(Status)
    assert next_steps(pick_up(kind=Kind.CARRY_OUT, status=Status.HANDED_OVER)) == ()


@pytest.mark.parametrize(
    ("kind", "status", "step"),
    [
        (Kind.SHIP, Status.PICKING, Step.SHIP),
        (Kind.SHIP, Status.SHIPPED, Step.CANCEL),
        (Kind.SHIP, Status.PACKED, Step.REFUSE),
        (Kind.PICK_UP, Status.STAGED, Step.HAND_OVER),
        (Kind.PICK_UP, Status.WAITING, Step.ACCEPT),
        (Kind.PICK_UP, Status.READY, Step.REFUSE),
        (Kind.PICK_UP, Status.CUSTOMER_HERE, Step.EXPIRE),
        (Kind.PICK_UP, Status.EXPIRED, Step.HAND_OVER),
    ],
)
def test_what_must_not_happen_too_early_or_too_late(kind, status, step):
    with pytest.raises(StepNotAllowed):
        after(pick_up(kind=kind, status=status), step)
