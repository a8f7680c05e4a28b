"""Who the wishes of a batch are of: recognised by what each brings, within its transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from paraguas.customers.actions import record_customers
from paraguas.customers.errors import CustomerEmpty, CustomerErased
from paraguas.customers.model import Details, Incoming, Source
from paraguas.customers.queries import ask_ground, matcher
from paraguas.customers.rules.arriving import Arrival, make_ready
from paraguas.customers.rules.deciding import Ground, Taken
from paraguas.customers.rules.naming import Nicknames
from paraguas.orders.model import Person, Wish
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import RecordId
from paraguas.values.stamp import Stamp

Told = tuple[str, bool, Person]
"""Channel, whether it is of the past, and the person as given."""


@dataclass(frozen=True, slots=True)
class People:
    """What the wishes tell of their persons, and the ground it is decided on, if any tells a point.

    The address of a parcel tells nothing: it may go to somebody else.
    """

    arrivals: Mapping[Told, Arrival]
    ground: Ground | None = None

    def recognise(self, wish: Wish) -> Taken | None:
        """Decide whose order it is; None where it brings no contact point.

        A record of the past does not bring back whom somebody erased.
        """
        arrival = self.arrivals.get(_told(wish))
        if arrival is None or self.ground is None:
            return None
        try:
            return self.ground.take(arrival, RecordId(wish.stamp.ids.next()))
        except CustomerErased:
            return None


def ask_people(tx: Tx, wishes: Sequence[Wish], secret: str) -> Callable[[], People]:
    """Ask who is known by the points the wishes bring; the answer is taken after `together`."""
    nicknames = matcher().nicknames
    firsts = {_told(wish): wish for wish in wishes if wish.person.email or wish.person.phone}
    ready = {told: _ready(wish, nicknames, secret) for told, wish in firsts.items()}
    arrivals = {told: one for told, one in ready.items() if one and one.points()}
    if not arrivals:
        return lambda: People({})
    stamp = wishes[0].stamp
    ground = ask_ground(tx, list(arrivals.values()), draw=stamp.ids.next, at=stamp.at)
    return lambda: People(arrivals, ground())


def write_people(tx: Tx, people: People, taken: Sequence[tuple[Stamp, Taken | None]]) -> None:
    """Write what orders told of their persons."""
    told = [(stamp, one) for stamp, one in taken if one is not None]
    if people.ground and told:
        record_customers.write(tx, people.ground, told)


def _told(wish: Wish) -> Told:
    return wish.channel, wish.historic, wish.person


def _ready(wish: Wish, nicknames: Nicknames, secret: str) -> Arrival | None:
    try:
        return make_ready(_incoming(wish), nicknames, secret)
    except CustomerEmpty:
        return None


def _incoming(wish: Wish) -> Incoming:
    person = wish.person
    return Incoming(
        source=Source.IMPORT if wish.historic else Source.ORDER,
        system=wish.channel,
        external="",
        details=Details(
            name=person.name,
            organisation=person.organisation,
            emails=(person.email,) if person.email else (),
            phones=(person.phone,) if person.phone else (),
        ),
        at=wish.stamp.at,
    )
