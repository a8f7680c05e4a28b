"""What other floors may read of fulfilment."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from paraguas.fulfilment.errors import FulfilmentUnknown
from paraguas.fulfilment.model import (
    Box,
    Fulfilment,
    Kind,
    PlaceDay,
    ReassignRule,
    ReleaseRow,
    Reminder,
    ServiceLevel,
    Status,
)
from paraguas.fulfilment.rules.steps import statuses_of
from paraguas.fulfilment.store import audits, boxes, levels, reassigning, reminding, tasks
from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import FulfilmentId, OrderId, PlaceId, is_id


class Loads:
    """How many fulfilments places have on days; `take` lets the next order of a batch see one."""

    __slots__ = ("_taken",)

    def __init__(self, taken: dict[tuple[PlaceId, str], int]) -> None:
        """Start from what is written."""
        self._taken = taken

    def free(self, place_id: PlaceId, day_on: str, capacity: int | None) -> int | None:
        """Tell how many more a place can take on a local day (ISO); None without a limit."""
        if capacity is None:
            return None
        return max(0, capacity - self._taken.get((place_id, day_on), 0))

    def take(self, place_id: PlaceId, day_on: str) -> None:
        """Count one more."""
        key = place_id, day_on
        self._taken[key] = self._taken.get(key, 0) + 1

    def give_back(self, place_id: PlaceId, day_on: str) -> None:
        """Count one less: what was taken is not needed after all."""
        self._taken[place_id, day_on] -= 1


def slice_loads(tx: Tx, days: Iterable[tuple[PlaceId, str]]) -> Loads:
    """Load how full places are on local days (ISO), in one statement."""
    return Loads(tasks.taken(tx, days))


def fulfilment(tx: Tx, order_id: OrderId, fulfilment_id: FulfilmentId) -> Fulfilment:
    """Give one fulfilment; refuses FulfilmentUnknown."""
    named = is_id(order_id) and is_id(fulfilment_id)
    found = tasks.one(tx, order_id, fulfilment_id) if named else None
    if found is None:
        raise FulfilmentUnknown(order_id=order_id, fulfilment_id=fulfilment_id)
    return found


def fulfilments_of(tx: Tx, order_ids: Sequence[OrderId]) -> list[Fulfilment]:
    """Give the fulfilments of orders, in the order they were made."""
    return tasks.of_orders(tx, order_ids) if order_ids else []


def tasks_at(
    tx: Tx, place_id: PlaceId, statuses: Sequence[Status], *, most: int = 200
) -> list[Fulfilment]:
    """Give what a place has in these statuses, the first promised first."""
    return tasks.at_place(tx, place_id, statuses, most)


def tasks_in(
    tx: Tx, place_ids: Sequence[PlaceId], statuses: Sequence[Status], *, most: int
) -> list[Fulfilment]:
    """Give what places have in these statuses, what stands longest first."""
    return tasks.at_places(tx, place_ids, statuses, most) if place_ids else []


def boxes_of(tx: Tx, found: Fulfilment) -> tuple[Box, ...]:
    """Give the boxes of a parcel; none before it is packed."""
    return boxes.boxes_of(tx, found.order_id, found.fulfilment_id)


def sscc_prefix_of(tx: Tx, entity_id: str) -> str | None:
    """Give the company prefix an entity numbers its boxes under, if it does."""
    found = boxes.range_of(tx, entity_id)
    return found.prefix if found else None


levels_reference = Reference(
    "service_levels", lambda tx: {one.place_kind: one for one in levels.all_levels(tx)}
)


def service_levels(tx: Tx) -> Mapping[str, ServiceLevel]:
    """Give the service levels by kind of place, as this transaction sees them."""
    return levels_reference.get(tx)


reassign_reference = Reference(
    "reassign_rules", lambda tx: {one.market: one for one in reassigning.all_rules(tx)}
)


def reassign_rules(tx: Tx) -> Mapping[str, ReassignRule]:
    """Give by market when overdue tasks go elsewhere by themselves."""
    return reassign_reference.get(tx)


reminder_reference = Reference("pick_up_reminders", reminding.all_reminders)


def reminders(tx: Tx) -> list[Reminder]:
    """Give when people are reminded of goods that wait, market by market."""
    return reminder_reference.get(tx)


def left_overdue(tx: Tx, found: Sequence[Fulfilment]) -> set[str]:
    """Tell which of these nobody else could take when it was tried."""
    return reassigning.tried(tx, {one.order_id for one in found})


def days_at(tx: Tx, place_id: PlaceId, days: Sequence[str]) -> list[PlaceDay]:
    """Tell of local days (ISO) how much of a place's capacity is held and how much confirmed."""
    taken = tasks.taken(tx, [(place_id, day) for day in days])
    held = tasks.held(tx, place_id, days)
    return [
        PlaceDay(day, held.get(day, 0), taken.get((place_id, day), 0) - held.get(day, 0))
        for day in days
    ]


def ask_waiting(tx: Tx, order_ids: Collection[str]) -> Callable[[], list[ReleaseRow]]:
    """Ask what waits of orders to be released; the answer may come when `together` ends."""
    return tasks.ask_waiting(tx, order_ids)


def audit(tx: Tx) -> list[Check]:
    """Verify the promises on the room's card on all its rows."""
    seen = audits.count(tx)
    return [
        Check(
            "fulfilment: a status belongs to its kind",
            seen.fulfilments,
            tuple(
                f"{row.many} fulfilments of kind {row.kind} are {row.status}"
                for row in audits.statuses(tx)
                if row.status not in statuses_of(Kind(row.kind))
            ),
        ),
        Check(
            "fulfilment: a day counts what its place has",
            seen.days,
            tuple(
                f"place {row.place_id} counts {row.taken} on {row.day_on} and has {row.there}"
                for row in audits.wrong_days(tx)
            ),
        ),
        Check(
            "fulfilment: a box number is given once",
            seen.boxes,
            tuple(f"{row.many} boxes have {row.sscc}" for row in audits.doubled_boxes(tx)),
        ),
    ]
