"""Quotes over the API: drafted, sent, accepted, declined, and as a PDF."""

from typing import Annotated

import msgspec
from litestar import Response, get, post, put
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.placing import answer
from paraguas.doors.api.writing import Answering as Shaped, perform
from paraguas.doors.documents.giving_quotes import quote_response, read_sheet
from paraguas.journeys.quotes import quoting
from paraguas.journeys.quotes.letters import quote_link
from paraguas.journeys.quotes.quoting import Answering, Quoting, Sending, contents_of
from paraguas.orders.model import Contents, Person, WishedGroup, WishedLine, WishedTender
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.quotes import queries
from paraguas.quotes.model import Quote, QuotedLine, QuoteStatus
from paraguas.staff.model import Scope
from paraguas.values.ids import is_id
from paraguas.values.limits import Message, Moment, ShortCode
from paraguas.values.money import LARGEST_MINOR

MOST_QUOTES = 100
"""So many are listed at once at most."""

Price = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_MINOR)]
Version = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class QuoteIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A quote to draft, all of it each time.

    prices: unit prices in minor units by position of the line, from 0; the list's for all others.
    valid_until: prices hold until then (microseconds UTC).  version: of the draft that is written
    anew.  channel: only for keys that serve all doors.
    """

    market: ShortCode
    lines: Annotated[tuple[WishedLine, ...], msgspec.Meta(min_length=1, max_length=2000)]
    groups: Annotated[tuple[WishedGroup, ...], msgspec.Meta(min_length=1, max_length=50)]
    valid_until: Moment
    person: Person = msgspec.field(default_factory=Person)
    language: Annotated[str, msgspec.Meta(max_length=16)] = ""
    prices: dict[int, Price] = msgspec.field(default_factory=dict)
    note: Message = ""
    channel: ShortCode = ""
    version: Version | None = None


class SendIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The version of the draft that was seen."""

    version: Version


class AcceptIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How it is paid.  channel: only for keys that serve all doors."""

    tenders: Annotated[tuple[WishedTender, ...], msgspec.Meta(max_length=20)] = ()
    channel: ShortCode = ""


class QuoteOut(Struct, frozen=True):
    """A quote as it stands; amounts in minor units.  link: of its page, once it is sent."""

    quote_id: str
    number: str
    version: int
    status: QuoteStatus
    market: str
    channel: str
    language: str
    currency: str
    prices_include_tax: bool
    contents: Contents
    lines: tuple[QuotedLine, ...]
    total_minor: int
    tax_minor: int
    given_minor: int
    valid_until: int
    note: str
    drafted_at: int
    drafted_by: str
    sent_at: int | None
    sent_by: str | None
    closed_at: int | None
    order_id: str | None
    link: str


class QuotesOut(Struct, frozen=True):
    """Quotes, the last drafted first; `next` is the cursor of the page after, if there is."""

    quotes: tuple[QuoteOut, ...]
    next: str | None


@post("/quotes", operation_id="draftQuote", tags=["quotes"], status_code=201)
async def draft_quote(
    data: JSONBody[QuoteIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[QuoteOut]:
    """Draft a quote at today's list or at prices of its own; no goods are held."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp(data.channel)
    item = Quoting(stamp, data.market, stamp.by.door, _contents(data), data.valid_until,
                   data.prices, data.note)  # fmt: skip
    shaped = Shaped(201, _shown)
    return await perform(runtime, caller, request, quoting.write_quote, item, answering=shaped)


@put("/quotes/{quote_id:str}", operation_id="changeQuote", tags=["quotes"])
async def change_quote(
    quote_id: IdPart,
    data: JSONBody[QuoteIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[QuoteOut]:
    """Write a draft anew; what was sent stays as it is."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp(data.channel)
    item = Quoting(stamp, data.market, stamp.by.door, _contents(data), data.valid_until,
                   data.prices, data.note, quote_id, data.version)  # fmt: skip
    shaped = Shaped(200, _shown)
    return await perform(runtime, caller, request, quoting.write_quote, item, answering=shaped)


@get("/quotes/{quote_id:str}", operation_id="getQuote", tags=["quotes"])
async def get_quote(quote_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> QuoteOut:
    """Read a quote, with the link to its page."""
    caller.demand(Scope.ORDERS_READ)
    moment = now()

    def look(tx: Tx) -> QuoteOut:
        found = queries.quote(tx, quote_id, now=moment)
        return _shown(found, quote_link(tx, found, at=moment) if found.sent_at else "")

    return await runtime.read(look)


@get("/quotes", operation_id="listQuotes", tags=["quotes"])
async def list_quotes(
    runtime: GivenRuntime,
    caller: GivenCaller,
    status: Annotated[QuoteStatus | None, QueryParameter()] = None,
    before: Annotated[str, QueryParameter(max_length=32)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_QUOTES)] = 50,
) -> QuotesOut:
    """List quotes, the last drafted first."""
    caller.demand(Scope.ORDERS_READ)
    moment = now()

    def look(tx: Tx) -> QuotesOut:
        wanted = status.value if status else ""
        since = before if is_id(before) else ""
        found = queries.quotes(tx, status=wanted, before=since, most=limit + 1, now=moment)
        shown = tuple(_shown(one) for one in found[:limit])
        return QuotesOut(shown, shown[-1].quote_id if len(found) > limit else None)

    return await runtime.read(look)


@post("/quotes/{quote_id:str}/send", operation_id="sendQuote", tags=["quotes"], status_code=200)
async def send_quote(
    quote_id: IdPart,
    data: JSONBody[SendIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[QuoteOut]:
    """Send a draft by letter; what is below the list is within the caller's authority."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Sending(caller.stamp(), caller.grant.actor, quote_id, data.version)
    shaped = Shaped(200, _shown)
    return await perform(runtime, caller, request, quoting.send_draft, item, answering=shaped)


@post("/quotes/{quote_id:str}/accept", operation_id="acceptQuote", tags=["quotes"],
      status_code=201)  # fmt: skip
async def accept_quote(
    quote_id: IdPart,
    data: JSONBody[AcceptIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Confirmation]:
    """Order what a quote holds, at its prices; again, it is confirmed as the same order."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Answering(caller.stamp(data.channel), quote_id, data.tenders)
    return await perform(runtime, caller, request, quoting.accept_sent, item, answering=answer)


@post("/quotes/{quote_id:str}/decline", operation_id="declineQuote", tags=["quotes"],
      status_code=200)  # fmt: skip
async def decline_quote(
    quote_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[QuoteOut]:
    """Note that whom a quote is for does not want it."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Answering(caller.stamp(), quote_id)
    shaped = Shaped(200, _shown)
    return await perform(runtime, caller, request, quoting.decline_sent, item, answering=shaped)


@get("/quotes/{quote_id:str}/pdf", operation_id="getQuotePdf", tags=["quotes"],
     media_type="application/pdf")  # fmt: skip
async def get_quote_pdf(
    quote_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> Response[bytes]:
    """Give a quote as a PDF, in its language."""
    caller.demand(Scope.ORDERS_READ)
    moment = now()
    sheet = await runtime.read(lambda tx: read_sheet(tx, quote_id, now=moment))
    return quote_response(sheet, "pdf", at=moment)


def _contents(data: QuoteIn) -> Contents:
    return Contents(data.lines, data.groups, data.person, data.language)


def _shown(quote: Quote, link: str = "") -> QuoteOut:
    told = msgspec.structs.asdict(quote) | {"contents": contents_of(quote), "link": link}
    del told["wanted"]
    return QuoteOut(**told)


HANDLERS = (
    draft_quote,
    change_quote,
    get_quote,
    list_quotes,
    send_quote,
    accept_quote,
    decline_quote,
    get_quote_pdf,
)
