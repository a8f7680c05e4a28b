import pytest

from paraguas.values.quantity import LARGEST_QUANTITY, QuantityOutOfRange, check_quantity


@pytest.mark.parametrize(("quantity", "least"), [(1, 1), (LARGEST_QUANTITY, 1), (0, 0)])
def test_a_quantity_in_range_is_passed_on(quantity, least):
    assert check_quantity(quantity, least=least) == quantity


@pytest.mark.parametrize(("quantity", "least"), [(0, 1), (-1, 0), (LARGEST_QUANTITY + 1, 1)])
def test_a_slip_of_the_hand_is_refused_and_named(quantity, least):
    with pytest.raises(QuantityOutOfRange) as refused:
        check_quantity(quantity, least=least, where="lines[2]")
    assert refused.value.details == {
        "where": "lines[2]",
        "quantity": quantity,
        "least": least,
        "most": LARGEST_QUANTITY,
    }
