"""The nouns of training."""

from collections.abc import Mapping
from dataclasses import dataclass

from paraguas.values.ids import ActorId


@dataclass(frozen=True, slots=True)
class Playbook:
    """What a kind of colleague has to know.

    staff: roles it is for; none for those who are not of the brand.  subjects: of the policy
    book, in the order they are learned.  steps: subject -> what is done, in order.
    """

    name: str
    staff: frozenset[str]
    subjects: tuple[str, ...]
    steps: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody's word to know a playbook's cards; version: of the book that was in force."""

    actor_id: ActorId
    playbook: str
    fingerprint: str
    version: int
    at: int
