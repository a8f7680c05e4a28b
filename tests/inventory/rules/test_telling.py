"""The same stock told twice, and facts place by place."""

import pytest

from paraguas.inventory.errors import StockCauseReused
from paraguas.inventory.model import Units
from paraguas.inventory.rules.telling import by_place, told_before
from tests.inventory.goods import BASTILLE, CUP, SOL, TEA

UNITS = {(TEA, SOL): 2, (CUP, BASTILLE): 1, (CUP, SOL): 3}


def test_a_cause_is_new_once():
    assert not told_before({}, UNITS, "c")
    assert told_before(dict(reversed(UNITS.items())), UNITS, "c")


@pytest.mark.parametrize("known", [{(TEA, SOL): 2}, UNITS | {(TEA, SOL): 4}])
def test_a_cause_cannot_tell_two_stories(known):
    with pytest.raises(StockCauseReused) as refusal:
        told_before(known, UNITS, "c")
    assert refusal.value.details == {"cause": "c"}


def test_each_place_hears_of_its_own_units():
    told = dict(by_place(UNITS))
    assert told[BASTILLE] == (Units(CUP, BASTILLE, 1),)
    first, second = sorted([TEA, CUP])
    assert told[SOL] == tuple(Units(sku, SOL, UNITS[sku, SOL]) for sku in (first, second))
