"""Statements between two entities: a month's entries, and what was owed before and after."""

from msgspec import Struct

from paraguas.intercompany import queries as intercompany
from paraguas.intercompany.errors import StatementPair
from paraguas.intercompany.model import Balance, Leg
from paraguas.intercompany.rules.stating import balances, month_of
from paraguas.network.errors import EntityUnknown
from paraguas.network.model import Entity
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx


class Statement(Struct, frozen=True):
    """What `other` owes `entity` (below 0 the reverse) out of a month, and since before.

    zone: by whose clock the month runs: of the one whose code comes first, so that both have the
    same.  language: of the entity's first market.
    """

    entity: Entity
    other: Entity
    month: str
    zone: str
    language: str
    legs: tuple[Leg, ...]
    balances: tuple[Balance, ...]


def state(tx: Tx, entity: str, other: str, month: str) -> Statement:
    """State what came between two entities, by their codes; refuses one with itself."""
    net = network(tx)
    found = {one.code: one for one in net.entities if one.code in (entity, other)}
    for code in (entity, other):
        if code not in found:
            raise EntityUnknown(entity=code)
    if entity == other:
        raise StatementPair(entity=entity)
    zone = found[min(found)].zone
    during = month_of(month, zone)
    pair = found[entity].entity_id, found[other].entity_id
    legs = intercompany.legs_between(tx, *pair, during)
    before = intercompany.owed_before(tx, *pair, during.start_at)
    spoken = (market.languages[0] for market in net.markets if market.entity_id == pair[0])
    return Statement(
        *(found[entity], found[other], month, zone, next(spoken, "en")),
        *(tuple(legs), balances(before, legs)),
    )
