"""Everybody at once, as they are compared anew."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from paraguas.customers.model import Link, Traits
from paraguas.customers.rules.blocking import CALLED, block_keys, point_key
from paraguas.customers.rules.neighbourhood import Known
from paraguas.customers.rules.scoring import without_shared
from paraguas.values.ids import RecordId


class Everybody(Struct, frozen=True):
    """All records with every decision about them, and the keys that tell nothing any more."""

    records: Mapping[RecordId, Known]
    links: Sequence[Link]
    closed: frozenset[str]
    secret: str

    def comparable(self) -> dict[RecordId, tuple[Traits, tuple[str, ...]]]:
        """Give what is compared of each, and the open keys under which it meets others."""
        found = {}
        for record_id, known in self.records.items():
            if known.traits is not None:
                keys = (key for key in block_keys(known.traits, self.secret) if key.kind != CALLED)
                open_keys = tuple(key.key for key in keys if key.key not in self.closed)
                found[record_id] = known.traits, open_keys
        return found

    def told_between(self, one: Traits, other: Traits) -> tuple[Traits, Traits]:
        """Leave out the points they share that tell nothing any more."""
        return without_shared(one, other, self._is_closed)

    def _is_closed(self, kind: str, value: str) -> bool:
        return point_key(kind, value, self.secret) in self.closed
