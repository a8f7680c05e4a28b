"""Distances fit the maps, whatever side of the earth."""

import pytest
from hypothesis import given, strategies as st

from paraguas.network.rules.distance import EARTH_METRES, distance_metres, metres_from, vector_of
from paraguas.values.place import Point

MADRID, PARIS = Point(40_416_900, -3_703_500), Point(48_856_600, 2_352_200)
POINTS = st.builds(
    Point, st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000)
)


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (MADRID, PARIS, 1_052_900),
        (Point(0, 179_900_000), Point(0, -179_900_000), 22_239),  # over the date line
        (Point(90_000_000, 0), Point(-90_000_000, 0), 20_015_115),
        (Point(0, 0), Point(1_000_000, 0), 111_195),
    ],
)
def test_known_distances(one, other, metres):
    assert distance_metres(one, other) == pytest.approx(metres, rel=1e-3)


@given(POINTS, POINTS)
def test_it_is_as_far_there_as_back_and_never_farther_than_half_around(one, other):
    metres = distance_metres(one, other)
    assert metres == distance_metres(other, one)
    assert 0 <= metres <= round(EARTH_METRES * 3.1416)
    assert distance_metres(one, one) == 0


@given(POINTS, POINTS)
def test_vectors_tell_the_same_distance(one, other):
    [apart] = metres_from(vector_of(one), [vector_of(other)])
    # Near the antipodes the arc sine is steep: a rounding there is worth a few metres.
    assert apart == pytest.approx(distance_metres(one, other), abs=1, rel=1e-6)
