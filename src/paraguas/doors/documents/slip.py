"""Slips: what a receipt and a packing slip say, one content for page and paper."""

from collections.abc import Iterable

from msgspec import Struct

from paraguas.doors.documents.together import Together, together
from paraguas.fulfilment.model import Fulfilment
from paraguas.network.model import Entity, Place
from paraguas.orders.model import Group, PlacedLine, PlacedOrder
from paraguas.payments.model import Book
from paraguas.plumbing.addresses import postal_lines
from paraguas.plumbing.words import speak
from paraguas.values.quantity import Unit
from paraguas.values.words import Words

Pair = tuple[str, str]


class Slip(Struct, frozen=True):
    """All texts of a slip; pairs are a label and its value.

    head: who gives it, the name first.  to: whom it goes to.  rows: the goods.  sums: below the
    total, how it was paid and the tax in it.  total: None where nothing of money is told.
    """

    language: str
    title: str
    head: tuple[str, ...]
    to: tuple[str, ...]
    facts: tuple[str, ...]
    rows: tuple[Pair, ...]
    total: Pair | None = None
    sums: tuple[Pair, ...] = ()


def receipt_slip(order: PlacedOrder, money: Book, place: Place | None, entity: Entity) -> Slip:
    """Say what was bought and how it was paid, in the language of the order."""
    words = _words(order, place, entity)
    rows = tuple(
        row
        for one in together(order.lines)
        for row in (
            (_named(one, words), words.money(one.amount_minor, order.currency)),
            *((f"- {_named_part(entry, words)}", "") for entry in one.entries if one.bundle),
        )
    )
    return Slip(
        words.language,
        words.say("slips.receipt"),
        _head(place, entity, words),
        (),
        (words.say("slips.order", number=order.number), words.moment(order.placed_at)),
        rows,
        (words.say("documents.total"), words.money(order.total_minor, order.currency)),
        (*_tenders(money, words), *_taxes(order, words)),
    )


def packing_slip(order: PlacedOrder, part: Fulfilment, place: Place | None, entity: Entity) -> Slip:
    """Say what lies in a parcel and whom it is for; no price, for it may be a present."""
    words = _words(order, place, entity)
    lines = {entry.line.line_no: entry for entry in order.lines}
    group = next(one for one in order.groups if one.group_no == part.group_no)
    address = postal_lines(group.address) if group.address else []
    named = (order.person.name, order.person.organisation)
    if group.gift:
        named = (group.addressee(order.person.name), "")
    return Slip(
        words.language,
        words.say("slips.packing"),
        _head(place, entity, words),
        tuple(filter(None, (*named, *address))),
        (words.say("slips.order", number=order.number), *_greeting(order, group, words)),
        tuple(
            (_titled(lines[line_no]), words.quantity(units, Unit(lines[line_no].line.unit)))
            for line_no, _, units in part.portions
        ),
    )


def gift_receipt(order: PlacedOrder, group: Group, place: Place | None, entity: Entity) -> Slip:
    """Say what a present is, so that it can be exchanged or come back, and never what it cost."""
    words = _words(order, place, entity)
    own = [entry for entry in order.lines if entry.line.group_no == group.group_no]
    return Slip(
        words.language,
        words.say("slips.gift_receipt"),
        _head(place, entity, words),
        tuple(filter(None, (group.addressee(""),))),
        (
            *(words.say("slips.order", number=order.number), words.moment(order.placed_at)),
            *_greeting(order, group, words),
        ),
        tuple(
            row
            for one in together(own)
            for row in (
                (_named(one, words), ""),
                *((f"- {_named_part(entry, words)}", "") for entry in one.entries if one.bundle),
            )
        ),
    )


def _greeting(order: PlacedOrder, group: Group, words: Words) -> tuple[str, ...]:
    """Say who a present is from, and what they wrote."""
    if group.gift is None:
        return ()
    sender = words.say("slips.gift_from", name=order.person.name) if order.person.name else ""
    return tuple(filter(None, (sender, group.gift.message)))


def _titled(entry: PlacedLine) -> str:
    """Name goods in a parcel, and the bundle they are part of: the rest may come in another."""
    bundle = entry.line.bundle
    return f"{entry.line.title} ({bundle.title})" if bundle else entry.line.title


def _words(order: PlacedOrder, place: Place | None, entity: Entity) -> Words:
    return speak(order.language, place.zone if place else entity.zone, entity.country)


def _head(place: Place | None, entity: Entity, words: Words) -> tuple[str, ...]:
    named = (place.name, *postal_lines(place.address)) if place else ()
    number = words.say("documents.tax_number", number=entity.tax_number)
    return (*named, entity.name, *(() if place else postal_lines(entity.address)), number)


def _named(one: Together, words: Words) -> str:
    count = words.quantity(one.quantity, Unit(one.unit))
    return words.say("letters.times", count=count, title=one.title)


def _named_part(entry: PlacedLine, words: Words) -> str:
    count = words.quantity(entry.line.quantity, Unit(entry.line.unit))
    return words.say("letters.times", count=count, title=entry.line.title)


def _tenders(money: Book, words: Words) -> Iterable[Pair]:
    for tender in money.tenders:
        paid = tender.amount_minor if tender.given_minor is None else tender.given_minor
        label = f"{words.say(f'paid.{tender.kind.value}')} {tender.label}".strip()
        yield label, words.money(paid, tender.currency)
        if tender.change_minor:
            yield words.say("slips.change"), words.money(tender.change_minor, tender.currency)
        if tender.rounding_minor:
            rounding = words.money(tender.rounding_minor, tender.currency)
            yield words.say("documents.rounding"), rounding


def _taxes(order: PlacedOrder, words: Words) -> Iterable[Pair]:
    sums: dict[tuple[str, int], tuple[int, int]] = {}
    included = order.prices_include_tax
    for line in (entry.line for entry in order.lines):
        own = line.tax_parts[0][0] if len(line.tax_parts) == 1 else ""
        tax = own or words.say(f"documents.{'vat' if included else 'sales_tax'}")
        net_minor, tax_minor = sums.get((tax, line.tax_rate_pcm), (0, 0))
        net_minor += line.amount_minor - (line.tax_minor if included else 0)
        sums[tax, line.tax_rate_pcm] = net_minor, tax_minor + line.tax_minor
    for (tax, rate_pcm), (net_minor, tax_minor) in sums.items():
        net, rate = words.money(net_minor, order.currency), words.percent(rate_pcm)
        label = words.say("slips.tax_of", tax=tax, rate=rate, net=net)
        yield label, words.money(tax_minor, order.currency)
