"""What other floors may read of customers."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct

from paraguas.customers.errors import (
    CustomerErased,
    DecisionUnknown,
    PersonUnknown,
    PointUnknown,
)
from paraguas.customers.model import Details, Link, Record, Source
from paraguas.customers.rules.arriving import Arrival, point_keys
from paraguas.customers.rules.blocking import CALLED, POINTS, finding_keys, point_key
from paraguas.customers.rules.clustering import partition
from paraguas.customers.rules.deciding import Ground
from paraguas.customers.rules.model_file import Model, read_model
from paraguas.customers.rules.naming import Nicknames, read_nicknames
from paraguas.customers.rules.neighbourhood import Known, Neighbourhood
from paraguas.customers.rules.normalising import point_of, traits_of
from paraguas.customers.rules.scoring import Score, score
from paraguas.customers.rules.surviving import Person, survive
from paraguas.customers.store import matching, records, reviewing
from paraguas.customers.store.around import read_around, read_brimming, read_shared
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import PersonId, RecordId

SECRET = "contact"  # noqa: S105 - its name
"""Names the secret that keys look-ups of persons."""

_DATA = files("paraguas") / "data"


class Matcher(Struct, frozen=True):
    """What records are compared with: the weights, and the ways names are said."""

    model: Model
    nicknames: Nicknames


class Found(Struct, frozen=True):
    """A person that may be the one looked for, by the record of hers that fits best."""

    person_id: PersonId
    record_id: RecordId
    score: Score


class HerPoint(Struct, frozen=True):
    """A contact point of a person: its keyed hash, how it is kept, and the records that have it."""

    key: str
    value: str
    record_ids: tuple[RecordId, ...]


@cache
def model_settings() -> Mapping[str, Any]:
    """Give the model shipped with the program as Splink writes it."""
    read: Mapping[str, Any] = msgspec.json.decode((_DATA / "identity_model.json").read_bytes())
    return read


@cache
def matcher() -> Matcher:
    """Give the model shipped with the program, read once."""
    settings = model_settings()
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


def records_named(tx: Tx, ids: Iterable[str]) -> dict[RecordId, Record]:
    """Read records by their ids."""
    return records.find_records(tx, ids)


def person_ids(tx: Tx, record_ids: Iterable[str]) -> dict[RecordId, PersonId]:
    """Tell whose these records are; what is no record's id is left out."""
    return records.person_of(tx, record_ids)


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
    blocks = matching.find_blocks(tx, finding_keys(traits, secret(tx, SECRET))).values()
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


def ask_known(
    tx: Tx, points: Sequence[tuple[Sequence[str], Sequence[str]]]
) -> Callable[[], list[bool | None]]:
    """Ask whether anybody is known by e-mails and phones, each as it is told, in their order.

    None where nothing told is a contact point.  The answer may be on its way until `together` ends.
    """
    key = secret(tx, SECRET)
    keys = [point_keys(emails, phones, key) for emails, phones in points]
    blocks = matching.ask_blocks(tx, [each for these in keys for each in these])

    def read() -> list[bool | None]:
        known = {name for name, block in blocks().items() if block.placed or block.closed}
        return [not known.isdisjoint(these) if these else None for these in keys]

    return read


def ask_ground(
    tx: Tx, arrivals: Sequence[Arrival], *, draw: Callable[[], str], at: int
) -> Callable[[], Ground]:
    """Ask for all that deciding about arrivals needs: who shares their keys, and whom that is.

    draw: gives ids for decisions.  Nothing more is read where nobody is known yet, or nothing is
    new.  The answer may be on its way until `together` ends, and is to be taken after it.
    """
    key = secret(tx, SECRET)
    imported = [one for one in arrivals if one.incoming.source is Source.IMPORT]
    accounts = records.ask_accounts(tx, (one.source_key for one in arrivals))
    blocks = matching.ask_blocks(tx, [each.key for one in arrivals for each in one.keys])
    barred = matching.ask_suppressed(tx, [each.key for one in imported for each in one.points()])

    def read() -> Ground:
        hood = Neighbourhood(matcher().model, key, draw, at)
        hood.blocks = blocks()
        ground = Ground(hood, accounts(), frozenset(barred()))
        new = [one for one in arrivals if not ground.says_nothing_new(one)]
        arriving = Counter(each.key for one in new for each in one.keys if each.kind != CALLED)
        wanted = {member for each in arriving for member in hood.blocks[each].members()}
        befores = (ground.accounts.get(one.source_key) for one in new)
        wanted |= {before.record_id for before in befores if before}
        ground.were = read_around(tx, hood, wanted)
        read_brimming(tx, hood, key, arriving)
        read_shared(tx, hood, key)
        return ground

    return read


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
    return reviewing.in_review(tx, before=before, most=most)


def seals(tx: Tx, ids: Sequence[RecordId]) -> dict[RecordId, bytes]:
    """Read the keys that what is personal of records lies sealed under; erased ones have none."""
    return records.seals_of(tx, ids)


def suppressed(tx: Tx, point_keys: Iterable[str]) -> dict[str, int]:
    """Tell which contact points nobody may write to, and since when."""
    return matching.suppressed(tx, point_keys)


def spoken_on(tx: Tx, person_id: str) -> RecordId:
    """Tell which record of a person her words are kept with: the one she was named by, if it is.

    Refuses PersonUnknown and CustomerErased.
    """
    known = records_of_person(tx, person_id)
    live = [name for name, one in known.items() if one.details is not None]
    if not live:
        raise CustomerErased
    return next((name for name in live if name == person_id), live[0])


def point_of_person(tx: Tx, person_id: str, kind: str, point: str) -> HerPoint:
    """Find a contact point of a person; refuses PersonUnknown, and PointUnknown if not hers.

    kind: as in POINTS.
    """
    known = records_of_person(tx, person_id)
    value = point_of(kind, point)
    having = [
        name
        for name, one in known.items()
        if one.traits and value and value in getattr(one.traits, POINTS[kind])
    ]
    if not having:
        raise PointUnknown(kind=kind)
    return HerPoint(point_key(kind, value, secret(tx, SECRET)), value, tuple(having))


def household(tx: Tx, person_id: str) -> list[PersonId]:
    """Tell who else lives at the address under the family name: persons of their own."""
    own = records_of_person(tx, person_id)
    others = records.person_of(tx, matching.household_of(tx, list(own), 200)).values()
    mine = {record.person_id for record in own.values()}
    return sorted(set(others) - mine)


def known_records(tx: Tx) -> dict[RecordId, Known]:
    """Read all records as far as matching goes."""
    return {
        one.record_id: Known(one.record_id, one.source_key, one.traits, one.person_id, one.version)
        for one in records.everyone(tx).values()
    }


def every_link(tx: Tx) -> list[Link]:
    """Read every decision there ever was."""
    return matching.every_link(tx)


def closed_keys(tx: Tx) -> frozenset[str]:
    """Tell which keys tell nothing any more."""
    return matching.closed_keys(tx)


def audit(tx: Tx) -> list[Check]:
    """Verify that each record is of the person the decisions make her."""
    kept = records.everybody(tx)
    made = partition(kept, matching.all_links(tx))
    odd = (f"record {one} is kept with {kept[one]}" for one in kept if kept[one] != made[one])
    return [Check("persons are what decisions make them", len(kept), tuple(odd))]
