"""Facts fulfilment announces, all in the stream of the order."""

from typing import ClassVar

from msgspec import Struct


class _Part(Struct, frozen=True, gc=False):
    """Something became of a fulfilment."""

    order_id: str
    fulfilment_id: str
    group_no: int
    place_id: str
    kind: str


class _Step(_Part, frozen=True, gc=False):
    """It took a step; lines are pairs of line number and quantity."""

    lines: tuple[tuple[int, int], ...]


class FulfilmentReleased(_Part, frozen=True, gc=False):
    """The place may begin, with all of its part: the payment stands."""

    name: ClassVar[str] = "fulfilment.released.v1"


class FulfilmentAccepted(_Step, frozen=True, gc=False):
    """The place took the task on."""

    name: ClassVar[str] = "fulfilment.accepted.v1"


class PickingStarted(_Step, frozen=True, gc=False):
    """Somebody went to get the goods."""

    name: ClassVar[str] = "picking.started.v1"


class GoodsStaged(_Step, frozen=True, gc=False):
    """The goods wait in a bay."""

    name: ClassVar[str] = "goods.staged.v1"
    bay: str


class GoodsReady(_Step, frozen=True, gc=False):
    """The customer can come, until `collect_until`."""

    name: ClassVar[str] = "goods.ready.v1"
    collect_until: int


class CustomerArrived(_Step, frozen=True, gc=False):
    """The customer is at the place."""

    name: ClassVar[str] = "customer.arrived.v1"


class GoodsHandedOver(_Step, frozen=True, gc=False):
    """The customer has the goods; proof is `code`, `identity` or `nominated`."""

    name: ClassVar[str] = "goods.handed_over.v1"
    said: ClassVar[tuple[str, ...]] = ("note",)
    proof: str
    note: str


class GoodsPacked(_Step, frozen=True, gc=False):
    """The goods are in their parcel."""

    name: ClassVar[str] = "goods.packed.v1"


class GoodsShipped(_Step, frozen=True, gc=False):
    """A carrier has the goods."""

    name: ClassVar[str] = "goods.shipped.v1"
    carrier: str
    tracking: str


class GoodsSent(_Step, frozen=True, gc=False):
    """Goods of a pick-up are on their way to the store they are fetched in."""

    name: ClassVar[str] = "goods.sent.v1"
    from_place_id: str
    carrier: str
    tracking: str


class GoodsArrived(_Step, frozen=True, gc=False):
    """They are in the store they are fetched in."""

    name: ClassVar[str] = "goods.arrived.v1"
    from_place_id: str


class GoodsDelivered(_Step, frozen=True, gc=False):
    """The customer has the parcel."""

    name: ClassVar[str] = "goods.delivered.v1"


class FulfilmentRefused(_Step, frozen=True, gc=False):
    """The place said no to these lines; whole_sku: it has none left for anybody."""

    name: ClassVar[str] = "fulfilment.refused.v1"
    said: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str
    whole_sku: bool
    keeps_rest: bool


class FulfilmentHeld(_Step, frozen=True, gc=False):
    """Nobody works on it until it is resumed."""

    name: ClassVar[str] = "fulfilment.held.v1"
    said: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str


class FulfilmentResumed(_Step, frozen=True, gc=False):
    """Work on it may go on."""

    name: ClassVar[str] = "fulfilment.resumed.v1"


class FulfilmentScheduled(_Step, frozen=True, gc=False):
    """Work on it begins at an instant, at once with none."""

    name: ClassVar[str] = "fulfilment.scheduled.v1"
    said: ClassVar[tuple[str, ...]] = ("reason",)
    not_before: int | None
    reason: str


class FulfilmentSplit(_Step, frozen=True, gc=False):
    """These lines go on as a fulfilment of their own."""

    name: ClassVar[str] = "fulfilment.split.v1"
    said: ClassVar[tuple[str, ...]] = ("reason",)
    new_fulfilment_id: str
    reason: str


class FulfilmentMerged(_Step, frozen=True, gc=False):
    """Its lines go on in another fulfilment of the same place."""

    name: ClassVar[str] = "fulfilment.merged.v1"
    said: ClassVar[tuple[str, ...]] = ("reason",)
    into_fulfilment_id: str
    reason: str


class FulfilmentOwned(_Part, frozen=True, gc=False):
    """Somebody looks after it, or nobody any more."""

    name: ClassVar[str] = "fulfilment.owned.v1"
    owner: str | None


class FulfilmentCancelled(_Step, frozen=True, gc=False):
    """These lines are not wanted any more."""

    name: ClassVar[str] = "fulfilment.cancelled.v1"
    keeps_rest: bool


class GoodsUncollected(_Step, frozen=True, gc=False):
    """Nobody came in time; the goods go back to stock."""

    name: ClassVar[str] = "goods.uncollected.v1"
