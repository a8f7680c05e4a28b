"""Persons out of decisions: a pure function of what is decided, whatever order it came in.

Links are taken the strongest first, as in Kruskal's tree, what humans say before all else.  One
that would bring together two records a human keeps apart is passed over.  So is one found by
comparing that would bring together two that contradict each other, unless two hard facts stand
behind it.  Who contradicts is asked among those only whom comparing brought together: a human who
merges two persons goes over all that contradicts between them, and parts nobody by it.  Retracting
a decision therefore restores exactly what there would be without it.
"""

from collections.abc import Iterable, Mapping

from paraguas.customers.model import By, Link, LinkKind
from paraguas.customers.rules.scoring import is_bar, is_firm
from paraguas.values.ids import PersonId, RecordId

_Pairs = Mapping[RecordId, set[RecordId]]


def partition(records: Iterable[RecordId], links: Iterable[Link]) -> dict[RecordId, PersonId]:
    """Tell which person each record is of; a person is called as her oldest record.

    links: decisions between these records; those that are retracted do not count.
    """
    members = list(records)
    live = [link for link in links if link.is_live]
    persons, alike = _Clusters(members), _Clusters(members)
    nevers = _pairs(one for one in live if one.kind is LinkKind.NEVER)
    bars = _pairs(one for one in live if is_bar(one.kind, one.evidence))
    for link in sorted((one for one in live if one.kind is LinkKind.LINK), key=_strongest_first):
        if persons.hold_between(link, nevers):
            continue
        if link.by is By.HUMAN:
            persons.join(link)
        elif is_firm(link.evidence) or not alike.hold_between(link, bars):
            persons.join(link)
            alike.join(link)
    return persons.named()


def found_together(records: Iterable[RecordId], links: Iterable[Link]) -> list[set[RecordId]]:
    """Give those whom links found by comparing connect, however far; who stands alone is left out.

    Among them it matters who contradicts whom.
    """
    alike = _Clusters(records)
    for link in links:
        if link.is_found:
            alike.join(link)
    return alike.several()


def _strongest_first(link: Link) -> tuple[bool, int, str, list[RecordId]]:
    ends = sorted((link.left, link.right))
    return link.by is not By.HUMAN, -link.weight_millibits, link.rank, ends


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

    def hold_between(self, link: Link, pairs: _Pairs) -> bool:
        """Whether one of the pairs lies between the two clusters a link would join."""
        ours, theirs = self._of[link.left], self._of[link.right]
        if ours is theirs:
            return False
        few, many = sorted((ours, theirs), key=len)
        return any(not many.isdisjoint(pairs.get(one, ())) for one in few)

    def join(self, link: Link) -> None:
        """Make one cluster of two."""
        few, many = sorted((self._of[link.left], self._of[link.right]), key=len)
        if few is many:
            return
        many |= few
        for one in few:
            self._of[one] = many

    def named(self) -> dict[RecordId, PersonId]:
        """Call each cluster as its oldest record."""
        named = {id(cluster): PersonId(min(cluster)) for cluster in self._of.values()}
        return {record: named[id(cluster)] for record, cluster in self._of.items()}

    def several(self) -> list[set[RecordId]]:
        """Give the clusters of more than one."""
        return [one for one in {id(its): its for its in self._of.values()}.values() if len(one) > 1]
