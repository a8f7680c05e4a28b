"""What changes when a basket holds other units than before."""

from hypothesis import given, strategies as st

from paraguas.inventory.model import Hold
from paraguas.inventory.rules.holding import begun, give_back, kept, take, units_of
from paraguas.inventory.rules.moving import add_up, merge
from tests.inventory.goods import BASTILLE, CUP, NOON, SOL, TEA

BASKET, OLD, NEW = "b" * 32, "0" * 32, "1" * 32
KEYS = [(sku, place) for sku in (TEA, CUP) for place in (SOL, BASTILLE)]
wishes = st.dictionaries(st.sampled_from(KEYS), st.integers(1, 5))


def begin(wanted, stays, hold_id):
    return begun(wanted, stays, hold_id=hold_id, basket_id=BASKET, expires_at=NOON)


@given(wishes, wishes)
def test_a_changed_basket_holds_exactly_what_it_wants(before, wanted):
    held = begin(before, [], OLD)
    stays = kept(held, wanted)
    fresh = begin(wanted, stays, NEW)
    assert merge(units_of(stays + fresh)) == wanted
    moved = [give_back(h, NOON, "x") for h in held if h not in stays]
    moved += [take(h, NOON, "x") for h in fresh]
    for key, change in add_up(moved).items():
        assert change.reserved == change.promised == wanted.get(key, 0) - before.get(key, 0)


def test_of_two_holds_of_one_position_one_stays():
    twins = [Hold(TEA, SOL, hold_id, BASKET, 2, NOON) for hold_id in (OLD, NEW)]
    assert kept(twins, {(TEA, SOL): 2}) == twins[:1]
