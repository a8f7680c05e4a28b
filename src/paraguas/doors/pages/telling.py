"""How pages put numbers into words: how long until, what tone a status has, what an item is."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from babel import Locale
from babel.dates import format_timedelta

from paraguas.doors.documents.together import Together, together
from paraguas.orders.model import PlacedLine
from paraguas.orders.rules.telling import Told
from paraguas.plumbing.addresses import postal_lines
from paraguas.values.place import Address
from paraguas.values.quantity import Unit
from paraguas.values.time import MINUTE
from paraguas.values.words import Words

SOON = 30 * MINUTE
"""Less than this before a promise, a task is pressing."""

TONES = {
    "good": {
        *("paid", "fulfilled", "delivered", "completed", "kept", "handed_over", "done", "ready"),
        *("sent", "shipped", "customer_here"),
    },
    "bad": {"declined", "broken", "over_charged", "failed", "expired", "refused", "missed"},
    "wait": {
        *("pending", "partly_paid", "partly_fulfilled", "moved", "unknown", "queued"),
        *("waiting", "partly_refunded", "staged", "picking", "packed", "sent"),
    },
    "quiet": {"cancelled", "voided", "dropped", "refunded"},
}


def tone(status: str) -> str:
    """Give the tone of a status, which colours its badge; its words say the same."""
    return next((name for name, statuses in TONES.items() if status in statuses), "info")


def iso_day(on: str) -> date:
    """Read a day as it is kept, to be worded."""
    return date.fromisoformat(on)


def pressing(at: int, now: int) -> str:
    """Give the tone of a time by when something is due."""
    if at < now:
        return "bad"
    return "wait" if at - now < SOON else "quiet"


def until(words: Words, at: int, now: int) -> str:
    """Tell how long it is until a time, or by how much it is over."""
    span = _span(words, abs(at - now), directed=False)
    return words.say("pages.time.late" if at < now else "pages.time.left", span=span)


def ago(words: Words, at: int, now: int) -> str:
    """Tell how long ago a time was."""
    return _span(words, at - now, directed=True)


def items(words: Words, told: Sequence[Told]) -> list[str]:
    """Name items with their quantity."""
    return [
        words.say(
            "letters.times", count=words.quantity(one.quantity, Unit(one.unit)), title=one.title
        )
        for one in told
    ]


def address_lines(address: Address) -> list[str]:
    """Give the lines of an address as they stand on a parcel."""
    return postal_lines(address)


def as_sold(entries: Iterable[PlacedLine]) -> list[Together]:
    """Put lines together as they were sold: a bundle is one, with its parts."""
    return together(entries)


def unit(name: str) -> Unit:
    """Read the name of a unit."""
    return Unit(name)


def _span(words: Words, microseconds: int, *, directed: bool) -> str:
    return format_timedelta(
        timedelta(microseconds=microseconds),
        granularity="minute",
        threshold=1.5,
        add_direction=directed,
        format="long" if directed else "short",
        locale=words.locale,
    )


def tongue(language: str) -> str:
    """Name a language in itself."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]
