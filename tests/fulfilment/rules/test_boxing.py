import pytest
from hypothesis import given, strategies as st

from paraguas.fulfilment.errors import BoxesWrong, NumbersUsedUp
from paraguas.fulfilment.rules.boxing import BoxWish, check_digit, pack, sscc
from tests.fulfilment.given import pick_up

prefixes = st.integers(7, 10).flatmap(
    lambda n: st.text(alphabet="0123456789", min_size=n, max_size=n)
)


def test_the_check_digit_is_that_of_the_standard():
    assert check_digit("37610425002123456") == "9"
    assert check_digit("629104150021") == "3"


@given(prefixes, st.integers(1, 10**6))
def test_a_number_has_18_digits_its_prefix_and_a_check_digit(prefix, number):
    made = sscc(prefix, number)
    assert len(made) == 18
    assert made[1 : 1 + len(prefix)] == prefix
    assert int(made[0] + made[1 + len(prefix) : 17]) == number
    assert sum(int(d) * (3, 1)[n % 2] for n, d in enumerate(made)) % 10 == 0


def test_a_range_ends():
    assert sscc("8412345678", 10**7 - 1).startswith("98412345678999999")
    with pytest.raises(NumbersUsedUp):
        sscc("8412345678", 10**7)


@given(st.data())
def test_boxes_hold_the_parcel_or_are_refused(data):
    found = pick_up()
    units = {p.line_no: p.quantity for p in found.portions}
    first = {n: data.draw(st.integers(0, 3)) for n in units}
    wishes = [
        BoxWish({n: k for n, k in first.items() if k}),
        BoxWish({n: units[n] - k for n, k in first.items() if units[n] > k}),
    ]
    whole = all(k <= units[n] for n, k in first.items())
    if whole and all(wish.lines for wish in wishes):
        boxes = pack(found, wishes)
        assert [box.box_no for box in boxes] == [1, 2]
        assert {n: sum(dict(b.lines).get(n, 0) for b in boxes) for n in units} == units
    else:
        with pytest.raises(BoxesWrong):
            pack(found, wishes)


def test_without_a_wish_everything_is_in_one_box():
    (box,) = pack(pick_up(), ())
    assert box.lines == ((1, 2), (2, 1))
