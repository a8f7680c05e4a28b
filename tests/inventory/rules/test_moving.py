"""Laws of movements: their sum is the position, in any order, and no bucket goes below zero."""

import pytest
from hypothesis import given, strategies as st

from paraguas.inventory.model import Change, Kind, Movement, Position, Units
from paraguas.inventory.rules.moving import add_up, asked, merge, missing
from tests.inventory.goods import BASTILLE, CUP, NOON, SOL, TEA

NUMBERS = ("on_hand", "allocated", "reserved", "safety_stock")
NONE = Change(0, 0, 0, 0, 0)
movements = st.lists(
    st.builds(
        Movement,
        sku_id=st.sampled_from([TEA, CUP]),
        place_id=st.sampled_from([SOL, BASTILLE]),
        kind=st.sampled_from(Kind),
        cause_id=st.just("c" * 32),
        cause_no=st.integers(1, 99),
        quantity=st.integers(1, 50),
        at=st.just(NOON),
        actor=st.just("customer"),
    ),
    max_size=12,
)
positions = st.builds(
    Position,
    st.just(TEA),
    st.just(SOL),
    *(st.integers(0, 9) for _ in range(4)),
)


def after(position: Position, change: Change) -> Position:
    return Position(
        position.sku_id,
        position.place_id,
        position.on_hand + change.on_hand,
        position.allocated + change.allocated,
        position.reserved + change.reserved,
        position.safety_stock,
    )


@given(movements, st.randoms())
def test_any_order_adds_up_to_the_same(moved, chance):
    shuffled = moved.copy()
    chance.shuffle(shuffled)
    assert add_up(moved) == add_up(shuffled)


@given(movements, st.integers(0, 12))
def test_parts_add_up_to_the_whole(moved, cut):
    parts = [add_up(moved[:cut]), add_up(moved[cut:])]
    for key, change in add_up(moved).items():
        both = zip(*(part.get(key, NONE) for part in parts), strict=True)
        assert change == tuple(map(sum, both))


@given(positions, st.sampled_from(Kind), st.integers(1, 12))
def test_what_may_happen_leaves_no_bucket_below_zero(position, kind, quantity):
    change = Movement(TEA, SOL, kind, "c" * 32, 1, quantity, NOON, "customer").change
    if missing(position, change) == 0:
        then = after(position, change)
        assert min(then.on_hand, then.allocated, then.reserved) >= 0
        if kind in (Kind.ALLOCATED, Kind.RESERVED):
            assert then.unpromised >= then.safety_stock
        if kind is Kind.SOLD:
            assert then.unpromised >= 0


@given(positions, st.sampled_from([Kind.ALLOCATED, Kind.RESERVED, Kind.SOLD]), st.integers(1, 12))
def test_what_is_missing_is_exactly_what_must_come(position, kind, quantity):
    change = Movement(TEA, SOL, kind, "c" * 32, 1, quantity, NOON, "customer").change
    lacking = missing(position, change)
    filled = after(position, Change(lacking, 0, 0, 0, 0))
    assert missing(filled, change) == 0
    assert asked(change) == quantity
    if lacking:
        assert missing(after(position, Change(lacking - 1, 0, 0, 0, 0)), change) == 1


@pytest.mark.parametrize(
    ("kind", "numbers", "lacks"),
    [
        (Kind.ALLOCATED, {"on_hand": 3, "reserved": 1}, 0),
        (Kind.ALLOCATED, {"on_hand": 3, "allocated": 1, "reserved": 1}, 1),
        (Kind.ALLOCATED, {"on_hand": 3, "safety_stock": 2}, 1),
        (Kind.SOLD, {"on_hand": 3, "safety_stock": 2}, 0),
        (Kind.SOLD, {"on_hand": 3, "allocated": 2}, 1),
        (Kind.ISSUED, {"on_hand": 3, "allocated": 2, "safety_stock": 3}, 0),
        (Kind.ISSUED, {"on_hand": 3, "allocated": 1}, 1),
        (Kind.RELEASED, {"allocated": 2, "safety_stock": 5}, 0),
        (Kind.UNRESERVED, {"on_hand": 3, "reserved": 1}, 1),
    ],
)
def test_two_more_of_a_position(kind, numbers, lacks):
    position = Position(TEA, SOL, **(dict.fromkeys(NUMBERS, 0) | numbers))
    change = Movement(TEA, SOL, kind, "c" * 32, 1, 2, NOON, "customer").change
    assert missing(position, change) == lacks


def test_a_count_may_find_less_than_was_promised():
    position = Position(TEA, SOL, on_hand=3, allocated=3, reserved=0, safety_stock=0)
    fewer = Movement(TEA, SOL, Kind.ADJUSTED, "c" * 32, 1, -2, NOON, "customer").change
    assert missing(position, fewer) == 0
    assert after(position, fewer).available == 0
    assert after(position, fewer).unpromised == -2


def test_units_of_one_position_count_together():
    lines = [Units(TEA, SOL, 1), Units(CUP, SOL, 2), Units(TEA, SOL, 3)]
    assert merge(lines) == {(TEA, SOL): 4, (CUP, SOL): 2}
