"""Who knows the playbooks in force and who does not yet, by place and team."""

from collections.abc import Iterable

from msgspec import Struct

from paraguas.plumbing.tx import Tx
from paraguas.policies.queries import decider_at
from paraguas.policies.rules.fingerprint import fingerprint
from paraguas.staff.model import Actor
from paraguas.staff.queries import directory
from paraguas.training.model import Playbook
from paraguas.training.queries import confirmed_by, playbooks
from paraguas.values.ids import ActorId, PlaceId


class Team(Struct, frozen=True):
    """Colleagues of one role in one place, or of no place; known, unknown: the cards, by name."""

    playbook: str
    role: str
    place_id: PlaceId | None
    known: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def known_pcm(self) -> int:
        """The share that knows them, in thousandths of a percent."""
        return 100_000 * len(self.known) // (len(self.known) + len(self.unknown))


def training_coverage(tx: Tx, at: int, place_id: PlaceId | None = None) -> tuple[Team, ...]:
    """Tell how far the playbooks in force are known, those that lack most first.

    place_id: only of this place.
    """
    book = decider_at(tx, at).book
    staff = [one for one in directory(tx).actors if place_id in {None, one.place_id}]
    teams = [
        team
        for one in playbooks().values()
        for team in _teams(one, staff, confirmed_by(tx, one.name, fingerprint(book, one.subjects)))
    ]
    return tuple(sorted(teams, key=lambda team: (team.known_pcm, team.role, team.place_id or "")))


def _teams(one: Playbook, staff: Iterable[Actor], known: Iterable[ActorId]) -> Iterable[Team]:
    found: dict[tuple[str, PlaceId | None], tuple[list[str], list[str]]] = {}
    knowing = set(known)
    for actor in sorted(staff, key=lambda actor: actor.name):
        if actor.role.value in one.staff:
            ours = found.setdefault((actor.role.value, actor.place_id), ([], []))
            ours[actor.actor_id not in knowing].append(actor.name)
    for (role, place_id), (has, lacks) in found.items():
        yield Team(one.name, role, place_id, tuple(has), tuple(lacks))
