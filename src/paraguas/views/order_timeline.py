"""What happened to an order, told in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from paraguas.network.queries import Network, network
from paraguas.orders.queries import order
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.staff.queries import directory
from paraguas.values.ids import PlaceId
from paraguas.values.words import Words
from paraguas.views.timeline import FactPage, Told, facts_of

UNTOLD = "…"
_BLANKS = (
    *("number", "amount", "units", "counter", "was", "span", "until", "cause", "kind", "state"),
    *("reason", "place", "bay", "proof", "carrier", "tracking", "problem"),
)
_SPANS = (("earliest_at", "latest_at"), ("start_at", "end_at"))
_AMOUNTS = ("total_minor", "amount_minor", "gross_minor")


@dataclass(frozen=True, slots=True)
class Happening:
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
    names = {actor.code: actor.name for actor in directory(tx).actors}
    page = facts_of(tx, order_id, after=after, most=most)
    told = tuple(_happening(one, placed.currency, net, words, names) for one in page.facts)
    return told, page


def _happening(
    one: Told, currency: str, net: Network, words: Words, names: Mapping[str, str]
) -> Happening:
    channel = net.channel(one.door)
    return Happening(
        *(one.at, one.name, words.moment(one.at), _hand(one.actor, words, names)),
        _hand(one.on_behalf_of, words, names) if one.on_behalf_of else None,
        _hand(one.assisted_by, words, names) if one.assisted_by else None,
        channel.name if channel else one.door,
        tell(one.name, {"currency": currency, **one.body}, net, words),
        one.reason,
    )


def tell(name: str, body: Mapping[str, Any], net: Network, words: Words) -> str:
    """Tell a fact in a sentence; one without words of its own goes by its name."""
    sentence = words.texts.get(f"timeline.told.{name}")
    if sentence is None:
        return name
    plain = {blank: str(body[blank]) for blank in _BLANKS if body.get(blank) not in {None, ""}}
    return sentence.format_map(dict.fromkeys(_BLANKS, UNTOLD) | plain | _read(body, net, words))


def _read(body: Mapping[str, Any], net: Network, words: Words) -> dict[str, str]:
    read: dict[str, str] = {}
    if place := net.place(PlaceId(body.get("place_id") or "")):
        read["place"] = place.name
    if (amount := _amount(body)) is not None:
        read["amount"] = words.money(amount, body["currency"])
    if "lines" in body:
        read["units"] = words.number(sum(map(_units, body["lines"])))
    for key, text in (
        ("counter", f"timeline.counter.{body.get('counter')}"),
        ("cause", f"letters.why.{body.get('cause')}"),
        ("kind", f"groups.{body.get('kind')}"),
    ):
        if text in words.texts:
            read[key] = words.texts[text]
    return read | _times(body, words)


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


def _units(line: Any) -> int:
    return int(line["quantity"] if isinstance(line, dict) else line[1])


def _hand(actor: str, words: Words, names: Mapping[str, str]) -> str:
    return names.get(actor) or words.texts.get(f"timeline.hand.{actor}") or actor
