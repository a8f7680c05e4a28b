"""The nouns of training."""

from collections.abc import Mapping

from msgspec import Struct

from paraguas.values.ids import ActorId


class Playbook(Struct, frozen=True):
    """What a kind of colleague has to know.

    staff: roles it is for; none for those who are not of the brand.  subjects: of the policy
    book, in the order they are learned.  steps: subject -> what is done, in order.
    """

    name: str
    staff: frozenset[str]
    subjects: tuple[str, ...]
    steps: Mapping[str, tuple[str, ...]]


class Confirmation(Struct, frozen=True):
    """Somebody's word to know a playbook's cards; version: of the book that was in force."""

    actor_id: ActorId
    playbook: str
    fingerprint: str
    version: int
    at: int
