"""Where a record may find others of its person: keys, several each, so that one slip costs one.

Keys are keyed hashes: the index tells nothing.  A *point* key holds an identifier that alone makes
two records worth a look; the others join two or three facts, so that few strangers share one.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from paraguas.customers.model import Traits
from paraguas.customers.rules.folding import sound

POINTS = {
    "email": "emails",
    "phone": "phones",
    "loyalty_card": "loyalty_cards",
    "channel_id": "channel_ids",
}
"""Kind of contact point or identifier -> the trait that holds it."""


NAMES, CALLED = "names", "called"
"""Kinds of the key of a whole name.  Who is told of by name and points only, as most who order, is
found by the second, and compared by nothing but points: of a namesake nothing would follow."""


class Key(NamedTuple):
    """A place to look: its keyed hash, and the point it stands for where it does."""

    key: str
    kind: str
    value: str


def point_key(kind: str, value: str, secret: str) -> str:
    """Key of a point identifier, also of consents and suppressions."""
    return _keyed(kind, value, secret)


def block_keys(traits: Traits, secret: str) -> tuple[Key, ...]:
    """Give the keys of a record, each once, points first."""
    said = dict.fromkeys((*points_of(traits), *_blocks(traits)))
    return tuple(Key(_keyed(kind, value, secret), kind, value) for kind, value in said)


def finding_keys(traits: Traits, secret: str) -> tuple[str, ...]:
    """Give the keys somebody who is looked for may be under, also who is known by name only."""
    own = block_keys(traits, secret)
    names = {key.value for key in own if key.kind in {NAMES, CALLED}}
    by_name = (_keyed(kind, value, secret) for value in names for kind in (NAMES, CALLED))
    return tuple(dict.fromkeys((*(key.key for key in own), *by_name)))


def points_of(t: Traits) -> Iterator[tuple[str, str]]:
    """Give the points of a record, each by its kind and value."""
    for kind, trait in POINTS.items():
        for value in getattr(t, trait):
            yield kind, value


def _blocks(t: Traits) -> Iterator[tuple[str, str]]:
    """Give what is known of the facts that together tell few people apart."""
    born = "" if t.birth_date.endswith("0000") else t.birth_date
    street = f"{t.house} {sound(t.street.split()[0])}" if t.street and t.house else ""
    names = sorted(filter(None, (t.given, t.family)))
    sounds = [sound(name) for name in names]
    whole, pair = ("", "") if len(names) < 2 else (" ".join(names), " ".join(sorted(sounds)))
    facts = [
        ("national_id", t.national_id),
        (CALLED if _is_only_called(t) else NAMES, whole),
        *(("born+name", born, each) for each in sounds),
        *(("postcode+name", t.postcode, each) for each in sounds),
        *(("street+name", street, each) for each in sounds),
        ("year+names", born[:4], pair),
        ("day+names", born[4:], pair),
        ("city+names", sound(t.city), pair),
        ("birthplace+names", t.birth_place, pair),
        ("born+postcode", born, t.postcode),
        ("street+postcode", street, t.postcode),
    ]
    return ((kind, " ".join(known)) for kind, *known in facts if all(known))


def _is_only_called(t: Traits) -> bool:
    """Whether nothing but a name and points is known."""
    return not (t.birth_date or t.birth_place or t.occupation or t.street or t.postcode or t.city)


def _keyed(kind: str, value: str, secret: str) -> str:
    said = f"customer\x1f{kind}\x1f{value}".encode()
    return blake2b(said, digest_size=16, key=secret.encode()).hexdigest()
