"""What happened to an order, told in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from paraguas.network.queries import Network, network
from paraguas.orders.model import Line
from paraguas.orders.queries import order
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.staff.queries import directory
from paraguas.values.ids import PlaceId
from paraguas.values.quantity import Unit
from paraguas.values.words import Words
from paraguas.views.timeline import FactPage, Told, facts_of

UNTOLD = "…"
MOST_ITEMS = 3
"""Items a sentence names; how many more there are is only counted."""

_BLANKS = (
    "source",
    *("number", "amount", "items", "counter", "was", "span", "until", "cause", "kind", "state"),
    *("reason", "place", "bay", "proof", "carrier", "tracking", "problem", "moment", "title"),
    *("points", "usable", "expired"),
)
_WORDED = {
    "counter": ("timeline.counter",),
    "state": ("timeline.closed", "pages.claim.state"),
    "kind": ("timeline.promise", "timeline.money", "customers.said"),
    "proof": ("timeline.proof",),
    "cause": ("timeline.cause", "letters.why"),
    "reason": ("timeline.cause", "timeline.declined"),
    "moment": ("timeline.letter",),
    "source": ("customers.source",),
}
"""Field of a fact -> where its codes are worded; what people wrote themselves stays as it is."""

_SPANS = (("earliest_at", "latest_at"), ("start_at", "end_at"))
_NUMBERS = ("points", "was", "usable", "expired")
_AMOUNTS = ("total_minor", "amount_minor", "gross_minor")


class Happening(Struct, frozen=True):
    """A line of an order's life, for a reader: when, who, through which door, what.

    when: on the clock of the order's market.
    """

    at: int
    name: str
    when: str
    who: str
    on_behalf_of: str | None
    assisted_by: str | None
    door: str
    what: str
    reason: str | None


class Reading(Struct, frozen=True):
    """What facts are told with.

    lines: of the order, by their number.  names: of those who act, by their code.
    """

    words: Words
    net: Network
    lines: Mapping[int, Line]
    names: Mapping[str, str]

    def hand(self, actor: str) -> str:
        """Name who did something."""
        return self.names.get(actor) or self.words.texts.get(f"timeline.hand.{actor}") or actor


def order_timeline(
    tx: Tx, order_id: str, *, language: str, after: str = "", most: int = 200
) -> tuple[tuple[Happening, ...], FactPage]:
    """Tell an order's life, the oldest first, with the page of facts it is told from.

    Raises OrderAbsent.
    """
    placed = order(tx, order_id)
    net = network(tx)
    market = net.market(placed.market)
    words = speak(language, market.zone if market else "UTC", market.country if market else "")
    reading = Reading(
        words,
        net,
        {entry.line.line_no: entry.line for entry in placed.lines},
        {actor.code: actor.name for actor in directory(tx).actors},
    )
    page = facts_of(tx, order_id, after=after, most=most)
    return tuple(happening(one, placed.currency, reading) for one in page.facts), page


def happening(one: Told, currency: str, reading: Reading) -> Happening:
    """Tell a fact to a reader.

    currency: of amounts that name none.
    """
    words, channel = reading.words, reading.net.channel(one.door)
    return Happening(
        *(one.at, one.name, words.moment(one.at), reading.hand(one.actor)),
        reading.hand(one.on_behalf_of) if one.on_behalf_of else None,
        reading.hand(one.assisted_by) if one.assisted_by else None,
        channel.name if channel else one.door,
        tell(one.name, {"currency": currency, **one.body}, reading),
        _worded("reason", one.reason, words) if one.reason else None,
    )


def tell(name: str, body: Mapping[str, Any], reading: Reading) -> str:
    """Tell a fact in a sentence; one without words of its own goes by its name."""
    words = reading.words
    sentence = words.texts.get(f"timeline.told.{name}")
    if sentence is None:
        return name
    plain = {blank: str(body[blank]) for blank in _BLANKS if body.get(blank) not in {None, ""}}
    worded = {blank: _worded(blank, plain[blank], words) for blank in _WORDED if blank in plain}
    read = _read(body, reading)
    return sentence.format_map(dict.fromkeys(_BLANKS, UNTOLD) | plain | worded | read)


def _worded(blank: str, code: str, words: Words) -> str:
    known = (words.texts.get(f"{section}.{code}") for section in _WORDED[blank])
    return next(filter(None, known), code)


def _read(body: Mapping[str, Any], reading: Reading) -> dict[str, str]:
    words = reading.words
    read: dict[str, str] = {}
    if place := reading.net.place(PlaceId(body.get("place_id") or "")):
        read["place"] = place.name
    if (amount := _amount(body)) is not None:
        read["amount"] = words.money(amount, body["currency"])
    read |= {name: words.number(body[name]) for name in _NUMBERS if isinstance(body.get(name), int)}
    if "lines" in body:
        read["items"] = _items(body["lines"], reading)
    return read | _times(body, words)


def _items(moved: Sequence[Any], reading: Reading) -> str:
    words, lines = reading.words, reading.lines
    units = [(lines[number], many) for number, many in map(_units, moved) if number in lines]
    named = ", ".join(
        words.say("letters.times", count=words.quantity(many, Unit(line.unit)), title=line.title)
        for line, many in units[:MOST_ITEMS]
    )
    more = len(units) - MOST_ITEMS
    return words.say("timeline.more", items=named, count=words.number(more)) if more > 0 else named


def _times(body: Mapping[str, Any], words: Words) -> dict[str, str]:
    read = {}
    for start, end in _SPANS:
        if start in body and end in body:
            read["span"] = words.span(body[start], body[end])
    if "was_earliest_at" in body:
        read["was"] = words.span(body["was_earliest_at"], body["was_latest_at"])
    elif (was := body.get("was_at", body.get("start_at"))) is not None:
        read["was"] = words.moment(was)
    if "collect_until" in body:
        read["until"] = words.moment(body["collect_until"])
    return read


def _amount(body: Mapping[str, Any]) -> int | None:
    if "net_minor" in body:
        return int(body["net_minor"]) + int(body["tax_minor"])
    return next((int(body[name]) for name in _AMOUNTS if name in body), None)


def _units(line: Any) -> tuple[int, int]:
    number, many = (line["line_no"], line["quantity"]) if isinstance(line, dict) else line[:2]
    return int(number), int(many)
