"""Reading playbooks out of TOML."""

import tomllib
from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from paraguas.training.errors import PlaybookMalformed
from paraguas.training.model import Playbook

_Word = Annotated[str, Meta(pattern="^[a-z_]{1,24}$")]
_Words = Annotated[tuple[_Word, ...], Meta(max_length=50)]


class _Named(Struct, forbid_unknown_fields=True):
    staff: _Words
    subjects: _Words


class _Document(Struct, forbid_unknown_fields=True):
    playbooks: Annotated[dict[_Word, _Named], Meta(min_length=1, max_length=50)]
    steps: dict[_Word, _Words]


def read_playbooks(text: str) -> Mapping[str, Playbook]:
    """Read playbooks by name.

    Refuses PlaybookMalformed: an unknown word, a subject without steps, a role with two playbooks.
    """
    try:
        document = msgspec.convert(tomllib.loads(text), _Document)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise PlaybookMalformed(problem=str(problem)) from problem
    taken: dict[str, str] = {}
    for name, one in document.playbooks.items():
        for role in one.staff:
            if taken.setdefault(role, name) != name:
                raise PlaybookMalformed(
                    problem=f"{role} has two playbooks, {taken[role]} and {name}"
                )
        for subject in one.subjects:
            if not document.steps.get(subject):
                raise PlaybookMalformed(problem=f"{subject} of {name} has no steps")
    return {
        name: Playbook(
            name,
            frozenset(one.staff),
            one.subjects,
            {subject: document.steps[subject] for subject in one.subjects},
        )
        for name, one in document.playbooks.items()
    }
