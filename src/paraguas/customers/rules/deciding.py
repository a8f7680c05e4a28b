"""What a batch of arrivals is decided in: what was read, and what it has changed since."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from paraguas.customers.errors import CustomerErased
from paraguas.customers.model import Source
from paraguas.customers.rules.arriving import Arrival
from paraguas.customers.rules.neighbourhood import Admitted, Known, Neighbourhood
from paraguas.values.ids import PersonId, RecordId


class Standing(Struct, frozen=True):
    """An account as it stands: its latest record, whose that is, what it says, if it was erased."""

    record_id: RecordId
    person_id: PersonId
    content_key: str
    is_erased: bool = False


class Taken(Struct, frozen=True):
    """What became of an arrival; nothing new where `change` is None.

    before: the account's former record.  person_id: whose a record is that said so already.
    """

    arrival: Arrival
    record_id: RecordId
    change: Admitted | None = None
    before: RecordId | None = None
    person_id: PersonId | None = None


class Ground(Struct):
    """A batch's neighbourhood with its accounts and the suppressed points.

    were: whose each record was as it was read.
    """

    hood: Neighbourhood
    accounts: dict[str, Standing]
    suppressed: frozenset[str]
    were: Mapping[RecordId, PersonId] = field(default_factory=dict)

    def take(self, arrival: Arrival, record_id: RecordId) -> Taken:
        """Decide about one arrival; what it says already is nothing new.

        Refuses to import whom somebody erased.
        """
        known = self.accounts.get(arrival.source_key)
        if known and self.says_nothing_new(arrival):
            return Taken(arrival, known.record_id, person_id=known.person_id)
        if arrival.incoming.source is Source.IMPORT and self._is_erased(arrival, known):
            raise CustomerErased
        new = Known(record_id, arrival.source_key, arrival.traits, PersonId(record_id))
        before = known.record_id if known else None
        linked = None if known and known.is_erased else before
        change = self.hood.admit(new, arrival.keys, linked)
        self.accounts[arrival.source_key] = Standing(
            record_id, self.hood.records[record_id].person_id, arrival.content_key
        )
        links = (self.hood.links[link_id] for link_id in (*change.retracted, *change.added))
        self.settle(end for link in links for end in (link.left, link.right))
        return Taken(arrival, record_id, change, before)

    def says_nothing_new(self, arrival: Arrival) -> bool:
        """Whether its account says the very same already."""
        known = self.accounts.get(arrival.source_key)
        return bool(known and known.content_key == arrival.content_key and not known.is_erased)

    def person(self, record_id: RecordId) -> PersonId | None:
        """Tell whose a record is, as far as it was read."""
        known = self.hood.records.get(record_id)
        return known.person_id if known else None

    def settle(self, record_ids: Iterable[RecordId]) -> None:
        """Tell anew whose the records near these are."""
        left = set(record_ids)
        while left:
            persons = self.hood.persons_near(left.pop())
            left -= persons.keys()
            for record_id, person_id in persons.items():
                known = self.hood.records[record_id]
                if known.person_id != person_id:
                    self.hood.records[record_id] = replace(known, person_id=person_id)

    def moves(self) -> list[tuple[RecordId, PersonId, int, PersonId]]:
        """Give the records that were read and are another person's now, and those persons.

        Each with the person it was of, its version then, and the person it is of; the oldest
        record of a person who changed is there though it stays hers.
        """
        now = self.hood.records
        changed = {one for one, known in now.items() if self.were.get(one) != known.person_id}
        persons = {now[one].person_id for one in changed}
        persons |= {self.were[one] for one in changed if one in self.were}
        touched = changed | {RecordId(person) for person in persons}
        return [
            (one, was, now[one].version, now[one].person_id)
            for one, was in self.were.items()
            if one in touched
        ]

    def _is_erased(self, arrival: Arrival, known: Standing | None) -> bool:
        points = (key.key for key in arrival.points())
        return bool(known and known.is_erased) or not self.suppressed.isdisjoint(points)
