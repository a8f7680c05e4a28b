"""What the departments' votes amount to, and who may give one."""

from collections.abc import Collection, Sequence

from paraguas.policies.errors import (
    NoTie,
    NotOfDepartment,
    ReasonMissing,
    VersionSettled,
    VoteTaken,
)
from paraguas.policies.model import Department, State, Version, Vote

DEPARTMENTS = (Department.RETAIL, Department.CONTACT_CENTRE, Department.ECOMMERCE)
"""Each has a say; head office only where they do not agree."""


def outcome(votes: Sequence[Vote]) -> State:
    """Tell what votes amount to: all three agree, or head office decides between them."""
    said = {vote.department: vote.agrees for vote in votes}
    if Department.HEAD_OFFICE in said:
        return State.APPROVED if said[Department.HEAD_OFFICE] else State.REJECTED
    three = [said[department] for department in DEPARTMENTS if department in said]
    if len(three) == len(DEPARTMENTS) and len(set(three)) == 1:
        return State.APPROVED if three[0] else State.REJECTED
    return State.PROPOSED


def is_tied(votes: Sequence[Vote]) -> bool:
    """Whether all three departments have spoken and do not agree."""
    said = {vote.department: vote.agrees for vote in votes}
    return set(DEPARTMENTS) <= set(said) and outcome(votes) is State.PROPOSED


def check_vote(version: Version, vote: Vote, skills: Collection[str]) -> None:
    """Refuse a vote that is not its hand's to give, comes twice, or comes too late.

    skills: of the hand; the name of its department is one of them.
    """
    if vote.department.value not in skills:
        raise NotOfDepartment(actor=vote.actor, department=vote.department.value)
    if version.state is not State.PROPOSED:
        raise VersionSettled(version=version.version, state=version.state.value)
    for given in version.votes:
        if given.department is vote.department or given.actor == vote.actor:
            raise VoteTaken(department=given.department.value, actor=given.actor)
    if vote.department is Department.HEAD_OFFICE and not is_tied(version.votes):
        raise NoTie(version=version.version)
    if not vote.reason and (not vote.agrees or vote.department is Department.HEAD_OFFICE):
        raise ReasonMissing(department=vote.department.value)
