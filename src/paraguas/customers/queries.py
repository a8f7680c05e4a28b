"""What other floors may read of customers."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from paraguas.customers.errors import DecisionUnknown, PersonUnknown
from paraguas.customers.model import (
    Consent,
    Details,
    Link,
    PersonId,
    Record,
    RecordId,
    Statement,
)
from paraguas.customers.rules.blocking import block_keys
from paraguas.customers.rules.clustering import partition
from paraguas.customers.rules.consenting import ConsentState, standing
from paraguas.customers.rules.model_file import Model, read_model
from paraguas.customers.rules.naming import Nicknames, read_nicknames
from paraguas.customers.rules.normalising import traits_of
from paraguas.customers.rules.scoring import Score, score
from paraguas.customers.rules.surviving import Person, survive
from paraguas.customers.store import matching, records, sayings
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check

SECRET = "contact"  # noqa: S105 - its name
"""Names the secret that keys look-ups of persons."""

_DATA = files("paraguas") / "data"


@dataclass(frozen=True, slots=True)
class Matcher:
    """What records are compared with: the weights, and the ways names are said."""

    model: Model
    nicknames: Nicknames


@dataclass(frozen=True, slots=True)
class Found:
    """A person that may be the one looked for, by the record of hers that fits best."""

    person_id: PersonId
    record_id: RecordId
    score: Score


@cache
def matcher() -> Matcher:
    """Give the model shipped with the program, read once."""
    settings = msgspec.json.decode((_DATA / "identity_model.json").read_bytes())
    groups = tomllib.loads((_DATA / "nicknames.toml").read_text("utf-8"))["groups"]
    return Matcher(read_model(settings), read_nicknames(groups))


def person(tx: Tx, person_id: str) -> Person:
    """Read a person by the id of any record of hers; PersonUnknown where there is none."""
    return survive(records_of_person(tx, person_id).values())


def records_of_person(tx: Tx, person_id: str) -> dict[RecordId, Record]:
    """Read all records of a person, the oldest first; PersonUnknown where there are none."""
    found = records.person_of(tx, [person_id])
    if not found:
        raise PersonUnknown(person=person_id)
    return records.records_of(tx, found.values())


def persons(tx: Tx, person_ids: Iterable[str]) -> dict[PersonId, Person]:
    """Read persons by their ids."""
    gathered: dict[PersonId, list[Record]] = {}
    for record in records.records_of(tx, person_ids).values():
        gathered.setdefault(record.person_id, []).append(record)
    return {person_id: survive(its) for person_id, its in gathered.items()}


def look_up(tx: Tx, details: Details, *, most: int) -> list[Found]:
    """Find persons by anything known of them, the likeliest first."""
    found = matcher()
    traits = traits_of(details, found.nicknames)
    keys = [key.key for key in block_keys(traits, secret(tx, SECRET))]
    blocks = matching.find_blocks(tx, keys).values()
    members = (member for block in blocks if not block.closed for member in block.members())
    best: dict[PersonId, Found] = {}
    for record in records.find_records(tx, members).values():
        if record.traits is None:
            continue
        told = Found(record.person_id, record.record_id, score(found.model, traits, record.traits))
        held = best.get(record.person_id)
        if held is None or held.score.weight_millibits < told.score.weight_millibits:
            best[record.person_id] = told
    ranked = sorted(best.values(), key=lambda one: (-one.score.weight_millibits, one.person_id))
    return ranked[:most]


def links_of_person(tx: Tx, ids: Sequence[RecordId]) -> list[Link]:
    """Read every decision about records, also those retracted, the latest first."""
    return sorted(matching.links_of(tx, ids), key=lambda link: link.link_id, reverse=True)


def live_link(tx: Tx, link_id: str) -> Link:
    """Read a decision that counts; DecisionUnknown otherwise."""
    found = matching.find_link(tx, link_id)
    if found is None or not found.is_live:
        raise DecisionUnknown(link=link_id)
    return found


def review(tx: Tx, *, before: tuple[int, str] | None, most: int) -> list[Link]:
    """Read pairs that somebody should look at, the likeliest first, from after the last seen."""
    return matching.in_review(tx, before=before, most=most)


def consents(tx: Tx, ids: Sequence[RecordId]) -> list[ConsentState]:
    """Read what holds of using the contact points of these records."""
    said = sayings.consents_of(tx, ids)
    barred = matching.suppressed(tx, (one.point_key for one in said))
    return list(standing(said, barred).values())


def statements(tx: Tx, ids: Sequence[RecordId]) -> list[Statement]:
    """Read all that was said of these records and can still be read, the oldest first."""
    return sayings.statements_of(tx, ids)


def consents_said(tx: Tx, ids: Sequence[RecordId]) -> list[Consent]:
    """Read every word on using the contact points of these records, the oldest first."""
    return sayings.consents_of(tx, ids)


def household(tx: Tx, person_id: str) -> list[PersonId]:
    """Tell who else lives at the address under the family name: persons of their own."""
    own = records_of_person(tx, person_id)
    others = records.person_of(tx, matching.household_of(tx, list(own), 200)).values()
    mine = {record.person_id for record in own.values()}
    return sorted(set(others) - mine)


def audit(tx: Tx) -> list[Check]:
    """Verify that each record is of the person the decisions make her."""
    kept = records.everybody(tx)
    made = partition(kept, matching.all_links(tx))
    odd = (f"record {one} is kept with {kept[one]}" for one in kept if kept[one] != made[one])
    return [Check("persons are what decisions make them", len(kept), tuple(odd))]
