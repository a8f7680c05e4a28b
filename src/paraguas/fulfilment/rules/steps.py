"""The one table of steps: from where a fulfilment stands, what may follow."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from paraguas.fulfilment.errors import FulfilmentHeld, FulfilmentScheduled, StepNotAllowed
from paraguas.fulfilment.model import Fulfilment, Kind, Status
from paraguas.values.time import iso


class Step(StrEnum):
    """What can be done with a fulfilment."""

    HOLD = "hold"
    FREE = "free"
    RELEASE = "release"
    ACCEPT = "accept"
    PICK = "pick"
    SEND = "send"
    ARRIVE = "arrive"
    STAGE = "stage"
    MAKE_READY = "make_ready"
    NOTE_ARRIVAL = "note_arrival"
    HAND_OVER = "hand_over"
    PACK = "pack"
    SHIP = "ship"
    DELIVER = "deliver"
    REFUSE = "refuse"
    CANCEL = "cancel"
    EXPIRE = "expire"


class Way(NamedTuple):
    """For which kinds a step is, from which statuses, and to which."""

    kinds: frozenset[Kind]
    starts: frozenset[Status]
    end: Status


_TASKS = frozenset((Kind.SHIP, Kind.PICK_UP, Kind.SERVICE))
_GOODS = frozenset((Kind.SHIP, Kind.PICK_UP))
_PARCELS = frozenset((Kind.SHIP,))
_PICK_UPS = frozenset((Kind.PICK_UP,))
_BEGUN = (Status.RELEASED, Status.ACCEPTED, Status.PICKING, Status.STAGED)

WAYS: Mapping[Step, Way] = {
    Step.HOLD: Way(_TASKS, frozenset((Status.WAITING, Status.RELEASED)), Status.HELD),
    Step.FREE: Way(_TASKS, frozenset((Status.HELD,)), Status.WAITING),
    Step.RELEASE: Way(_TASKS, frozenset((Status.WAITING,)), Status.RELEASED),
    Step.ACCEPT: Way(_TASKS, frozenset((Status.RELEASED,)), Status.ACCEPTED),
    Step.PICK: Way(_GOODS, frozenset((Status.ACCEPTED,)), Status.PICKING),
    Step.SEND: Way(_PICK_UPS, frozenset((Status.PICKING,)), Status.SENT),
    Step.ARRIVE: Way(_PICK_UPS, frozenset((Status.SENT,)), Status.PICKING),
    Step.STAGE: Way(_PICK_UPS, frozenset((Status.PICKING,)), Status.STAGED),
    Step.MAKE_READY: Way(_PICK_UPS, frozenset((Status.STAGED,)), Status.READY),
    Step.NOTE_ARRIVAL: Way(_PICK_UPS, frozenset((Status.READY,)), Status.CUSTOMER_HERE),
    Step.HAND_OVER: Way(
        _PICK_UPS, frozenset((Status.READY, Status.CUSTOMER_HERE)), Status.HANDED_OVER
    ),
    Step.PACK: Way(_PARCELS, frozenset((Status.PICKING,)), Status.PACKED),
    Step.SHIP: Way(_PARCELS, frozenset((Status.PACKED,)), Status.SHIPPED),
    Step.DELIVER: Way(_PARCELS, frozenset((Status.SHIPPED,)), Status.DELIVERED),
    Step.REFUSE: Way(_TASKS, frozenset(_BEGUN), Status.REFUSED),
    Step.CANCEL: Way(
        _TASKS,
        frozenset(
            (
                Status.WAITING,
                Status.HELD,
                *_BEGUN,
                Status.READY,
                Status.CUSTOMER_HERE,
                Status.PACKED,
            )
        ),
        Status.CANCELLED,
    ),
    Step.EXPIRE: Way(_PICK_UPS, frozenset((Status.READY,)), Status.EXPIRED),
}

_BEGINNING = frozenset((Step.ACCEPT, Step.PICK))
_WORK = _BEGINNING | {Step.SEND, Step.STAGE, Step.MAKE_READY, Step.HAND_OVER, Step.PACK, Step.SHIP}


def after(found: Fulfilment, step: Step) -> Status:
    """Tell where a fulfilment stands after a step; refuses StepNotAllowed."""
    way = WAYS[step]
    if not _follows(found, step, way):
        raise StepNotAllowed(step=step.value, status=found.status.value)
    return way.end


def check_free(found: Fulfilment, step: Step, at: int) -> None:
    """Refuse work on what is held (FulfilmentHeld) or begins later (FulfilmentScheduled)."""
    if found.hold is not None and step in _WORK:
        raise FulfilmentHeld(reason=found.hold)
    if found.not_before is not None and at < found.not_before and step in _BEGINNING:
        raise FulfilmentScheduled(not_before=iso(found.not_before))


def next_steps(found: Fulfilment) -> tuple[Step, ...]:
    """The steps open to a fulfilment, for a desk to offer."""
    return tuple(step for step, way in WAYS.items() if _follows(found, step, way))


def _follows(found: Fulfilment, step: Step, way: Way) -> bool:
    """Goods that are fetched elsewhere are sent there, not put into a bay here."""
    elsewhere = found.to_place_id is not None
    if (step is Step.SEND and not elsewhere) or (step is Step.STAGE and elsewhere):
        return False
    return found.kind in way.kinds and found.status in way.starts


def statuses_of(kind: Kind) -> frozenset[Status]:
    """The statuses a fulfilment of a kind can ever have."""
    if kind is Kind.CARRY_OUT:
        return frozenset((Status.HANDED_OVER,))
    ways = [way for way in WAYS.values() if kind in way.kinds]
    return frozenset((Status.WAITING, *(way.end for way in ways)))
