"""The keys an order is found by: number, external key, basket and contact points."""

from hashlib import blake2b

from paraguas.orders.model import Person, Wish
from paraguas.values.ids import digest_id

_TAIL = 9
"""The last digits of a phone number that people share over all ways of writing it."""

_LEAST = 6
"""Fewer digits are no phone number of a person."""


def number_key(number: str) -> str:
    """Key of an order number."""
    return digest_id("number", number)


def external_key(channel: str, external: str) -> str:
    """Key of an outside system's own order number; unique within the channel."""
    return digest_id("external", channel, external)


def basket_key(basket_id: str) -> str:
    """Key of the basket an order came from: one basket makes one order."""
    return digest_id("basket", basket_id)


def placing_keys(wish: Wish) -> tuple[str, ...]:
    """Keys under which this very wish may have been placed before."""
    keys = []
    if wish.external:
        keys.append(external_key(wish.channel, wish.external))
    if wish.basket_id:
        keys.append(basket_key(wish.basket_id))
    return tuple(keys)


def contact_keys(person: Person, secret: str) -> tuple[str, ...]:
    """Keyed hashes of the person's e-mail and phone, so that the look-up table tells nothing."""
    keys = []
    if person.email:
        keys.append(_keyed("email", person.email.strip().lower(), secret))
    digits = "".join(str(int(c)) for c in person.phone if c.isdecimal())
    if len(digits) >= _LEAST:
        keys.append(_keyed("phone", digits[-_TAIL:], secret))
    return tuple(keys)


def _keyed(kind: str, value: str, secret: str) -> str:
    return blake2b(f"{kind}\x1f{value}".encode(), digest_size=16, key=secret.encode()).hexdigest()
