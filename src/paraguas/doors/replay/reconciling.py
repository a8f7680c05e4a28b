"""Compare what the database took in with what the file says, store by store and day by day."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct, field

from paraguas.doors.replay.completejourney import ZONE
from paraguas.doors.replay.expected import Expected, StoreDay
from paraguas.doors.replay.goods import CHANNEL, code_of
from paraguas.network.model import place_id_of
from paraguas.orders.queries import placed_under
from paraguas.orders.rules.finding import external_key
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.time import Period, at_local
from paraguas.views.takings import Shelves, Takings, count_lines, shelves, takings

_MOST_KEYS = 5000


class Difference(Struct, frozen=True):
    """A store and day on which file and database do not agree; amounts in cents."""

    place: str
    day: str
    file_baskets: int
    database_orders: int
    file_minor: int
    database_minor: int


class Reconciled(Struct):
    """What these baskets are in the database; amounts in cents.

    shelves: of the stores, opened with just what is sold, so that all are empty at the end.
    """

    orders: int = 0
    lines: int = 0
    amount_minor: int = 0
    stores_days_checked: int = 0
    differences: list[Difference] = field(default_factory=list)
    shelves: Shelves = field(default_factory=lambda: Shelves(0, 0))


def order_ids(tx: Tx, baskets: Sequence[int]) -> dict[int, OrderId]:
    """Tell which baskets made an order, and which."""
    found: dict[int, OrderId] = {}
    for start in range(0, len(baskets), _MOST_KEYS):
        keys = {external_key(CHANNEL, str(n)): n for n in baskets[start : start + _MOST_KEYS]}
        found.update({keys[key]: made for key, made in placed_under(tx, list(keys)).items()})
    return found


def reconcile(tx: Tx, expected: Expected) -> Reconciled:
    """Sum the orders of the expected baskets by store and day, and list where they differ."""
    done = Reconciled()
    stood: dict[StoreDay, Takings] = {}
    for day, baskets in expected.baskets.items():
        made = list(order_ids(tx, baskets).values())
        start, end = (at_local(d, 0, ZONE) for d in (day, day + timedelta(days=1)))
        found = takings(tx, made, Period(start, end))
        for where in (where for where in expected.counts if where.day == day):
            stood[where] = found.get(place_id_of(code_of(where.store)), Takings(0, 0))
        done.lines += count_lines(tx, made)
    done.orders = sum(each.orders for each in stood.values())
    done.amount_minor = sum(each.total_minor for each in stood.values())
    done.stores_days_checked = len(stood)
    done.differences = [
        Difference(code_of(where.store), where.day.isoformat(), *_pairs(expected, where, each))
        for where, each in stood.items()
        if each != (expected.counts[where], expected.amounts_minor[where])
    ]
    stores = {place_id_of(code_of(where.store)) for where in stood}
    done.shelves = shelves(tx, sorted(stores))
    return done


def _pairs(expected: Expected, where: StoreDay, stood: Takings) -> tuple[int, int, int, int]:
    return (
        *(expected.counts[where], stood.orders),
        *(expected.amounts_minor[where], stood.total_minor),
    )
