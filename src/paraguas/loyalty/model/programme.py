"""What points are earned and spent by, and what that comes to."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

WHOLE_PCM = 100_000
"""A whole in thousandths of a percent."""


class Rate(Struct, frozen=True):
    """Points for money in a currency, and money for points: each so many for so many."""

    earn_points: int
    earn_minor: int
    burn_points: int
    burn_minor: int


class Tier(Struct, frozen=True):
    """A level of members: from so many qualifying points on; it adds to what they earn."""

    code: str
    from_points: int
    extra_pcm: int = 0


class EarnRow(Struct, frozen=True):
    """A rule of earning; what it names nothing of, it does not ask.

    extra_pcm: thousandths of a percent on top of a line's points.  each: points for each unit of a
    line.  once: points for an order whose lines reach `least_minor` of its currency together.
    none: such lines earn nothing.  from_on, until_on: days of a campaign, half-open.
    """

    code: str
    skus: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    tax_categories: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    from_on: date | None = None
    until_on: date | None = None
    extra_pcm: int = 0
    each: int = 0
    once: int = 0
    least_minor: Mapping[str, int] = field(default_factory=dict)
    none: bool = False


class Expiry(Struct, frozen=True):
    """How many days usable points last for members of some places; None for ever."""

    places: frozenset[str] = frozenset()
    days: int | None = None


class Programme(Struct, frozen=True):
    """What points are earned and spent by.

    window_days: after goods arrived, until which they may come back.  lookback_days: of tiers.
    grace_days: so long a tier is kept that is not reached any more.  back_days: given back points
    last so long at least.  expected_pcm: of the points issued, what is expected to be spent.
    currency: what authority over points is measured in.
    """

    code: str
    currency: str
    rates: Mapping[str, Rate]
    tiers: tuple[Tier, ...]
    rows: tuple[EarnRow, ...]
    expiry: tuple[Expiry, ...]
    partners: frozenset[str]
    window_days: int
    lookback_days: int
    grace_days: int
    back_days: int
    expected_pcm: int
    version: int = 0

    def tier(self, code: str) -> Tier | None:
        """Find a tier by its code."""
        return next((tier for tier in self.tiers if tier.code == code), None)


class SavedProgramme(Struct, frozen=True):
    """A version of a programme as it was written: who saved it, when and why."""

    programme: Programme
    text: str
    saved_at: int
    saved_by: str
    reason: str


class KeptLine(Struct, frozen=True):
    """A line of an order as far as it is kept; amount_minor is what that part costs."""

    line_no: int
    sku: str
    product: str
    department: str
    tax_category: str
    quantity: int
    amount_minor: int


class Terms(Struct, frozen=True):
    """What an order earns by, frozen when it did first; place: `ES` or `CA-ON`."""

    programme: Programme
    tier: str
    place: str
    currency: str
    day: date


class Earning(Struct, frozen=True):
    """What kept lines earn; allocated_minor: the part of their price that points are sold for."""

    points: int
    qualifying: int
    amount_minor: int
    allocated_minor: int


class TierStanding(Struct, frozen=True):
    """Where a member stands; next_tier and missing: what it takes for the next one, if any."""

    tier: str
    qualifying: int
    next_tier: str | None = None
    missing: int = 0
