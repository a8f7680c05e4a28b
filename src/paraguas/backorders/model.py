"""The nouns of back-orders."""

from enum import StrEnum

from msgspec import Struct

from paraguas.values.ids import BasketId, OrderId, PlaceId, SkuId, digest_id


class Authorise(StrEnum):
    """When a card is asked for the money of an order nothing of which can leave yet."""

    PLACING = "placing"
    RELEASE = "release"


class Terms(Struct, frozen=True, gc=False):
    """How a SKU may be sold in a market before it is there; where all is off, there are none.

    against_supply: from purchase orders, by their dates.  cap: units beyond those, at most, which
    `place_id` serves and which are promised so many days ahead (`lead_days`).  available_on: the
    day (ISO, of the market) before which nothing is handed out.
    """

    sku_id: SkuId
    market: str
    against_supply: bool = False
    cap: int = 0
    place_id: PlaceId | None = None
    lead_days: int = 0
    available_on: str | None = None
    authorise: Authorise = Authorise.PLACING

    @property
    def says_nothing(self) -> bool:
        """Whether a SKU is sold under them as under none."""
        return not (self.against_supply or self.cap or self.available_on)


class Pool(Struct, frozen=True, gc=False):
    """Units of a SKU at a place that may be sold before they are there.

    market: whose cap it is; empty for units of a purchase order, whose id is `pool_id`.
    expected_on: the day (ISO, of the place) the supplier says; None under a cap.
    """

    sku_id: SkuId
    pool_id: str
    place_id: PlaceId
    market: str
    units: int
    taken: int
    expected_on: str | None

    @property
    def free(self) -> int:
        """Units that may still be promised."""
        return max(0, self.units - self.taken)

    @property
    def over(self) -> int:
        """Units promised that do not come any more; a cap that was lowered takes nothing back."""
        return 0 if self.market else max(0, self.taken - self.units)


class WaitingState(StrEnum):
    """What became of units that waited."""

    WAITING = "waiting"
    SERVED = "served"
    DROPPED = "dropped"


class Waiting(Struct, frozen=True, gc=False):
    """Units of an order line that no place has yet.

    place_id: where they come to.  market: where they were sold.  asked_at: since when they wait;
    who waits longer is served first.  promised_at: when the person was told to have them.
    """

    order_id: OrderId
    waiting_no: int
    group_no: int
    line_no: int
    sku_id: SkuId
    place_id: PlaceId
    market: str
    pool_id: str
    quantity: int
    asked_at: int
    promised_at: int
    state: WaitingState = WaitingState.WAITING
    ended_at: int | None = None


class PoolHold(Struct, frozen=True, gc=False):
    """Units of a pool that a basket keeps until an instant; nobody else is promised them."""

    sku_id: SkuId
    pool_id: str
    basket_id: BasketId
    quantity: int
    expires_at: int


def cap_id(sku_id: SkuId, market: str) -> str:
    """Name the pool of a market's cap of a SKU."""
    return digest_id("backorder cap", sku_id, market)
