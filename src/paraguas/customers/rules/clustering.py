"""Persons out of decisions: a pure function of what is decided, whatever order it came in.

Links are taken the strongest first, as in Kruskal's tree.  One that would bring together two
records a human keeps apart is passed over; so is one that would bring together two that contradict
each other, unless two hard facts stand behind it or a human.  Retracting a decision therefore
restores exactly what there would be without it.
"""

from collections.abc import Iterable, Mapping

from paraguas.customers.model import By, Link, LinkKind
from paraguas.customers.rules.scoring import is_bar, is_firm
from paraguas.values.ids import PersonId, RecordId


def partition(records: Iterable[RecordId], links: Iterable[Link]) -> dict[RecordId, PersonId]:
    """Tell which person each record is of; a person is called as her oldest record.

    links: decisions between these records; those that are retracted do not count.
    """
    live = [link for link in links if link.is_live]
    clusters = _Clusters(records)
    nevers = _pairs(one for one in live if one.kind is LinkKind.NEVER)
    bars = _pairs(one for one in live if is_bar(one.kind, one.evidence))
    for link in sorted((one for one in live if one.kind is LinkKind.LINK), key=_strongest_first):
        barred = [nevers] if _holds_anyway(link) else [nevers, bars]
        clusters.join(link.left, link.right, barred)
    return clusters.persons()


def _holds_anyway(link: Link) -> bool:
    return link.by is By.HUMAN or is_firm(link.evidence)


def _strongest_first(link: Link) -> tuple[bool, int, str]:
    return link.by is not By.HUMAN, -link.weight_millibits, link.rank


def _pairs(links: Iterable[Link]) -> dict[RecordId, set[RecordId]]:
    found: dict[RecordId, set[RecordId]] = {}
    for link in links:
        found.setdefault(link.left, set()).add(link.right)
        found.setdefault(link.right, set()).add(link.left)
    return found


class _Clusters:
    """Records in clusters, each known to all its members."""

    def __init__(self, records: Iterable[RecordId]) -> None:
        self._of = {record: {record} for record in records}

    def join(
        self,
        left: RecordId,
        right: RecordId,
        barred: Iterable[Mapping[RecordId, set[RecordId]]],
    ) -> None:
        """Join two clusters, unless a pair between them is barred."""
        ours, theirs = self._of[left], self._of[right]
        if ours is theirs:
            return
        few, many = sorted((ours, theirs), key=len)
        if any(not many.isdisjoint(pairs.get(one, ())) for pairs in barred for one in few):
            return
        many |= few
        for one in few:
            self._of[one] = many

    def persons(self) -> dict[RecordId, PersonId]:
        """Call each cluster as its oldest record."""
        named = {id(cluster): PersonId(min(cluster)) for cluster in self._of.values()}
        return {record: named[id(cluster)] for record, cluster in self._of.items()}
