import pytest
from msgspec.structs import replace

from paraguas.orders.errors import (
    BoundWrongly,
    GroupUnknown,
    NoLines,
    RecordedNotAllowed,
    TooManyLines,
)
from paraguas.orders.model import Recorded, WishedLine
from paraguas.orders.rules.asking import MOST_LINES, check_wish
from paraguas.values.quantity import LARGEST_QUANTITY, QuantityOutOfRange
from tests.orders.given import order

ONE = WishedLine("A", 1)
FREE = WishedLine("A", 0, recorded=Recorded(0))


def check(*lines, may_record=False):
    check_wish(replace(order().wish, lines=lines), may_record=may_record)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ((), NoLines),
        ((ONE,) * (MOST_LINES + 1), TooManyLines),
        ((WishedLine("A", 0),), QuantityOutOfRange),
        ((WishedLine("A", -1, recorded=Recorded(1)),), QuantityOutOfRange),
        ((WishedLine("A", LARGEST_QUANTITY + 1),), QuantityOutOfRange),
        ((WishedLine("A", 1, group=1),), GroupUnknown),
        ((WishedLine("A", 1, group=-1),), GroupUnknown),
        ((ONE, WishedLine("B", 1, bound_to=1)), BoundWrongly),
        ((ONE, WishedLine("B", 1, bound_to=2)), BoundWrongly),
        ((ONE, WishedLine("B", 1, bound_to=-1)), BoundWrongly),
        ((WishedLine("A", 1, recorded=Recorded(100)),), RecordedNotAllowed),
    ],
)
def test_a_wish_that_contradicts_itself_is_refused(lines, problem):
    with pytest.raises(problem):
        check(*lines)


def test_the_position_of_the_line_is_named():
    with pytest.raises(GroupUnknown) as refused:
        check(ONE, WishedLine("B", 1, group=7))
    assert refused.value.details == {"where": "lines[1].group", "group": 7}


def test_a_whole_wish_passes():
    check(*(ONE,) * MOST_LINES)
    check(ONE, WishedLine("B", LARGEST_QUANTITY, bound_to=0))
    check(FREE, WishedLine("A", 1, recorded=Recorded(-100)), may_record=True)
