import pytest

from paraguas.values.place import Address, Point


@pytest.mark.parametrize(
    ("address", "point"),
    [
        (Address(latitude=40_416_775, longitude=-3_703_790), Point(40_416_775, -3_703_790)),
        (Address(latitude=0, longitude=0), Point(0, 0)),
        (Address(latitude=40_416_775), None),
        (Address(longitude=1), None),
        (Address(), None),
    ],
)
def test_a_point_is_known_by_both_its_numbers(address, point):
    assert address.point == point
