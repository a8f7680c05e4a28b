"""Reading the conditions and outcomes of a row into positions and values."""

import re
from typing import Any

from paraguas.policies.model import Dimension, FactType, Spans, Value

_RANGE = re.compile(r"(-?\d+)?\.\.(-?\d+)?")


class Unreadable(ValueError):
    """A condition or outcome that makes no sense; its text is the sentence."""


def read_condition(fact: FactType, given: Any) -> Spans:
    """Read what a row says of a fact: a value, a list, a range `3..14` with both ends, or not."""
    if isinstance(given, dict) and set(given) == {"not"}:
        return _without(read_condition(fact, given["not"]), fact.size)
    if fact.kind == "enum":
        return _merged(_positions(fact, given if isinstance(given, list) else [given]))
    if fact.kind == "boolean":
        if type(given) is not bool:
            raise Unreadable(f"{fact.name} is true or false, not {given!r}")
        return ((int(given), int(given)),)
    return (_range(fact, given),)


def read_outcome(dimension: Dimension, given: Any) -> Value:
    """Read what a row gives in a dimension."""
    if dimension.kind == "enum" and given in dimension.values:
        return str(given)
    if dimension.kind == "boolean" and type(given) is bool:
        return given
    if dimension.kind == "integer" and type(given) is int:
        if dimension.least <= given <= dimension.most:
            return given
        limits = f"{dimension.least} to {dimension.most}"
        raise Unreadable(f"{dimension.name} is {given}; it goes from {limits}")
    raise Unreadable(f"{dimension.name} cannot be {given!r}")


def _positions(fact: FactType, given: list[Any]) -> list[tuple[int, int]]:
    found = []
    for one in given:
        members = fact.groups.get(one, (one,)) if isinstance(one, str) else (one,)
        for member in members:
            if member not in fact.values:
                raise Unreadable(f"{fact.name} knows no value {member!r}")
            found.append((fact.values.index(member), fact.values.index(member)))
    return found


def _range(fact: FactType, given: Any) -> tuple[int, int]:
    matched = _RANGE.fullmatch(given) if isinstance(given, str) else None
    if type(given) is int:
        first = last = given
    elif matched and matched[0] != "..":
        first = int(matched[1]) if matched[1] else fact.least
        last = int(matched[2]) if matched[2] else fact.most
    else:
        raise Unreadable(f"{fact.name} is a number or a range such as 0..14, not {given!r}")
    if not fact.least <= first <= last <= fact.most:
        limits = f"{fact.least}..{fact.most}"
        raise Unreadable(f"{fact.name} goes over {limits}; {given!r} is no part of it")
    return first - fact.least, last - fact.least


def _merged(spans: list[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    if not merged:
        raise Unreadable("a list of values is empty")
    return tuple(merged)


def _without(spans: Spans, size: int) -> Spans:
    edges = [-1, *(edge for span in spans for edge in span), size]
    gaps = ((edges[i] + 1, edges[i + 1] - 1) for i in range(0, len(edges), 2))
    left = tuple((first, last) for first, last in gaps if first <= last)
    if not left:
        raise Unreadable("what is left is no value at all")
    return left
