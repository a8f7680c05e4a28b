"""Everybody linked anew at once: decided as if each had come in by itself."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from paraguas.customers.model import By, Link, LinkId, LinkKind, Traits
from paraguas.customers.rules.blocking import CALLED, POINTS, block_keys, point_key
from paraguas.customers.rules.clustering import partition
from paraguas.customers.rules.model_file import Model
from paraguas.customers.rules.neighbourhood import Known
from paraguas.customers.rules.scoring import Score, is_bar, score
from paraguas.values.ids import PersonId, RecordId, digest_id

Pair = tuple[RecordId, RecordId]


class Everybody(Struct, frozen=True):
    """All records with every decision about them, and the keys that tell nothing any more."""

    records: Mapping[RecordId, Known]
    links: Sequence[Link]
    closed: frozenset[str]

    def comparable(self, secret: str) -> dict[RecordId, tuple[Traits, tuple[str, ...]]]:
        """Give what is compared of each, and the open keys under which it meets others."""
        found = {}
        for record_id, known in self.records.items():
            if known.traits is not None:
                keys = (key for key in block_keys(known.traits, secret) if key.kind != CALLED)
                open_keys = tuple(key.key for key in keys if key.key not in self.closed)
                found[record_id] = self._open(known.traits, secret), open_keys
        return found

    def _open(self, traits: Traits, secret: str) -> Traits:
        kept = {
            trait: tuple(
                value
                for value in getattr(traits, trait)
                if point_key(kind, value, secret) not in self.closed
            )
            for kind, trait in POINTS.items()
        }
        return replace(traits, **kept)


def relink(
    everybody: Everybody,
    model: Model,
    traits: Mapping[RecordId, Traits],
    judged: Iterable[tuple[Pair, Score]],
) -> dict[RecordId, PersonId]:
    """Tell whose each record is by what was compared, keeping what humans and accounts say.

    traits: what is compared of each.  judged: pairs that share an open key.
    """
    kept = [link for link in everybody.links if link.is_live and _stands(link, traits)]
    parted = {_pair(link) for link in everybody.links if _was_taken_back(link)}
    found = [
        _link(everybody, pair, judgement)
        for pair, judgement in judged
        if judgement.kind in {LinkKind.LINK, LinkKind.POSSIBLE} and frozenset(pair) not in parted
    ]
    links = [*kept, *found]
    known = {_pair(link) for link in links}
    for near in _components(everybody.records, links):
        for pair in combinations(sorted(one for one in near if one in traits), 2):
            if frozenset(pair) not in known:
                judgement = score(model, traits[pair[0]], traits[pair[1]])
                if is_bar(judgement.kind, judgement.parts):
                    links.append(_link(everybody, pair, judgement))
    return partition(everybody.records, links)


def _stands(link: Link, traits: Mapping[RecordId, Traits]) -> bool:
    """Whether nothing that is compared now could have made it, or undo it."""
    by_account = bool(link.evidence) and link.evidence[0].comparison == "source"
    erased = link.left not in traits or link.right not in traits
    return link.by is By.HUMAN or by_account or erased


def _was_taken_back(link: Link) -> bool:
    """Whether somebody took back what a rule or the model had decided."""
    return not link.is_live and link.by is not By.HUMAN and link.retracted_by != By.RULE.value


def _pair(link: Link) -> frozenset[RecordId]:
    return frozenset((link.left, link.right))


def _link(everybody: Everybody, pair: Pair, judged: Score) -> Link:
    assert judged.kind is not None
    sources = sorted(everybody.records[one].source_key for one in pair)
    return Link(
        link_id=LinkId(""),
        left=pair[0],
        right=pair[1],
        kind=judged.kind,
        by=judged.by,
        weight_millibits=judged.weight_millibits,
        rank=digest_id(*sources),
        evidence=judged.parts,
    )


def _components(records: Iterable[RecordId], links: Iterable[Link]) -> list[set[RecordId]]:
    """Give the records that links connect, however far; those that stand alone are left out."""
    joined = [replace(link, by=By.HUMAN) for link in links if link.kind is LinkKind.LINK]
    found: dict[PersonId, set[RecordId]] = {}
    for record_id, person_id in partition(records, joined).items():
        found.setdefault(person_id, set()).add(record_id)
    return [near for near in found.values() if len(near) > 1]
