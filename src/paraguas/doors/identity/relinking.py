"""Everybody linked anew at once: decided as if each had come in by itself."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from paraguas.customers.model import By, Link, LinkKind
from paraguas.customers.rules.clustering import found_together, partition
from paraguas.customers.rules.model_file import Model
from paraguas.customers.rules.neighbourhood import Known, decided
from paraguas.customers.rules.scoring import Score, is_bar, score
from paraguas.doors.identity.everybody import Everybody
from paraguas.values.ids import PersonId, RecordId

Pair = tuple[RecordId, RecordId]


def relink(
    everybody: Everybody, model: Model, judged: Iterable[tuple[Pair, Score]]
) -> dict[RecordId, PersonId]:
    """Tell whose each record is by what was compared, keeping what humans and accounts say.

    judged: pairs that share an open key.
    """
    known = everybody.records
    taken_back = {_pair(link) for link in everybody.links if link.was_taken_back}
    told = taken_back | {_pair(link) for link in everybody.links if link.is_of_account}
    counting = ((pair, its) for pair, its in judged if frozenset(pair) not in told)
    links = [link for link in everybody.links if link.is_live and _stands(link, known)]
    links += [
        decided(known[one], known[other], its)
        for (one, other), its in counting
        if its.kind in {LinkKind.LINK, LinkKind.POSSIBLE}
    ]
    for near in found_together(known, links):
        for pair in combinations(sorted(near), 2):
            one, other = known[pair[0]], known[pair[1]]
            if one.traits and other.traits and frozenset(pair) not in taken_back:
                its = score(model, *everybody.told_between(one.traits, other.traits))
                if is_bar(its.kind, its.parts):
                    links.append(decided(one, other, its))
    return partition(known, links)


def _stands(link: Link, known: Mapping[RecordId, Known]) -> bool:
    """Whether nothing that is compared now could have made it, or undo it."""
    erased = known[link.left].traits is None or known[link.right].traits is None
    return link.by is By.HUMAN or link.is_of_account or erased


def _pair(link: Link) -> frozenset[RecordId]:
    return frozenset((link.left, link.right))
