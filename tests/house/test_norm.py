"""The norm of STYLE.md, held by a machine: each finding is a `file:line` to go to."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.house import leftovers, names, sizes, walls, words
from tests.house.exceptions import EXCEPTIONS, MOST
from tests.house.tree import Tree

Check = Callable[[Tree], Iterator[str]]

CHECKS: tuple[Check, ...] = (
    sizes.files_are_short,
    sizes.functions_are_short,
    sizes.rooms_are_small,
    sizes.lines_are_narrow,
    sizes.journeys_do_not_calculate,
    names.names_say_something,
    names.an_action_is_one_verb,
    walls.sql_has_its_places,
    walls.libraries_stay_at_their_floors,
    walls.the_world_is_read_at_a_door,
    walls.values_are_frozen,
    words.rooms_have_a_card,
    words.public_things_have_a_sentence,
    leftovers.every_file_is_used,
    leftovers.nothing_is_left_for_later,
    leftovers.no_test_is_avoided,
    leftovers.nothing_of_ours_is_mocked,
    leftovers.every_test_tells_something,
)


@cache
def project() -> Tree:
    return Tree()


def path_of(finding: str) -> str:
    return finding.partition(":")[0]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_norm_holds(check: Check):
    excused = {path for name, path in EXCEPTIONS if name == check.__name__}
    findings = [found for found in check(project()) if path_of(found) not in excused]
    assert not findings, "\n" + "\n".join(findings)


def test_every_exception_is_still_needed():
    found = {(check.__name__, path_of(f)) for check in CHECKS for f in check(project())}
    assert set(EXCEPTIONS) - found == set()
    assert all(EXCEPTIONS.values())


def test_exceptions_only_shrink():
    assert len(EXCEPTIONS) <= MOST
