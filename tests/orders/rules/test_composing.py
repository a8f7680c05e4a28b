from hypothesis import given, strategies as st

from paraguas.orders.model import Person, WishedLine
from paraguas.orders.rules.composing import Priced, number_lines, sum_lines
from paraguas.orders.rules.confirming import confirm
from paraguas.orders.rules.telling import items_of
from paraguas.values.ids import SkuId, read_short_number
from tests.orders.given import NURIA, line, order, standing

amounts = st.lists(
    st.tuples(st.integers(-9999, 9999), st.integers(0, 999), st.integers(-99, 999)), max_size=5
)


@given(amounts, st.booleans())
def test_an_order_is_the_sum_of_its_lines(parts, inclusive):
    lines = [
        line(no, 1, amount, discount_minor=discount, tax_minor=tax)
        for no, (amount, discount, tax) in enumerate(parts, 1)
    ]
    sums = sum_lines(lines, prices_include_tax=inclusive)
    amount, discount, tax = (sum(column) for column in zip((0, 0, 0), *parts, strict=True))
    assert (sums.goods_minor, sums.discount_minor, sums.tax_minor) == (amount, discount, tax)
    assert sums.total_minor == (amount if inclusive else amount + tax)


def test_lines_and_groups_are_numbered_from_one():
    priced = Priced(
        *(SkuId("s" * 32), "A", "Thing", "piece", 100, 1, 0, 200, "standard", "ES", 21_000, 35),
        service=False,
    )
    wish = order(
        lines=(WishedLine("A", 2, group=1), WishedLine("B", 1, bound_to=0)), person=NURIA
    ).wish
    first, second = number_lines(wish, [priced, priced])
    assert (first.line_no, first.group_no, first.quantity, first.bound_to) == (1, 2, 2, None)
    assert (second.line_no, second.group_no, second.quantity, second.bound_to) == (2, 1, 1, 1)


def test_an_order_has_a_number_people_can_read_out():
    one, other = order(), order(person=Person())
    assert read_short_number(one.number) == one.number
    assert one.number != other.number


def test_the_confirmation_says_what_the_order_says():
    placed = order()
    told = confirm(placed, change_minor=5)
    assert (told.order_id, told.number, told.total_minor) == (placed.order_id, placed.number, 1999)
    assert (told.status, told.fulfilment_status) == ("open", "unfulfilled")
    assert (told.change_minor, told.again, told.promises) == (5, False, placed.promises)


def test_a_letter_names_the_units_it_is_about():
    now = standing((line(1, 2), {}), (line(2, 1), {}), (line(3, 1), {}))
    assert items_of(now, {1: 2, 3: 0}) == (("Thing 1", 2, "piece"),)
