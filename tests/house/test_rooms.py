"""The import contracts know every room there is."""

import tomllib

import pytest

from tests.house.tree import PROJECT, Tree

CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
}


@pytest.fixture(scope="module")
def rooms():
    return set(Tree().rooms)


def test_every_room_is_held_from_inside(rooms):
    listed = {name.removeprefix("paraguas.") for name in CONTRACTS["rooms"]["containers"]}
    assert listed == rooms


def test_every_room_is_a_stranger_to_the_others(rooms):
    (floor,) = [layer for layer in CONTRACTS["floors"]["layers"] if "orders" in layer]
    assert set(floor.split(" | ")) == rooms


def test_new_children_must_be_listed():
    assert CONTRACTS["floors"]["exhaustive"]
    assert CONTRACTS["rooms"]["exhaustive"]
