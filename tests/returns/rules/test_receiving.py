"""What came against what was asked for, and what becomes of it."""

import pytest
from hypothesis import given, strategies as st

from paraguas.returns.errors import (
    DispositionsWrong,
    ReturnItemUnknown,
    ReturnLineAbsent,
    ReturnTooMany,
)
from paraguas.returns.model import Asked, Came, Disposition
from paraguas.returns.rules.receiving import (
    as_it_came,
    demand_left,
    dispositions_of,
    match,
    portions_of,
    units_kept_whole,
    usual,
)
from tests.returns.given import a_return, item


def test_what_nobody_told_of_did_not_come():
    pairs = match([item(1), item(2)], [Came(item=2, units=1)])
    assert [(known.item_no, told.units) for known, told in pairs] == [(1, 0), (2, 1)]


@pytest.mark.parametrize(
    ("came", "refusal"),
    [
        ([Came(item=7, units=1)], ReturnItemUnknown),
        ([Came(item=1, units=1), Came(item=1, units=1)], ReturnItemUnknown),
        ([Came(item=1, units=9)], ReturnTooMany),
        ([Came(item=1, units=2, dispositions={Disposition.SELLABLE: 1})], DispositionsWrong),
    ],
)
def test_what_does_not_fit_is_refused(came, refusal):
    with pytest.raises(refusal):
        match([item(1, units=2)], came)


@pytest.mark.parametrize(
    ("reason", "handling", "opened", "kind"),
    [
        ("changed_mind", "unused", False, Disposition.SELLABLE),
        ("changed_mind", "tried", False, Disposition.SELLABLE),
        ("changed_mind", "unused", True, Disposition.QUALITY),
        ("defective", "unused", False, Disposition.QUALITY),
        ("defective", "worn", True, Disposition.DAMAGED),
    ],
)
def test_what_is_usual_is_never_back_on_the_shelf_unlooked_at(reason, handling, opened, kind):
    assert usual(reason, handling, opened=opened) is kind


def test_the_condition_found_decides_what_is_usual():
    came = Came(item=1, units=2, handling="worn")
    assert dispositions_of(item(1, units=2), came) == {"damaged": 2}


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_portions_sum_to_what_came(units):
    items = as_it_came([item(n, units=many) for n, many in enumerate(units, start=1)], [])
    one = a_return(items)
    portions = portions_of(one)
    assert sum(portion.units for portion in portions) == sum(one.came().values()) == sum(units)
    assert len({portion.number for portion in portions}) == len(portions)


@given(st.lists(st.integers(1, 4), max_size=6), st.integers(0, 12))
def test_no_more_is_asked_for_than_is_left_however_it_is_split(units, left):
    asked = [Asked(line_no=1, units=many) for many in units]
    if sum(units) <= left:
        demand_left(asked, {1: left})
    else:
        with pytest.raises(ReturnTooMany):
            demand_left(asked, {1: left})


def test_a_line_that_is_not_there_cannot_come_back():
    with pytest.raises(ReturnLineAbsent):
        demand_left([Asked(line_no=2, units=1)], {1: 5})


def test_a_bundle_loses_its_units_whole_unless_they_are_all_faulty():
    def asked(line_no, reason="changed_mind"):
        return Asked(line_no=line_no, units=1, reason=reason)

    parts = {1: 1, 2: 1, 3: 2}
    assert units_kept_whole([asked(1), asked(2, "defective")], parts) == {1: 1, 2: 1}
    assert units_kept_whole([asked(1, "wrong"), asked(3)], parts) == {3: 1}
    assert units_kept_whole([asked(1, "defective"), asked(9)], parts) == {}
