"""Each fact is announced somewhere, and some test names it: dropping what is told turns one red."""

import ast
import re
from collections.abc import Iterable

from paraguas.doors.fact_schemas import fact_types
from tests.house.tree import Source, Tree


def plain(name: str) -> str:
    """The name of a fact without its version."""
    return re.sub(r"\.v\d+$", "", name)


def used(sources: Iterable[Source]) -> set[str]:
    """The names files speak of otherwise than to import or to declare them."""
    return {node.id for one in sources for node in one.nodes if isinstance(node, ast.Name)}


def said(sources: Iterable[Source]) -> set[str]:
    """The texts files say, facts without their version."""
    return {
        plain(node.value)
        for one in sources
        for node in one.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def unnamed(names: Iterable[str], tests: Iterable[Source]) -> list[str]:
    spoken = said(tests)
    return [name for name in names if plain(name) not in spoken]


def test_every_fact_is_announced_by_its_room():
    rooms = used(one for one in Tree().src if one.layer != "events")
    assert [name for name, kind in fact_types().items() if kind.__name__ not in rooms] == []


def test_every_fact_is_named_in_a_test():
    assert unnamed(fact_types(), Tree().tests) == []


def test_a_fact_that_no_test_names_is_found(tmp_path):
    (tmp_path / "tests").mkdir()
    names = ("lamp.voided", "lamp.moved.v1", "lamp.broken.v2")
    (tmp_path / "tests/test_lamp.py").write_text(f"TOLD = {names[:2]!r}\nfrom x import dimmed\n")
    tests = Tree(tmp_path).tests
    assert unnamed(["lamp.voided.v1", *names[1:], "dimmed.v1"], tests) == [
        *("lamp.broken.v2", "dimmed.v1")
    ]
