"""Votes: three that agree settle a version, head office decides between those that do not."""

from itertools import product

import pytest

from paraguas.policies.model import Department, State, Vote
from paraguas.policies.rules.approving import DEPARTMENTS, is_tied, outcome


def votes(*said):
    return [
        Vote(department, department.value, agrees, "because", 0)
        for department, agrees in zip((*DEPARTMENTS, Department.HEAD_OFFICE), said, strict=False)
    ]


@pytest.mark.parametrize("said", list(product((True, False), repeat=3)))
def test_three_settle_it_when_they_agree_and_are_tied_when_not(said):
    found = outcome(votes(*said))
    if all(said):
        assert found is State.APPROVED
    elif not any(said):
        assert found is State.REJECTED
    else:
        assert found is State.PROPOSED
    assert is_tied(votes(*said)) is (len(set(said)) > 1)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_fewer_than_three_settle_nothing(number):
    assert outcome(votes(*[True] * number)) is State.PROPOSED
    assert not is_tied(votes(*[True] * number))


@pytest.mark.parametrize("agrees", [True, False])
def test_head_office_has_the_last_word(agrees):
    found = outcome(votes(True, False, True, agrees))
    assert found is (State.APPROVED if agrees else State.REJECTED)
