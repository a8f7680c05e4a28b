"""Who the wishes of a batch are of: who is known is recognised within its transaction.

Who is not yet known has nobody to be linked with: she is taken in a little later, many at once
(`newcomers`), so that a first order costs no more than a look.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from paraguas.customers.actions import record_customers
from paraguas.customers.errors import CustomerEmpty, CustomerErased
from paraguas.customers.model import Details, Incoming, Source
from paraguas.customers.queries import ask_ground, ask_known, matcher
from paraguas.customers.rules.arriving import Arrival, make_ready, newcomer_due_at
from paraguas.customers.rules.deciding import Ground, Taken
from paraguas.customers.rules.naming import Nicknames
from paraguas.journeys.people.wallets import account_earning
from paraguas.orders.model import Person, Wish
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, RecordId
from paraguas.values.stamp import Stamp

NEWCOMERS = "bulk:newcomers"
"""The chore a newcomer's order leaves."""

Told = tuple[str, bool, Person]
"""Channel, whether it is of the past, and the person as given."""


class People(Struct, frozen=True):
    """What the wishes tell of their persons, and the ground it is decided on, if any is known.

    newcomers: who tells a point nobody is known by.  The address of a parcel tells nothing: it may
    go to somebody else.
    """

    arrivals: Mapping[Told, Arrival]
    ground: Ground | None = None
    newcomers: frozenset[Told] = field(default_factory=frozenset)

    def recognise(self, told: Told, draw: Callable[[], str]) -> Taken | None:
        """Decide whose order it is; None where it brings no contact point anybody is known by.

        A record of the past does not bring back whom somebody erased.  draw: gives ids.
        """
        arrival = self.arrivals.get(told)
        if arrival is None or self.ground is None:
            return None
        try:
            return self.ground.take(arrival, RecordId(draw()))
        except CustomerErased:
            return None

    def is_new(self, wish: Wish) -> bool:
        """Whether whoever ordered is to be taken in later."""
        return told_by(wish) in self.newcomers


def ask_people(tx: Tx, wishes: Sequence[Wish]) -> Callable[[], People]:
    """Ask who is known by the points the wishes bring; the answer is taken after `together`."""
    told = {told_by(wish): wish for wish in wishes if wish.person.email or wish.person.phone}
    if not told:
        return lambda: People({})
    known = ask_known(tx, [_points(wish.person) for wish in told.values()])

    def read() -> People:
        are_known = dict(zip(told, known(), strict=True))
        newcomers = frozenset(one for one, is_known in are_known.items() if is_known is False)
        here = [(one, told[one].stamp.at) for one, is_known in are_known.items() if is_known]
        return people_of(tx, here, draw=wishes[0].stamp.ids.next, newcomers=newcomers)

    return read


def people_of(
    tx: Tx,
    told: Sequence[tuple[Told, int]],
    *,
    draw: Callable[[], str],
    newcomers: frozenset[Told] = frozenset(),
) -> People:
    """Read the ground on which persons are recognised, each told of at an instant.

    draw: gives ids for decisions.
    """
    secret_key, nicknames = secret(tx, "contact"), matcher().nicknames
    ready = {one: _ready(one, at, nicknames, secret_key) for one, at in told}
    arrivals = {one: arrival for one, arrival in ready.items() if arrival}
    if not arrivals:
        return People({}, None, newcomers)
    at = max(moment for _, moment in told)
    ground = ask_ground(tx, list(arrivals.values()), draw=draw, at=at)
    return People(arrivals, ground(), newcomers)


def write_people(tx: Tx, people: People, taken: Sequence[tuple[Stamp, Taken | None]]) -> None:
    """Write what orders told of persons who were known."""
    told = [(stamp, one) for stamp, one in taken if one is not None]
    if people.ground and told:
        record_customers.write(tx, people.ground, told)


def leave_newcomers(tx: Tx, people: People, placed: Sequence[tuple[OrderId, Wish]]) -> None:
    """Leave those nobody knew to be taken in later."""
    for order_id, wish in placed:
        if people.is_new(wish):
            earns = not wish.historic and not account_earning(wish.loyalty, wish.tenders)
            body = {"historic": wish.historic, "earns": earns}
            due_at = newcomer_due_at(wish.stamp.at)
            tx.later(wish.stamp, NEWCOMERS, order_id, body, due_at=due_at)


def told_by(wish: Wish) -> Told:
    """Give what a wish tells of its person."""
    return wish.channel, wish.historic, wish.person


def _points(person: Person) -> tuple[Sequence[str], Sequence[str]]:
    return _some(person.email), _some(person.phone)


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _ready(told: Told, at: int, nicknames: Nicknames, secret_key: str) -> Arrival | None:
    try:
        arrival = make_ready(_incoming(told, at), nicknames, secret_key)
    except CustomerEmpty:
        return None
    return arrival if arrival.points() else None


def _incoming(told: Told, at: int) -> Incoming:
    channel, is_historic, person = told
    return Incoming(
        source=Source.IMPORT if is_historic else Source.ORDER,
        system=channel,
        external="",
        details=Details(
            name=person.name,
            organisation=person.organisation,
            emails=_some(person.email),
            phones=_some(person.phone),
        ),
        at=at,
    )
