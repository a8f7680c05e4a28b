"""Quotes: priced as at check-out, sent by somebody with the authority, placed at frozen prices."""

from collections.abc import Mapping
from itertools import islice

import msgspec
from msgspec import Struct, field

from paraguas.catalog.errors import PriceMissing, SkuUnknown
from paraguas.catalog.model import Sku
from paraguas.journeys.checkout.draft import Draft, draft
from paraguas.journeys.checkout.lines import check_kinds
from paraguas.journeys.checkout.slice import Slice, read_slice
from paraguas.journeys.quotes.letters import tell_quote
from paraguas.journeys.serving.appointments import place_with_set_up
from paraguas.network.errors import MarketUnknown
from paraguas.orders import queries as orders
from paraguas.orders.errors import RecordedNotAllowed
from paraguas.orders.model import Contents, Wish, WishedTender
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.quotes import queries as quotes
from paraguas.quotes.actions.accept_quote import accept_quote
from paraguas.quotes.actions.change_quote import change_quote
from paraguas.quotes.actions.decline_quote import decline_quote
from paraguas.quotes.actions.expire_quote import expire_quote as expire
from paraguas.quotes.actions.open_quote import open_quote
from paraguas.quotes.actions.send_quote import send_quote
from paraguas.quotes.errors import QuoteLineUnknown
from paraguas.quotes.model import Quote, QuotedLine, QuoteStatus
from paraguas.quotes.rules.giving import check_day, given_minor
from paraguas.staff.model import Actor
from paraguas.staff.rules.authority import demand_authority
from paraguas.values.ids import Id, OrderId, short_number
from paraguas.values.stamp import Stamp

_decode = msgspec.json.Decoder(Contents).decode


class Quoting(Struct, frozen=True):
    """A quote to draft, or a draft to write anew (quote_id, version).

    prices: unit prices by position of the line, from 0; the list's for all others.
    """

    stamp: Stamp
    market: str
    channel: str
    contents: Contents
    valid_until: int
    prices: Mapping[int, int] = field(default_factory=dict)
    note: str = ""
    quote_id: str = ""
    version: int | None = None


class Sending(Struct, frozen=True):
    """A draft to send as it was seen; actor: who answers for what is below the list."""

    stamp: Stamp
    actor: Actor
    quote_id: str
    version: int


class Answering(Struct, frozen=True):
    """A sent quote that is accepted, paid by tenders, or declined."""

    stamp: Stamp
    quote_id: str
    tenders: tuple[WishedTender, ...] = ()


def write_quote(tx: Tx, item: Quoting) -> Quote:
    """Draft a quote at today's list or at the prices told; changes a draft that is there.

    No goods are held or looked for.  Refuses what could never be ordered, QuoteDayWrong,
    QuoteLineUnknown, QuoteSettled and QuoteChanged.
    """
    check_day(item.valid_until, item.stamp.at)
    now = _priced(tx, item)
    if not item.quote_id:
        return open_quote(tx, now)
    at = item.stamp.at
    was = quotes.quote_that_is(tx, item.quote_id, QuoteStatus.DRAFT, now=at, version=item.version)
    return change_quote(tx, was, now)


def send_draft(tx: Tx, item: Sending) -> Quote:
    """Send a draft to whom it is for, with a link to accept it.

    Refuses AuthorityExceeded where more is given below the list than the actor decides alone;
    somebody else may send it.
    """
    at = item.stamp.at
    was = quotes.quote_that_is(tx, item.quote_id, QuoteStatus.DRAFT, now=at, version=item.version)
    if was.given_minor:
        demand_authority(item.actor, was.given_minor, was.currency)
    sent = send_quote(tx, item.stamp, was)
    tell_quote(tx, item.stamp, sent, contents_of(sent).person)
    return sent


def accept_sent(tx: Tx, item: Answering) -> Confirmation:
    """Order what a quote holds at its prices; accepted again, it is confirmed as the same order.

    Refuses QuoteSettled where it expired or was declined, and what check-out refuses.
    """
    found = quotes.quote(tx, item.quote_id, now=item.stamp.at)
    if found.status is QuoteStatus.ACCEPTED and found.order_id:
        return orders.confirmation(tx, found.order_id)
    found = quotes.quote_that_is(tx, item.quote_id, QuoteStatus.SENT, now=item.stamp.at)
    placed = place_with_set_up(tx, _wish(item.stamp, found, item.tenders))
    accept_quote(tx, item.stamp, found, OrderId(placed.order_id))
    return placed


def decline_sent(tx: Tx, item: Answering) -> Quote:
    """Note that a quote is not wanted; declined again, it stays so."""
    found = quotes.quote(tx, item.quote_id, now=item.stamp.at)
    if found.status is QuoteStatus.DECLINED:
        return found
    found = quotes.quote_that_is(tx, item.quote_id, QuoteStatus.SENT, now=item.stamp.at)
    return decline_quote(tx, item.stamp, found)


def expire_quote(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Close a quote nobody accepted in time; one that was answered is left alone."""
    found = quotes.quote(tx, chore.subject, now=0)
    if found.status is QuoteStatus.SENT and found.valid_until <= stamp.at:
        expire(tx, stamp, found)


def contents_of(quote: Quote) -> Contents:
    """Read what a quote wants ordered."""
    return _decode(quote.wanted)


def _wish(stamp: Stamp, quote: Quote, tenders: tuple[WishedTender, ...]) -> Wish:
    wanted = contents_of(quote)
    return Wish(
        stamp=stamp,
        channel=quote.channel,
        market=quote.market,
        lines=wanted.lines,
        groups=wanted.groups,
        tenders=tenders,
        person=wanted.person,
        language=quote.language,
        external=f"quote {quote.number}",
        agreed=tuple(line.unit_price_minor for line in quote.lines),
    )


def _priced(tx: Tx, item: Quoting) -> Quote:
    wanted, stamp = item.contents, item.stamp
    for position, line in enumerate(wanted.lines):
        if line.recorded:
            raise RecordedNotAllowed(where=f"lines[{position}].recorded", channel=item.channel)
    # As if completed: a quote is of prices, and no goods are looked for until it is accepted.
    wish = Wish(
        *(stamp, item.channel, item.market, wanted.lines, wanted.groups),
        person=wanted.person,
        language=wanted.language,
        completed=True,
    )
    known = read_slice(tx, [wish])
    skus, listed = _listed(known, item)
    agreed = tuple(item.prices.get(position, price) for position, price in enumerate(listed))
    drafted = draft(known, msgspec.structs.replace(wish, agreed=agreed))
    check_kinds(drafted.wish, drafted.items)
    return _quote(item, drafted, _lines(item, drafted, skus, listed))


def _listed(known: Slice, item: Quoting) -> tuple[list[Sku], list[int]]:
    """Give the SKUs of lines and what the list asks for each; what was told, where it asks none."""
    market = known.network.market(item.market)
    if market is None:
        raise MarketUnknown(market=item.market)
    if any(not 0 <= position < len(item.contents.lines) for position in item.prices):
        raise QuoteLineUnknown(lines=len(item.contents.lines))
    skus, listed = [], []
    for position, line in enumerate(item.contents.lines):
        sku = known.catalogue.find(line.sku)
        if sku is None:
            raise SkuUnknown(sku=line.sku)
        price = known.catalogue.price(sku.sku_id, market.currency, item.stamp.at)
        told = price.amount_minor if price else item.prices.get(position)
        if told is None:
            raise PriceMissing(sku=sku.code, currency=market.currency)
        skus.append(sku)
        listed.append(told)
    return skus, listed


def _lines(
    item: Quoting, drafted: Draft, skus: list[Sku], listed: list[int]
) -> tuple[QuotedLine, ...]:
    coming = iter(drafted.lines)
    made = []
    for position, (asked, sku) in enumerate(zip(item.contents.lines, skus, strict=True)):
        own = list(islice(coming, len(sku.bundle.parts) if sku.bundle else 1))
        made.append(
            QuotedLine(
                code=sku.code,
                title=sku.title(drafted.bearings.language),
                unit=sku.unit.value,
                quantity=asked.quantity,
                per=sku.per,
                listed_minor=listed[position],
                unit_price_minor=item.prices.get(position, listed[position]),
                amount_minor=sum(line.amount_minor for line in own),
                tax_minor=sum(line.tax_minor for line in own),
            )
        )
    return tuple(made)


def _quote(item: Quoting, drafted: Draft, lines: tuple[QuotedLine, ...]) -> Quote:
    stamp, bearings = item.stamp, drafted.bearings
    return Quote(
        quote_id=Id(stamp.ids.next()),
        number=short_number(stamp.ids.draw()),
        version=1,
        status=QuoteStatus.DRAFT,
        market=item.market,
        channel=item.channel,
        language=bearings.language,
        currency=bearings.market.currency,
        prices_include_tax=bearings.market.prices_include_tax,
        wanted=msgspec.json.encode(item.contents).decode(),
        lines=lines,
        total_minor=drafted.sums.total_minor,
        tax_minor=drafted.sums.tax_minor,
        given_minor=given_minor(lines),
        valid_until=item.valid_until,
        note=item.note,
        drafted_at=stamp.at,
        drafted_by=stamp.by.actor,
    )
