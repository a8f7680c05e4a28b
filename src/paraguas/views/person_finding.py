"""Find a person by whatever somebody holds: a number on a paper, a contact point, a name."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import bindparam, select

from paraguas.customers.model import ChannelId, Details
from paraguas.customers.queries import look_up, person_ids, persons
from paraguas.customers.rules.phones import phone_point
from paraguas.customers.rules.surviving import Person
from paraguas.invoices.rules.numbering import read_number
from paraguas.invoices.tables import invoice_numbers
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.returns import queries as returns
from paraguas.values.ids import OrderId, PersonId, is_id

_n = invoice_numbers.c
_BILLED = Prepared(
    select(_n.order_id).where(
        _n.series == bindparam("series"),
        _n.year == bindparam("year"),
        _n.number == bindparam("number"),
    )
)
_LEAST_DIGITS = 6
"""Fewer digits are no phone and no card."""


class FoundBy(StrEnum):
    """What led to a person."""

    ID = "id"
    ORDER = "order"
    INVOICE = "invoice"
    RETURN = "return"
    IDENTIFIER = "identifier"
    NAME = "name"


class Hit(Struct, frozen=True):
    """A person who was found, and by what."""

    person: Person
    by: FoundBy


def find_persons(tx: Tx, text: str, *, most: int) -> list[Hit]:
    """Find persons by an id, an order, receipt, invoice or return number, any identifier, a name.

    A receipt bears the number of its order.  An identifier of a channel is written with its kind:
    `whatsapp:ES.1234`.  Those that a number leads to come first.
    """
    text = text.strip()
    led: dict[PersonId, FoundBy] = {}
    for by, found in _trails(tx, text, most):
        for person_id in found:
            led.setdefault(person_id, by)
    shown = list(led)[:most]
    known = persons(tx, shown)
    return [Hit(known[one], led[one]) for one in shown]


def _trails(tx: Tx, text: str, most: int) -> Iterator[tuple[FoundBy, Iterable[PersonId]]]:
    if is_id(text):
        yield FoundBy.ID, person_ids(tx, [text]).values()
    bought = orders.find(tx, text, secret=secret(tx, "contact"), most=most)
    by = FoundBy.IDENTIFIER if _is_point(text) else FoundBy.ORDER
    yield by, _of_orders(tx, bought)
    yield FoundBy.INVOICE, _of_orders(tx, _billed(tx, text))
    sent_back = [OrderId(one.order_id) for one in returns.find_number(tx, text)]
    yield FoundBy.RETURN, _of_orders(tx, sent_back)
    countries = {market.country for market in network(tx).markets}
    yield FoundBy.IDENTIFIER, _looked_up(tx, _identifiers(text, countries), most)
    if not _is_point(text):
        given, _, families = text.partition(" ")
        yield FoundBy.NAME, _looked_up(tx, Details(given_name=given, family_name=families), most)
        yield FoundBy.NAME, _looked_up(tx, Details(name=text), most)


def _billed(tx: Tx, text: str) -> list[OrderId]:
    number = read_number(text)
    if number is None:
        return []
    series, year, digits = number
    rows = tx.all(_BILLED, series=series, year=year, number=digits)
    return [OrderId(row.order_id) for row in rows]


def _of_orders(tx: Tx, order_ids: list[OrderId]) -> Iterable[PersonId]:
    told = [one.record_id for one in orders.orders(tx, order_ids) if one.record_id]
    return person_ids(tx, told).values()


def _looked_up(tx: Tx, details: Details, most: int) -> Iterable[PersonId]:
    return [one.person_id for one in look_up(tx, details, most=most)]


def _identifiers(text: str, countries: Iterable[str]) -> Details:
    kind, colon, value = text.partition(":")
    # People say their phone as at home; wherever the brand sells may be that.
    ways = (phone_point(text, country) for country in sorted({"", *countries}))
    return Details(
        emails=(text,) if "@" in text else (),
        phones=tuple(dict.fromkeys(filter(None, ways))) if "@" not in text else (),
        loyalty_cards=(text,) if _digits(text) >= _LEAST_DIGITS else (),
        channel_ids=(ChannelId(kind, value),) if colon and len(kind) <= 24 else (),
        national_id=text if _digits(text) >= _LEAST_DIGITS else "",
    )


def _is_point(text: str) -> bool:
    return "@" in text or (_digits(text) >= _LEAST_DIGITS and not any(map(str.isalpha, text)))


def _digits(text: str) -> int:
    return sum(map(str.isdecimal, text))
