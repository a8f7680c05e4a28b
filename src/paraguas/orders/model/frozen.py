"""An order as decided: frozen at placement."""

from collections.abc import Mapping

from msgspec import Struct

from paraguas.orders.model.kinds import FulfilmentStatus, GroupKind, OrderStatus, PromiseState
from paraguas.orders.model.wish import Gift, Wish
from paraguas.values.ids import EntityId, FulfilmentId, OrderId, PlaceId, RecordId, SkuId
from paraguas.values.place import Address


class Bundled(Struct, frozen=True, gc=False):
    """The bundle a line is part of: its number in the order, how many, units of the line in each.

    separable: units of the line may be cancelled without the rest of the bundle.
    """

    bundle_no: int
    code: str
    title: str
    quantity: int
    each: int
    separable: bool = False


class Line(Struct, frozen=True, gc=False):
    """A line as frozen at placement; amounts in minor units of the order's currency.

    amount_minor is what the line costs with discounts taken off: with its tax in markets whose
    prices include tax, without it elsewhere.  tax_rate_pcm: thousandths of a percent, the sum of
    tax_parts where several taxes make it up.  tax_reason: the code of why nothing is taxed.
    """

    line_no: int
    group_no: int
    sku_id: SkuId
    code: str
    title: str
    unit: str
    quantity: int
    unit_price_minor: int
    per: int
    discount_minor: int
    amount_minor: int
    tax_category: str
    jurisdiction: str
    tax_rate_pcm: int
    tax_minor: int
    service: bool = False
    bound_to: int | None = None
    tax_treatment: str = "standard"
    tax_reason: str = ""
    tax_parts: tuple[tuple[str, int], ...] = ()
    bundle: Bundled | None = None


class Group(Struct, frozen=True, gc=False):
    """A group: how its lines go out, where to, and whom they are a present for."""

    group_no: int
    kind: GroupKind
    place_id: PlaceId | None
    address: Address | None
    gift: Gift | None = None

    def addressee(self, buyer: str) -> str:
        """Name who receives it: of a present whom it is for, else its buyer."""
        return (self.gift.recipient if self.gift else "") or buyer


class Allocation(Struct, frozen=True, gc=False):
    """Units of a line at the place that hands them out; status open, done or released."""

    allocation_no: int
    line_no: int
    place_id: PlaceId
    quantity: int
    fulfilment_id: FulfilmentId
    status: str = "open"


class Promise(Struct, frozen=True, gc=False):
    """What the person is told for a group: ready, there, or attended to between two instants."""

    promise_no: int
    group_no: int
    kind: str
    earliest_at: int
    latest_at: int
    source: str
    made_at: int
    door: str
    state: PromiseState = PromiseState.OPEN
    cause: str | None = None


class Order(Struct, frozen=True, gc=False):
    """An order as decided, ready to be written; immutable ever after but for its statuses.

    counters: how far its lines came by the placing itself: counter -> line_no -> units.
    record_id: of what it told of its person, where it brought a contact point.
    """

    order_id: OrderId
    number: str
    wish: Wish
    entity_id: EntityId
    place_id: PlaceId | None
    currency: str
    language: str
    prices_include_tax: bool
    policy_version: int
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    allocations: tuple[Allocation, ...]
    promises: tuple[Promise, ...]
    goods_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    status: OrderStatus
    payment_status: str
    fulfilment_status: FulfilmentStatus
    counters: Mapping[str, Mapping[int, int]]
    record_id: RecordId | None = None
