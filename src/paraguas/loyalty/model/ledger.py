"""What an account holds and what happened to it; orders that earn and burn."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class Ledger(StrEnum):
    """The accounts of the ledger: of the member the first three, of the programme the others."""

    PENDING = "pending"
    ACTIVE = "active"
    DEBT = "debt"
    ISSUED = "issued"
    ADJUSTMENTS = "adjustments"
    PARTNER = "partner"
    BURNT = "burnt"
    EXPIRED = "expired"


class EventKind(StrEnum):
    """What happened to an account; `passed` is time that let points become usable or expire."""

    EARNED = "earned"
    REVISED = "revised"
    TAKEN = "taken"
    GIVEN_BACK = "given_back"
    PASSED = "passed"


class Event(Struct, frozen=True, gc=False):
    """Something that happened to an account; numbers count from 1.

    ledger: the programme's account on the other side.  cause_id, cause_no: an order and 0 for what
    it earned, its transaction for what it took or gave back.  points: never below 0; of a revision,
    all that was earned.  of_event: what is revised, or given back of.  usable_at: None as long as
    nobody knows when the return window closes.
    life: microseconds points are good for from then on; None for ever.  back_life: how long given
    back points are good for at least.  qualifying: counts towards tiers.  version, tier: what it
    was earned by.  allocated_minor: the part of the order's price that points were sold for.
    """

    event_no: int
    kind: EventKind
    ledger: Ledger
    cause_id: str
    cause_no: int
    points: int
    at: int
    of_event: int = 0
    usable_at: int | None = None
    life: int | None = None
    back_life: int = 0
    qualifying: int = 0
    version: int = 0
    tier: str = ""
    amount_minor: int = 0
    currency: str = ""
    allocated_minor: int = 0
    actor: str = ""
    reason: str = ""


class Account(Struct, frozen=True, gc=False):
    """A member's points; balances count what was posted.

    place: where the member lives, `CA-ON` or `ES`; law there may forbid expiry.  record_id: the
    source record of the customer it is linked with.  pool_id: of the family that pays together.
    last_event: number of the latest.  next_at: when something may become usable or expire.
    """

    account_id: str
    number: str
    programme: str
    opened_at: int
    place: str = ""
    record_id: str | None = None
    pool_id: str | None = None
    version: int = 0
    last_event: int = 0
    active: int = 0
    pending: int = 0
    debt: int = 0
    next_at: int | None = None


class LotLeft(Struct, frozen=True, gc=False):
    """What is left of a lot; usable: whether it may be spent.  Without `expires_at` it stays."""

    lot_no: int
    points: int
    usable: bool
    usable_at: int | None
    expires_at: int | None


class Posting(Struct, frozen=True, gc=False):
    """Points on one account of the ledger; lot 0 stands for no lot."""

    lot_no: int
    ledger: Ledger
    points: int


class Burn(Struct, frozen=True, gc=False):
    """What a tender of an order took from an account, and what of it was given back."""

    order_id: str
    transaction_no: int
    account_id: str
    points: int
    amount_minor: int
    currency: str
    back_points: int = 0
    back_minor: int = 0


class EarningOrder(Struct, frozen=True, gc=False):
    """An order that earns: on which account, by which version and tier.

    place: of the market, for rules of a country.  day: the market's day it was placed on.  goods:
    product and department of each line by its number, as they were when it was bought.  event_no:
    of the account, that earned.  points, qualifying, allocated_minor, usable_at: as last told.
    """

    order_id: str
    account_id: str
    programme: str
    version: int
    tier: str
    place: str
    day: str
    goods: Mapping[int, tuple[str, str]]
    event_no: int = 0
    points: int = 0
    qualifying: int = 0
    allocated_minor: int = 0
    usable_at: int | None = None


class OrderPoints(Struct, frozen=True):
    """The points of an order: what its kept goods earn, what it spent and got back.

    number: of the account it earns on, by which version and tier; nothing where it earns nothing.
    usable_at: when they may be spent; nothing while goods are to come.
    """

    earned: int
    number: str | None
    version: int | None
    tier: str | None
    usable_at: int | None
    spent: int
    given_back: int


class PointsBalance(Struct, frozen=True):
    """What accounts hold together; spendable is never below 0."""

    active: int
    pending: int
    debt: int

    @property
    def spendable(self) -> int:
        """What may be spent now."""
        return max(0, self.active - self.debt)
