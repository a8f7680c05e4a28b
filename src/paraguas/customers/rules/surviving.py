"""The person as a view over her records: for each field the value that holds, and who said it."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from msgspec import Struct

from paraguas.customers.model import Details, Record, Source
from paraguas.values.ids import PersonId, RecordId

TRUST = {
    Source.CONTACT_CENTRE: 3,
    Source.WEB_ACCOUNT: 3,
    Source.LOYALTY_CARD: 2,
    Source.TILL: 2,
    Source.ORDER: 1,
    Source.IMPORT: 1,
}
"""Whom to believe where sources differ: first what was said to be kept, then what is newer."""

SINGLE = (
    *("name", "given_name", "family_name", "birth_date", "birth_place", "national_id"),
    *("occupation", "organisation", "address", "language"),
)
SEVERAL = ("emails", "phones", "loyalty_cards", "channel_ids")


class Held(Struct, frozen=True):
    """A value that holds, and where it comes from."""

    value: Any
    record_id: RecordId
    source: Source
    system: str
    at: int


class Person(Struct, frozen=True):
    """A person: each field with the values that hold, the first one first."""

    person_id: PersonId
    record_ids: tuple[RecordId, ...]
    fields: dict[str, tuple[Held, ...]]
    is_erased: bool = False

    def value(self, name: str) -> Any:
        """Give the first value of a field, None where nothing is known."""
        held = self.fields.get(name)
        return held[0].value if held else None

    @property
    def called(self) -> str:
        """What to call her; empty where nothing is known."""
        parts = (self.value("given_name") or "", self.value("family_name") or "")
        return " ".join(filter(None, parts)) or self.value("name") or ""


def survive(records: Iterable[Record]) -> Person:
    """Let the values of a person's records survive; of an account only what it says now counts."""
    known = sorted(records, key=attrgetter("record_id"))
    latest: dict[str, Record] = {}
    for record in known:
        former = latest.get(record.source_key)
        if former is None or (record.at, record.record_id) > (former.at, former.record_id):
            latest[record.source_key] = record
    ranked = sorted(latest.values(), key=_rank)
    fields = {name: tuple(_held(name, ranked)) for name in (*SINGLE, *SEVERAL)}
    return Person(
        person_id=known[0].person_id,
        record_ids=tuple(record.record_id for record in known),
        fields={name: held for name, held in fields.items() if held},
        is_erased=all(record.details is None for record in known),
    )


def _rank(record: Record) -> tuple[int, int, str]:
    return -TRUST[record.source], -record.at, record.record_id


def _held(name: str, ranked: Iterable[Record]) -> Iterator[Held]:
    seen = []
    for record in ranked:
        for value in _values(name, record.details):
            if value not in seen:
                seen.append(value)
                yield Held(value, record.record_id, record.source, record.system, record.at)
        if seen and name in SINGLE:
            return


def _values(name: str, details: Details | None) -> tuple[Any, ...]:
    value = getattr(details, name) if details else None
    if not value:
        return ()
    return tuple(value) if name in SEVERAL else (value,)
