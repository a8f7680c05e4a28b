"""A crowd with a past: persons and their orders, written straight as rows, as copies of one order.

One order is placed and cancelled as any is; what that wrote is written again for every other with
ids, number and times of its own.  What facts say is the same for all: they are read, not reckoned.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from paraguas.customers.model import Details, Record, Source
from paraguas.customers.queries import matcher
from paraguas.customers.rules.normalising import traits_of
from paraguas.customers.tables import records, seals
from paraguas.doors.bench.world import MARKET
from paraguas.doors.bench.yardsticks.casting import Made, Mould, cast, moulds, time_id
from paraguas.doors.runtime import Runtime
from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.checkout.placing import place_orders
from paraguas.journeys.people.accounts import Adjusting, Joining, adjust, join
from paraguas.orders.model import GroupKind, Wish, WishedGroup, WishedLine, WishedTender
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.sealing import close, draw_seal
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Actor, Role, actor_id_of
from paraguas.values.by import By
from paraguas.values.ids import OrderId, PersonId, RecordId, digest_id
from paraguas.values.place import Address
from paraguas.values.time import DAY

ORDERS_EACH = 5
BUSY, BUSY_ORDERS, BUSY_POINTS = 20, 160, 20
"""So many persons have a long past: so many orders each, and so many movements of points."""

_BEGAN_AT = 1_600_000_000_000_000
_LASTS = 1_500 * DAY
_STRIDE = 611_953
"""A prime: steps of this length pass everybody before anybody twice."""

_PAGE = 10_000
_RECORD = (
    *("record_id", "person_id", "version", "source_key", "source", "system", "at", "sealed"),
)
_HOME = Address("Calle Mayor 1", postal_code="28013", city="Madrid", region="MD", country="ES")
_WEB = By("web", "shop")

Tell = Callable[[str], None]


def gather(runtime: Runtime, path: Path, persons: int, tell: Tell) -> list[PersonId]:
    """Fill the database in a file with a crowd; gives those with a long past."""
    tell(f"{persons:,} persons, {persons * ORDERS_EACH:,} orders")
    taken = _moulds(runtime, path)
    for first in range(0, persons, _PAGE):
        runtime.write_now(_record, range(first, min(first + _PAGE, persons)))
    busy = [PersonId(time_id(_BEGAN_AT, number).hex()) for number in range(BUSY)]
    for person in busy:
        runtime.write_now(_give_points, person)
    cast(path, taken, _pages(persons, tell))
    return busy


def _pages(persons: int, tell: Tell) -> Iterator[list[Made]]:
    many = persons * ORDERS_EACH
    for first in range(0, many, _PAGE):
        if not first % (_PAGE * 25):
            tell(f"{first:,} of {many:,} orders")
        yield [_made(turn, persons) for turn in range(first, min(first + _PAGE, many))]


def _made(turn: int, persons: int) -> Made:
    many = persons * ORDERS_EACH
    every = max(many // (BUSY * BUSY_ORDERS), 1)
    nth = turn // every
    is_busy = not turn % every and nth < BUSY * BUSY_ORDERS
    person = nth % BUSY if is_busy else BUSY + turn * _STRIDE % (persons - BUSY)
    at = _BEGAN_AT + turn * (_LASTS // many)
    return Made(turn, at, time_id(at, turn), time_id(_BEGAN_AT, person))


def _moulds(runtime: Runtime, path: Path) -> list[Mould]:
    """Place an order and cancel it, and take what it wrote as the mould of all."""
    group = WishedGroup(GroupKind.SHIP, address=_HOME)
    lines = (WishedLine("SKU-00001", 1),)
    tenders = (WishedTender("card", token="tok_ok"),)  # noqa: S106 - of the sandbox
    wish = Wish(stamp(_WEB), "web", MARKET, lines, (group,), tenders)
    order_id: str = runtime.write_now(place_orders, wish, together=True).order_id
    runtime.write_now(cancel_order, Cancelling(stamp(_WEB), OrderId(order_id)))
    return moulds(path, order_id)


def _record(tx: Tx, numbers: range) -> None:
    """Write records; nobody is compared, for all are told apart already."""
    people, drawn = [_somebody(number) for number in numbers], []
    rows = []
    for one in people:
        drawn.append((one.record_id, seal := draw_seal()))
        sealed = close(seal, one.record_id, msgspec.json.encode(one.sealed()))
        origin = (one.source_key, one.source.value, one.system, one.at)
        rows.append((one.record_id, one.person_id, 0, *origin, sealed))
    tx.insert(records, _RECORD, rows)
    tx.insert(seals, ("record_id", "seal"), drawn)


def _somebody(number: int) -> Record:
    record_id = RecordId(time_id(_BEGAN_AT, number).hex())
    details = Details(
        given_name="Ana", family_name=f"García {number}", emails=(f"ana.{number}@example.com",)
    )
    return Record(
        record_id=record_id,
        person_id=PersonId(record_id),
        source_key=digest_id("crowd", str(number)),
        source=Source.WEB_ACCOUNT,
        system="bench",
        at=_BEGAN_AT,
        external=f"bench-{number}",
        details=details,
        traits=traits_of(details, matcher().nicknames),
    )


def _give_points(tx: Tx, person: PersonId) -> None:
    by = stamp(_WEB)
    number = f"bench-{person[-8:]}"
    join(tx, Joining(by, number, "paraguas", place="ES", person=person))
    hand = Actor(actor_id_of("bench"), "bench", "Bench", Role.MACHINE)
    for turn in range(BUSY_POINTS - 1):
        adjust(tx, Adjusting(stamp(_WEB), hand, number, 100, f"bench-{turn}"))
