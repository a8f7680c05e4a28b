"""How long points last, and until when they are pending."""

from collections.abc import Collection

from paraguas.loyalty.model import LotLeft, Programme
from paraguas.values.time import DAY


def life_of(programme: Programme, place: str, forbidden: Collection[str]) -> int | None:
    """Tell how many microseconds usable points of a member last; None for ever.

    place: where the member lives, `CA-ON` or `ES`.  forbidden: places whose law lets no points
    expire by time alone.
    """
    country = place.partition("-")[0]
    if place in forbidden or country in forbidden:
        return None
    for row in programme.expiry:
        if not row.places or place in row.places or country in row.places:
            return None if row.days is None else row.days * DAY
    return None


def usable_from(programme: Programme, arrived_at: int | None) -> int | None:
    """Tell when the return window closes; None as long as `arrived_at`, of the last goods, is."""
    return None if arrived_at is None else arrived_at + programme.window_days * DAY


def expiring_first(lot: LotLeft) -> tuple[bool, bool, int, int]:
    """Order lots: what expires first, then what never does, then what may not be spent yet."""
    return (not lot.usable, lot.expires_at is None, lot.expires_at or 0, lot.lot_no)
