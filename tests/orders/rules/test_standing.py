from hypothesis import given, strategies as st

from paraguas.orders.model import FulfilmentStatus, GroupKind, LineStanding, OrderStatus
from paraguas.orders.rules.standing import (
    fulfilment_status,
    order_status,
    starting_counters,
    starting_status,
)
from tests.orders.given import allocation, line, order


@st.composite
def standings(draw):
    """A line as the guards of the counters allow it."""
    quantity = draw(st.integers(0, 6))
    left = quantity
    parts = []
    for _ in range(4):
        parts.append(draw(st.integers(0, left)))
        left -= parts[-1]
    cancelled, handed_over, shipped, performed = parts
    delivered = draw(st.integers(0, shipped))
    return LineStanding(quantity, cancelled, handed_over, shipped, delivered, performed)


lines = st.lists(standings(), min_size=1, max_size=4)


@given(lines)
def test_the_status_says_what_the_units_say(found):
    kept = [one.wanted for one in found]
    status = fulfilment_status(found)
    assert (status is FulfilmentStatus.CANCELLED) == (
        sum(kept) == 0 and any(one.cancelled for one in found)
    )
    everything_there = all(one.arrived == one.wanted for one in found)
    if status is not FulfilmentStatus.CANCELLED:
        assert (status is FulfilmentStatus.DELIVERED) == everything_there
    if status is FulfilmentStatus.FULFILLED:
        assert all(one.open == 0 for one in found)
        assert any(one.shipped > one.delivered for one in found)
    if status is FulfilmentStatus.PARTLY:
        assert any(one.gone for one in found)
        assert any(one.open for one in found)
    if status is FulfilmentStatus.UNFULFILLED:
        assert not any(one.gone for one in found)
        assert any(one.open for one in found)


@given(lines)
def test_an_order_is_open_as_long_as_somebody_waits(found):
    status = order_status(fulfilment_status(found))
    waits = any(one.wanted > one.arrived for one in found)
    assert (status is OrderStatus.OPEN) == waits
    if status is OrderStatus.CANCELLED:
        assert not any(one.wanted for one in found)


@given(lines, st.randoms())
def test_the_order_of_lines_does_not_matter(found, chance):
    shuffled = found.copy()
    chance.shuffle(shuffled)
    assert fulfilment_status(found) is fulfilment_status(shuffled)


quantities = st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=4)


@given(quantities, st.sampled_from(GroupKind))
def test_an_order_starts_as_its_first_counters_say(asked, kind):
    placed = order(
        *(line(no, quantity, service=service) for no, (quantity, service) in enumerate(asked, 1)),
        kind=kind,
    )
    standing = [
        LineStanding(
            each.quantity,
            **{
                name: placed.counters.get(name, {}).get(each.line_no, 0)
                for name in ("handed_over", "performed")
            },
        )
        for each in placed.lines
    ]
    assert placed.fulfilment_status is fulfilment_status(standing)
    assert placed.status is order_status(placed.fulfilment_status)


def test_what_is_carried_out_is_handed_over_and_a_service_there_performed():
    placed = order(line(1, 2), line(2, 1, service=True), line(3, 0), kind=GroupKind.CARRY_OUT)
    assert placed.counters["handed_over"] == {1: 2}
    assert placed.counters["performed"] == {2: 1}
    assert placed.fulfilment_status is FulfilmentStatus.DELIVERED


def test_units_of_a_line_from_several_places_add_up():
    parts = (allocation(1, 1, 2), allocation(2, 1, 1), allocation(3, 2, 1))
    placed = order(line(1, 3), line(2, 1), allocations=parts)
    assert starting_counters(placed.lines, placed.groups, parts) == {"allocated": {1: 3, 2: 1}}
    assert starting_status(placed.lines, {}) is FulfilmentStatus.UNFULFILLED
