"""How right loyalty is over many histories, and how fast an account is told anew."""

from collections.abc import Callable
from random import Random
from time import perf_counter

from paraguas.doors.bench.points_histories import History, differing
from paraguas.doors.bench.report import Row, rounded
from paraguas.loyalty.rules.liability import revenue_minor
from paraguas.loyalty.rules.standing import replay

HISTORIES, VECTORS = "points of random histories, as if", "revenue of points, IFRS 15"
TOLD = "an account told anew, as after a return"
IFRS_VECTORS = (
    ((9_000, 4_500, 9_700, 0), 4_175),
    ((9_000, 8_500, 9_900, 4_175), 3_552),
    ((9_000, 8_500, 9_200, 4_175), 4_140),
)
"""Allocated, spent and expected points, revenue told before -> revenue of the period."""

_STEPS, _PAGE = 16, 1_000
_BUSY_STEPS, _TIMES = 400, 20
_MOST_MS = 10.0

Tell = Callable[[str], None]


def measure(histories: int, tell: Tell) -> list[Row]:
    """Measure; histories: how many random ones both pricers live."""
    return [_agreement(histories, tell), _vectors(), _speed()]


def _agreement(histories: int, tell: Tell) -> Row:
    found: list[str] = []
    begun = perf_counter()
    for first in range(0, histories, _PAGE):
        page = range(first, min(first + _PAGE, histories))
        found += differing(page, _STEPS, every=_STEPS)
        tell(f"{page.stop:,} of {histories:,} histories, {len(found)} different")
    seconds = perf_counter() - begun
    return Row(
        what=HISTORIES,
        database="",
        size=histories,
        unit="differences",
        ours=float(len(found)),
        bar=0.0,
        holds=not found,
        note=found[0] if found else f"{_STEPS} steps each, in {seconds:,.0f} s",
    )


def _vectors() -> Row:
    wrong = sum(revenue_minor(*given) != told for given, told in IFRS_VECTORS)
    return Row(
        what=VECTORS,
        database="",
        size=len(IFRS_VECTORS),
        unit="differences",
        ours=float(wrong),
        bar=0.0,
        holds=not wrong,
        note=", ".join(f"{told:,}" for _, told in IFRS_VECTORS),
    )


def _speed() -> Row:
    """Time what a return costs at worst: the whole story of an account told anew."""
    history = History(Random(1))  # noqa: S311 - histories to be compared, no secret
    history.live(_BUSY_STEPS, every=_BUSY_STEPS + 1)
    begun = perf_counter()
    for _ in range(_TIMES):
        replay(history.events)
    took = (perf_counter() - begun) / _TIMES * 1e3
    return Row(
        what=TOLD,
        database="",
        size=len(history.events),
        unit="ms",
        ours=rounded(took),
        ratio=rounded(_MOST_MS / took),
        bar=_MOST_MS,
        holds=took <= _MOST_MS,
        note="an account of so many events",
    )
