"""What would move if two customers were made one, or one were parted: tried, told, and undone."""

from collections.abc import Iterable

from msgspec import Struct

from paraguas.customers import queries
from paraguas.customers.actions.link_persons import link_persons
from paraguas.customers.actions.retract_link import retract_link
from paraguas.customers.rules.surviving import Person
from paraguas.loyalty import queries as loyalty
from paraguas.loyalty.model import PointsBalance
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp
from paraguas.views.person_overview import count_orders


class Trying(Struct, frozen=True):
    """A decision to try: two persons made one, or (no `other`) a link taken back."""

    stamp: Stamp
    one: str
    other: str = ""


class Holding(Struct, frozen=True):
    """A person with what goes wherever she goes; numbers: of her accounts of points."""

    person: Person
    orders: int
    numbers: tuple[str, ...]
    points: PointsBalance


class Moves(Struct, frozen=True):
    """Who there is now, and who there would be."""

    now: tuple[Holding, ...]
    then: tuple[Holding, ...]


def try_merge(tx: Tx, item: Trying) -> Moves:
    """Tell what making two customers one would move; refuses what that would refuse."""
    ends = (item.one, item.other)
    now = _holdings(tx, ends)
    with tx.rehearsal():
        link_persons(tx, item.stamp, item.one, item.other)
        return Moves(now, _holdings(tx, ends))


def try_unmerge(tx: Tx, item: Trying) -> Moves:
    """Tell what taking a link back would part; refuses what that would refuse."""
    link = queries.live_link(tx, item.one)
    ends = (link.left, link.right)
    now = _holdings(tx, ends)
    with tx.rehearsal():
        retract_link(tx, item.stamp, item.one)
        return Moves(now, _holdings(tx, ends))


def _holdings(tx: Tx, ends: Iterable[str]) -> tuple[Holding, ...]:
    found = {person.person_id: person for person in (queries.person(tx, end) for end in ends)}
    return tuple(_holding(tx, person) for person in found.values())


def _holding(tx: Tx, person: Person) -> Holding:
    accounts = loyalty.accounts_linked(tx, person.record_ids)
    numbers = tuple(account.number for account in accounts)
    orders = count_orders(tx, person.record_ids)
    return Holding(person, orders, numbers, loyalty.balance_of(accounts))
