"""What arrives, made ready: what names it, what it is compared by, and where it is found."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from paraguas.customers.errors import CustomerEmpty
from paraguas.customers.model import Incoming, Source, Traits
from paraguas.customers.rules.blocking import POINTS, Key, block_keys, point_key
from paraguas.customers.rules.folding import sound
from paraguas.customers.rules.naming import Nicknames
from paraguas.customers.rules.normalising import email_point, traits_of
from paraguas.customers.rules.phones import phone_point
from paraguas.values.ids import digest_id
from paraguas.values.time import MINUTE

_encode = msgspec.json.Encoder(order="deterministic").encode


LATER = MINUTE
"""When who is new is taken in: her order is paid by then, and many go together."""


class Arrival(NamedTuple):
    """A record on its way in.

    source_key: the account at its source.  content_key: what it says; the same twice is nothing
    new.  household_key: of address and family name, where both are known.
    """

    incoming: Incoming
    source_key: str
    content_key: str
    traits: Traits
    keys: tuple[Key, ...]
    household_key: str | None

    def points(self) -> tuple[Key, ...]:
        """Give the keys that are contact points or identifiers."""
        return tuple(key for key in self.keys if key.kind in POINTS)


def make_ready(incoming: Incoming, nicknames: Nicknames, secret: str) -> Arrival:
    """Make a record ready; CustomerEmpty where it says nothing a person could be told by."""
    traits = traits_of(incoming.details, nicknames)
    if traits == Traits():
        raise CustomerEmpty
    content = _hashed(_encode(incoming.details), secret)
    return Arrival(
        incoming=incoming,
        source_key=source_key(incoming.source, incoming.system, incoming.external or content),
        content_key=content,
        traits=traits,
        keys=block_keys(traits, secret),
        household_key=household_key(traits, secret),
    )


def point_keys(emails: Iterable[str], phones: Iterable[str], secret: str) -> tuple[str, ...]:
    """Give the keys of contact points as they are told; none for what is none."""
    told = [*(("email", email_point(one)) for one in emails)]
    told += [("phone", phone_point(one)) for one in phones]
    return tuple(point_key(kind, value, secret) for kind, value in told if value)


def source_key(source: Source, system: str, external: str) -> str:
    """Name an account by its source, the same on every machine."""
    return digest_id("customer", source.value, system, external)


def household_key(traits: Traits, secret: str) -> str | None:
    """Key of those of one family name at one address: a household, never a person."""
    if not (traits.family and traits.street and traits.house and traits.postcode):
        return None
    said = (traits.house, sound(traits.street.split()[0]), traits.postcode, sound(traits.family))
    return _hashed("\x1f".join(("household", *said)).encode(), secret)


def _hashed(said: bytes, secret: str) -> str:
    return blake2b(said, digest_size=16, key=secret.encode()).hexdigest()


def newcomer_due_at(ordered_at: int) -> int:
    """Tell when somebody nobody knew as she ordered is taken in."""
    return ordered_at + LATER
