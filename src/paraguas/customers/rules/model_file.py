"""A model of Splink as data: its comparisons, their levels, and what each level weighs.

The file is the one Splink writes (settings of version 4 and 5).  Of the SQL of its conditions
these are read: equality of two columns, IS NULL, ELSE, starts_with, list_has_any and the
similarities below, joined by AND and OR without brackets.  Source: Fellegi and Sunter, 1969.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from math import log2
from operator import ge, le
from typing import Any

from msgspec import Struct
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler, Levenshtein

from paraguas.customers.errors import ModelUnreadable

UNKNOWN, DIFFERS = "unknown", "differs"
"""Labels of the levels where a side is empty, and where nothing agrees."""

Test = Callable[[Any, Any], bool]
"""Whether two traits are at a level."""

_SIDE = r'"(\w+)_([lr])"'
_EQUAL = re.compile(rf"{_SIDE} = {_SIDE}")
_NULL = re.compile(rf"{_SIDE} IS NULL")
_CALL = re.compile(rf"(\w+)\({_SIDE}, {_SIDE}\)(?: (>=|<=) ([0-9.]+))?")
_MEASURES: Mapping[str, Callable[[str, str], float]] = {
    "jaro_winkler_similarity": JaroWinkler.similarity,
    "damerau_levenshtein": DamerauLevenshtein.distance,
    "levenshtein": Levenshtein.distance,
}
_RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "starts_with": lambda one, other: one.startswith(other),
    "list_has_any": lambda one, other: not set(one).isdisjoint(other),
}
_BOUNDS = {">=": ge, "<=": le}


class Level(Struct, frozen=True):
    """A level of a comparison: what it is called, when it holds, and its weight."""

    label: str
    holds: Test
    weight_millibits: int


class Comparison(Struct, frozen=True):
    """One thing compared: the first level that holds is the one."""

    name: str
    levels: tuple[Level, ...]

    def level(self, one: Any, other: Any) -> Level:
        """Give the level two traits are at."""
        return next(level for level in self.levels if level.holds(one, other))


class Model(Struct, frozen=True):
    """All comparisons, and the weight two records start with before anything is compared."""

    prior_millibits: int
    comparisons: tuple[Comparison, ...]


def read_model(settings: Mapping[str, Any]) -> Model:
    """Read a model; ModelUnreadable names the condition that cannot be read."""
    prior = settings["probability_two_random_records_match"]
    return Model(
        prior_millibits=_millibits(prior, 1 - prior),
        comparisons=tuple(_comparison(one) for one in settings["comparisons"]),
    )


def _comparison(settings: Mapping[str, Any]) -> Comparison:
    return Comparison(
        settings["output_column_name"],
        tuple(_level(one) for one in settings["comparison_levels"]),
    )


def _level(settings: Mapping[str, Any]) -> Level:
    holds = _read(settings["sql_condition"])
    if settings.get("is_null_level"):
        return Level(UNKNOWN, holds, 0)
    weight = _millibits(settings["m_probability"], settings["u_probability"])
    return Level(settings["label_for_charts"], holds, weight)


def _millibits(likely: float, otherwise: float) -> int:
    return round(1000 * log2(likely / otherwise))


def _read(condition: str) -> Test:
    if condition.strip() == "ELSE":
        return lambda _one, _other: True
    either = [[_atom(atom) for atom in part.split(" AND ")] for part in condition.split(" OR ")]
    if len(either) == 1 and len(either[0]) == 1:
        return either[0][0]
    return _any_of_all(either)


def _any_of_all(either: Sequence[Sequence[Test]]) -> Test:
    return lambda one, other: any(all(test(one, other) for test in part) for part in either)


def _atom(text: str) -> Test:
    text = text.strip()
    if found := _NULL.fullmatch(text):
        return _null(found[1], found[2])
    if found := _EQUAL.fullmatch(text):
        return _both(found.groups(), lambda one, other: bool(one == other))
    found = _CALL.fullmatch(text)
    if found and found[1] in _RELATIONS and not found[6]:
        return _both(found.groups()[1:5], _RELATIONS[found[1]])
    if found and found[1] in _MEASURES and found[6]:
        measure, bound, most = _MEASURES[found[1]], _BOUNDS[found[6]], float(found[7])
        return _both(found.groups()[1:5], lambda one, other: bound(measure(one, other), most))
    raise ModelUnreadable(condition=text)


def _null(column: str, side: str) -> Test:
    if side == "l":
        return lambda one, _other: not getattr(one, column)
    return lambda _one, other: not getattr(other, column)


def _both(sides: Sequence[str | Any], test: Callable[[Any, Any], bool]) -> Test:
    """Test what is there on both sides; as in SQL, nothing is ever true of what is not."""
    left, left_side, right, right_side = sides

    def holds(one: Any, other: Any) -> bool:
        first = getattr(one if left_side == "l" else other, left)
        second = getattr(one if right_side == "l" else other, right)
        return bool(first and second and test(first, second))

    return holds
