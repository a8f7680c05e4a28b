"""Which tier a member has: by what counted lately, kept for a while where it is not reached."""

from collections.abc import Iterable, Sequence

from paraguas.loyalty.model import Event, EventKind, Programme, Tier, TierStanding
from paraguas.values.time import DAY

Counted = tuple[int, int]
"""An instant, and the qualifying points of then that are still kept."""


def counted(events: Iterable[Event]) -> list[Counted]:
    """Tell what counts towards tiers: what was earned, as it was last revised, when it was."""
    told = list(events)
    final = {one.of_event: one.qualifying for one in told if one.kind is EventKind.REVISED}
    return [
        (one.at, final.get(one.event_no, one.qualifying))
        for one in told
        if one.kind is EventKind.EARNED
    ]


def tier_standing(programme: Programme, history: Sequence[Counted], at: int) -> TierStanding:
    """Tell the tier at an instant, and what is missing for the next one.

    A tier that was reached is kept for the days of grace after it would be lost.
    """
    now = _sum(programme, history, at)
    since = at - programme.grace_days * DAY
    looked_at = [at, since, *(then for then, _ in history if since < then <= at)]
    most = max(_sum(programme, history, then) for then in looked_at)
    tier = _reached(programme, most)
    coming = next((one for one in programme.tiers if one.from_points > most), None)
    if coming is None:
        return TierStanding(tier.code, now)
    return TierStanding(tier.code, now, coming.code, coming.from_points - now)


def _sum(programme: Programme, history: Sequence[Counted], at: int) -> int:
    since = at - programme.lookback_days * DAY
    return sum(points for then, points in history if since < then <= at)


def _reached(programme: Programme, points: int) -> Tier:
    return max(
        (tier for tier in programme.tiers if tier.from_points <= points),
        key=lambda tier: tier.from_points,
    )
